# What several test files need: a PowerShell of its own for what must not happen in this one, and a sandbox's account handed to it.

Set-StrictMode -Version Latest

$repository = Split-Path (Split-Path $PSScriptRoot)
$shell = (Get-Process -Id $PID).Path

# PowerShell as a .NET tool is an assembly that dotnet runs.
$shellAssembly = if ((Split-Path $shell -Leaf) -like 'dotnet*') { Join-Path $PSHOME 'pwsh.dll' }

function Get-RepositoryPath {
    $repository
}

# Windows asks the account, not the environment, where a user's files are. A vault or a journal there would be the tester's own.
function Test-ThrowAwayHome {
    -not ($env:OS -eq 'Windows_NT')
}

function New-JournalPath {
    Join-Path (Get-Item TestDrive:/).FullName "$([guid]::NewGuid()).jsonl"
}

# What a process leaves in the journal that was killed, so long ago, after it wrote the intent.
function Add-JournalIntent {
    param(
        [Parameter(Mandatory)] [string] $Path,
        [Parameter(Mandatory)] $Sandbox,
        [Parameter(Mandatory)] [string] $Key,
        [Parameter(Mandatory)] [long] $Amount,
        [Parameter(Mandatory)] [string] $Iban,
        [long] $After,
        [timespan] $Age = '01:00:00'
    )

    $at = ([datetime]::UtcNow - $Age).ToString('yyyy-MM-ddTHH:mm:ss.fffZ', [cultureinfo]::InvariantCulture)
    if (-not (Test-Path $Path)) {
        $head = '{{"v":1,"type":"journal","at":"{0}","account":"{1}","endpoint":"{2}"}}' -f $at, $Sandbox.Account, $Sandbox.Endpoint
        [System.IO.File]::AppendAllText($Path, "$head`n")
    }

    $intent = '{{"v":1,"type":"intent","at":"{0}","key":"{1}","amount":{2},"iban":"{3}","after":{4},"timeout":30}}' -f @(
        $at, $Key, $Amount, $Iban, $After)
    [System.IO.File]::AppendAllText($Path, "$intent`n")
}

function New-ThrowAwayHome {
    $path = Join-Path (Get-Item TestDrive:/).FullName ([guid]::NewGuid().ToString('N'))
    (New-Item -ItemType Directory $path).FullName
}

# Everything that is the tester's own in the environment is taken away; the modules installed for them stay, through PSModulePath.
function Get-HomeEnvironment([string] $HomePath) {
    @{ HOME = $HomePath; XDG_CONFIG_HOME = ''; XDG_DATA_HOME = ''; XDG_STATE_HOME = ''; XDG_CACHE_HOME = ''; AQP_TEST_HOME = $HomePath }
}

function Use-Environment([hashtable] $Environment, [scriptblock] $Script) {
    $before = @{}
    foreach ($name in $Environment.Keys) {
        $before[$name] = [Environment]::GetEnvironmentVariable($name)
        [Environment]::SetEnvironmentVariable($name, $Environment[$name])
    }

    try {
        & $Script
    }
    finally {
        foreach ($name in $before.Keys) {
            [Environment]::SetEnvironmentVariable($name, $before[$name])
        }
    }
}

# Windows PowerShell reads a script without a byte order mark in the system's code page.
function New-ScriptFile([string] $Script) {
    $path = Join-Path (Get-Item TestDrive:/).FullName ([guid]::NewGuid().ToString('N') + '.ps1')
    [System.IO.File]::WriteAllText($path, $Script, [System.Text.UTF8Encoding]::new($true))
    $path
}

function Get-ShellArgument([string] $ScriptPath) {
    if ($shellAssembly) { $shellAssembly }
    '-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File', $ScriptPath
}

<#
Runs a script in a PowerShell of its own and gives back its exit code and every line that it wrote to its output or error stream.
#>
function Invoke-ChildShell {
    param(
        [Parameter(Mandatory)] [string] $Script,
        [hashtable] $Environment = @{},
        [string] $WorkingDirectory = (Get-Item TestDrive:/).FullName,

        # What is typed when the script asks. Without it the shell cannot be asked.
        [string[]] $Answer,

        # What a Unix system takes from the access to new files.
        [string] $Umask
    )

    $ErrorActionPreference = 'Continue'
    $path = New-ScriptFile $Script
    Push-Location $WorkingDirectory
    try {
        $lines = Use-Environment (@{ NO_COLOR = '1'; POWERSHELL_TELEMETRY_OPTOUT = '1' } + $Environment) {
            $arguments = @(Get-ShellArgument $path)
            if ($Answer) { $arguments = $arguments -ne '-NonInteractive' }
            $command = @(if ($Umask) { 'sh', '-c', "umask $Umask && exec `"`$@`"", 'sh' }) + $shell + $arguments
            $program, $rest = $command
            $Answer | & $program @rest 2>&1 | ForEach-Object { "$_" }
        }
        [pscustomobject]@{ ExitCode = $LASTEXITCODE; Lines = @($lines); Text = @($lines) -join "`n" }
    }
    finally {
        Pop-Location
    }
}

<#
Runs a script as Invoke-ChildShell does, in a session of its own in this process. That takes a tenth of the time, and does for what needs
no process of its own: not for an exit code as the system sees it, a time zone, or what only an empty process shows.
#>
function Invoke-NewSession {
    param(
        [Parameter(Mandatory)] [string] $Script,
        [hashtable] $Environment = @{},
        [string] $WorkingDirectory = (Get-Item TestDrive:/).FullName
    )

    $session = [powershell]::Create([System.Management.Automation.RunspaceMode]::NewRunspace)
    try {
        $null = $session.AddScript(@'
param($Path, $Folder)
Set-Location -LiteralPath $Folder
$written = [System.Collections.Generic.List[object]]::new()
$global:LASTEXITCODE = 0
try { & $Path *>&1 | ForEach-Object { $written.Add($_) } }
catch { $written.Add($_); $global:LASTEXITCODE = 1 }
$LASTEXITCODE
$written | Out-String -Stream -Width 120
'@).AddArgument((New-ScriptFile $Script)).AddArgument($WorkingDirectory)
        $exitCode, $lines = Use-Environment $Environment { $session.Invoke() }
        [pscustomobject]@{ ExitCode = $exitCode; Lines = @($lines); Text = @($lines) -join "`n" }
    }
    finally {
        $session.Runspace.Dispose()
        $session.Dispose()
    }
}

<#
Starts a script in a PowerShell of its own that the test ends by itself.
#>
function Start-ChildShell {
    param([Parameter(Mandatory)] [string] $Script, [hashtable] $Environment = @{})

    $path = New-ScriptFile $Script
    Use-Environment (@{ NO_COLOR = '1'; POWERSHELL_TELEMETRY_OPTOUT = '1' } + $Environment) {
        $quoted = Get-ShellArgument $path | ForEach-Object { "`"$_`"" }
        Start-Process -FilePath $shell -ArgumentList $quoted -PassThru -RedirectStandardOutput "$path.out" -RedirectStandardError "$path.err" |
            Add-Member -NotePropertyName ScriptPath -NotePropertyValue $path -PassThru
    }
}

# What a shell that Start-ChildShell started has written so far, errors too.
function Get-ChildOutput($Child) {
    (Get-Content "$($Child.ScriptPath).out", "$($Child.ScriptPath).err") -join "`n"
}

# The sandbox's account as a child shell finds it; $ConnectScript is the child's side.
function Get-SandboxEnvironment($Sandbox) {
    @{
        AQP_TEST_MODULE   = Join-Path $repository 'Aqayepardakht.psd1'
        AQP_TEST_ENDPOINT = $Sandbox.Endpoint.ToString()
        AQP_TEST_ACCOUNT  = $Sandbox.Account
        AQP_TEST_CODE     = $Sandbox.Credential.GetNetworkCredential().Password
        AQP_TEST_PIN      = if ($Sandbox.Pin) { ConvertFrom-TestSecret $Sandbox.Pin } else { '' }
    }
}

$ConnectScript = @'
Import-Module $env:AQP_TEST_MODULE
$credential = New-Object pscredential $env:AQP_TEST_ACCOUNT, (ConvertTo-SecureString $env:AQP_TEST_CODE -AsPlainText -Force)
$pin = ConvertTo-SecureString $env:AQP_TEST_PIN -AsPlainText -Force
$null = Connect-AqpAccount -Credential $credential -Pin $pin -Endpoint $env:AQP_TEST_ENDPOINT

'@

# A store of the throw-away home's own that asks for no password. Resetting is the only way to make one without being asked for it,
# and must never reach the tester's own.
$VaultScript = @'
if (-not $env:AQP_TEST_HOME -or $env:HOME -ne $env:AQP_TEST_HOME -or $HOME -ne $env:AQP_TEST_HOME) { throw 'This is not the throw-away home.' }
Import-Module Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore
Reset-SecretStore -Scope CurrentUser -Authentication None -Interaction None -Force -WarningAction SilentlyContinue

'@

function ConvertFrom-TestSecret([securestring] $Secret) {
    (New-Object System.Net.NetworkCredential '', $Secret).Password
}

function ConvertTo-TestSecret {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSAvoidUsingConvertToSecureStringWithPlainText', '',
        Justification = 'The secrets of the tests are made up.')]
    param([string] $Text)

    ConvertTo-SecureString $Text -AsPlainText -Force
}

# What each command that works for an account does in one call, in a sandbox that has the withdrawal 11111; more of it comes as arguments.
$AccountCommands = [ordered]@{
    'New-AqpWithdrawal'     = { New-AqpWithdrawal 1000 IR270170000000100324200001 -DuplicateWindow 0 -Confirm:$false @args }
    'Get-AqpWithdrawal'     = { Get-AqpWithdrawal 11111 @args }
    'Get-AqpWithdrawalList' = { Get-AqpWithdrawalList @args }
    'Wait-AqpWithdrawal'    = { Wait-AqpWithdrawal 11111 @args }
    'Resolve-AqpWithdrawal' = { Resolve-AqpWithdrawal INV-1 -Id 11111 -JournalPath (New-JournalPath) -Confirm:$false @args }
}

<#
Runs a script and gives back its objects and errors, and whether an error ended it. ErrorIds has the ids as scripts compare them.
#>
function Get-ScriptResult([scriptblock] $Script) {
    $result = [pscustomobject]@{ Output = @(); Errors = @(); ErrorIds = @(); Warnings = @(); Verbose = @(); Ended = $false }
    try {
        & $Script 2>&1 3>&1 4>&1 | ForEach-Object {
            if ($_ -is [System.Management.Automation.ErrorRecord]) { $result.Errors += $_ }
            elseif ($_ -is [System.Management.Automation.WarningRecord]) { $result.Warnings += $_.Message }
            elseif ($_ -is [System.Management.Automation.VerboseRecord]) { $result.Verbose += $_.Message }
            else { $result.Output += $_ }
        }
    }
    catch {
        $result.Errors += $_
        $result.Ended = $true
    }

    $result.ErrorIds = @($result.Errors | ForEach-Object { $_.FullyQualifiedErrorId.Split(',')[0] })
    $result
}

# The rows of the gateway's documentation, and the error that each is for a user: written down a second time on purpose. Two codes mean
# something else for a request than for the calls that read.
function Get-GatewayCode([string] $Call = '*') {
    Import-Csv (Join-Path $PSScriptRoot 'GatewayCodes.csv') -Encoding UTF8 | Where-Object { $_.Call -eq 'Any' -or $_.Call -like $Call }
}

# Written so that the test files themselves stay ASCII, which every PowerShell reads alike.
function ConvertTo-PersianDigit([string] $Text) {
    -join ($Text.ToCharArray() | ForEach-Object { if ($_ -ge '0' -and $_ -le '9') { [char](0x06F0 + [int]$_ - [int][char]'0') } else { $_ } })
}

function Get-CsvEncoding {
    if ($PSEdition -eq 'Core') { 'utf8BOM' } else { 'UTF8' }
}

Export-ModuleMember -Function * -Variable AccountCommands, ConnectScript, VaultScript
