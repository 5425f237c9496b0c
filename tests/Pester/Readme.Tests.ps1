# Every PowerShell block of the README, as it is printed there. Only what surrounds a block is the tests': where the gateway is,
# who answers the prompts, and a home folder that is thrown away.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/TestSupport.psm1"
    $hasHome = Test-ThrowAwayHome
    $hasVault = $hasHome -and (Get-Module -ListAvailable Microsoft.PowerShell.SecretManagement) -and (Get-Module -ListAvailable Microsoft.PowerShell.SecretStore)
    $readme = [System.IO.File]::ReadAllText((Join-Path (Get-RepositoryPath) 'README.md'))
    $number = 0

    # Those with a database need a server: JournalDatabase.Tests.ps1 has one.
    $blocks = [regex]::Matches($readme, '(?s)```powershell\r?\n(.*?)```') | ForEach-Object {
        $number++
        @{ number = $number; first = ($_.Groups[1].Value -split '\r?\n')[0]; text = $_.Groups[1].Value }
    } | Where-Object { $_.text -notmatch 'JournalDatabase' }
    $groups = @(
        @{ name = 'by itself'; tag = 'NeedsHome'; skip = -not $hasHome; blocks = @($blocks | Where-Object { $_.text -notmatch 'Secret' }) }
        @{ name = 'with a vault'; tag = 'NeedsSecretManagement'; skip = -not $hasVault; blocks = @($blocks | Where-Object { $_.text -match 'Secret' }) }
    )
}

BeforeAll {
    Import-Module "$PSScriptRoot/../../Aqayepardakht.psd1"
    Import-Module "$PSScriptRoot/TestSupport.psm1"
    $repository = Get-RepositoryPath
    $iban = 'IR270170000000100324200001'
    $root = (Get-Item TestDrive:/).FullName

    # The module as an installed one, which "Import-Module Aqayepardakht" finds.
    $installed = Join-Path $root 'Modules/Aqayepardakht'
    $null = New-Item -ItemType Directory $installed
    Copy-Item (Join-Path $repository 'Aqayepardakht.ps[dm]1') $installed
    Copy-Item (Join-Path $repository 'bin') $installed -Recurse

    # Where the gateway is, and the people and installers that a block talks to.
    $standIns = @'
$PSDefaultParameterValues['*-Aqp*:Endpoint'] = $env:AQP_TEST_ENDPOINT
function Get-Credential { New-Object pscredential $env:AQP_TEST_ACCOUNT, (ConvertTo-SecureString $env:AQP_TEST_CODE -AsPlainText -Force) }
function Read-Host { ConvertTo-SecureString $env:AQP_TEST_PIN -AsPlainText -Force }
function dotnet { 'built' }
function Install-PSResource { 'installed' }

'@
    $connect = @'
$null = Connect-AqpAccount -Credential (Get-Credential) -Pin (Read-Host) -Endpoint $env:AQP_TEST_ENDPOINT

'@
    $consent = @'
$ConfirmPreference = 'None'

'@
    $vault = $VaultScript + @'
Register-SecretVault -Name Payments -ModuleName Microsoft.PowerShell.SecretStore
Set-Secret -Name Aqayepardakht -Vault Payments -Secret @{ Account = $env:AQP_TEST_ACCOUNT; Code = $env:AQP_TEST_CODE; Pin = $env:AQP_TEST_PIN }

'@

    # A withdrawal that no key claims, and what a run leaves that is killed after it wrote the intent of a second one.
    $elsewhere = $connect + $consent + @'
$iban = 'IR270170000000100324200001'
$null = New-AqpWithdrawal 1500000 $iban

'@
    $leftOpen = $elsewhere + @'
$null = New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -WarningAction SilentlyContinue
$journal = @(Get-ChildItem $HOME -Recurse -Force -Filter *.jsonl)[0].FullName
$at = [datetime]::UtcNow.AddHours(-1).ToString('yyyy-MM-ddTHH:mm:ss.fffZ', [cultureinfo]::InvariantCulture)
[System.IO.File]::AppendAllText($journal, (
    '{{"v":1,"type":"intent","at":"{0}","key":"INV-1405-002","amount":2000,"iban":"{1}","after":11112,"timeout":30}}' -f $at, $iban) + "`n")

'@

    # What stands around each block, by something only it says, and what must have come of it.
    $expectations = @(
        @{
            has    = 'Wait-AqpWithdrawal | Export-Csv settled.csv'
            before = $connect
            check  = {
                $sandbox.Withdrawals.Count | Should -Be 2
                (Import-Csv (Join-Path $folder settled.csv) -Encoding UTF8).Status | Should -Be 'Paid', 'Paid'
            }
        }
        @{
            has    = 'dotnet build'
            place  = $repository
            after  = '(Get-Module Aqayepardakht).ModuleBase'
            check  = { $run.Lines | Should -Be 'built', $repository }
        }
        @{
            has    = '$sandbox = Start-AqpSandbox'
            before = "`$PSDefaultParameterValues.Clear()`n"
            check  = {
                $run.Text | Should -Match '1,500,000 +Paid'
                $run.Text | Should -Match 'Created \(Jalali\)'
            }
        }
        @{
            has    = "'IR27 0170 0000 0010 0324 2000 01'"
            before = $consent
            check  = {
                $sandbox.Withdrawals.Amount | Should -Be 1500000
                $run.Text | Should -Match '1,?500,?000'
            }
        }
        @{
            has    = 'Import-Csv report.csv | Get-AqpWithdrawal'
            before = $connect
            check  = { [System.IO.File]::ReadAllBytes((Join-Path $folder report.csv))[0] | Should -Be 0xEF }
        }
        @{
            # What the other module writes is not ours to test; what it is given is.
            has    = 'Export-Excel report.xlsx'
            before = $elsewhere + @'
function Export-Excel { param($Path, [switch] $ClearSheet, $NoNumberConversion, $NoHyperLinkConversion, $CellStyleSB) $input | Export-Csv "$Path.csv" }
'@
            check  = {
                $given = Import-Csv (Join-Path $folder report.xlsx.csv) -Encoding UTF8
                $given.Amount | Should -Be '1500000'
                $given.Iban | Should -Be $iban
            }
        }
        @{
            has    = 'Export-AqpWithdrawalReport report.html'
            before = $connect
            check  = { Test-Path (Join-Path $folder report.html) | Should -BeTrue }
        }
        @{
            has    = 'Export-AqpWithdrawalReport -Path aban.html'
            before = $connect
            check  = { [System.IO.File]::ReadAllText((Join-Path $folder aban.html)) | Should -Match '<html lang="fa" dir="rtl">' }
        }
        @{
            has    = 'Set-Secret -Name Aqayepardakht'
            vault  = $VaultScript
            after  = "New-AqpWithdrawal 1000 $iban -Confirm:`$false | Out-Null"
            code   = 'encryption key'
            pin    = 'gateway pin'
            check  = { $sandbox.Withdrawals.Amount | Should -Be 1000 }
        }
        @{
            has    = '-NotDuplicateOf 11111'
            before = $elsewhere
            check  = { $sandbox.Withdrawals.Amount | Should -Be 1500000, 1500000 }
        }
        @{
            has    = '-IdempotencyKey INV-1405-002 -NotMade'
            before = $leftOpen
            after  = 'Get-AqpWithdrawalJournal | ForEach-Object { "$($_.IdempotencyKey) $($_.State)" }'
            check  = {
                @($run.Lines | Where-Object { $_ })[-3..-1] | Should -Be 'INV-1 Made', 'INV-1405-002 NotMade', 'INV-1405-001 Made'
                $sandbox.Withdrawals.Count | Should -Be 2
            }
        }
        @{
            has    = '-IdempotencyKey INV-1405-001 -Confirm:$false'
            before = $connect
            check  = { $sandbox.Withdrawals.Amount | Should -Be 1500000 }
        }
        @{
            has    = 'Get-AqpWithdrawalJournal | Export-Csv -Path audit.csv'
            before = $connect + "New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -Confirm:`$false | Out-Null`n"
            check  = { (Import-Csv (Join-Path $folder audit.csv) -Encoding UTF8).IdempotencyKey | Should -Be 'INV-1' }
        }
        @{
            has    = "Connect-AqpAccount -SecretName Aqayepardakht -VaultName Payments | Out-Null"
            vault  = $vault
            again  = $true
            check  = {
                $sandbox.Withdrawals.Count | Should -Be 2
                $paid = Import-Csv (Get-ChildItem $folder -Filter 'made-*.csv').FullName -Encoding UTF8
                $paid.Id | Should -Be ($sandbox.Withdrawals | Sort-Object Id | ForEach-Object { "$($_.Id)" })
                (Get-AqpWithdrawalJournal (Join-Path $folder payouts.jsonl)).State | Should -Be 'Made', 'Made'
            }
        }
        @{
            has    = 'Import-Module ./Aqayepardakht.psd1'
            place  = $repository
            after  = '(Get-AqpConnection).Account'
            check  = { $run.Text | Should -Match $sandbox.Account }
        }
        @{
            has    = '-IdempotencyKey INV-1405-001'
            before = $consent + $connect
            check  = { $sandbox.Withdrawals.Amount | Should -Be 1500000 }
        }
        @{
            has    = 'Get-AqpWithdrawalList -Status Paid | Export-Csv report.csv'
            before = $connect
            check  = { Test-Path (Join-Path $folder report.csv) | Should -BeTrue }
        }
    )

    # A home of the block's own, with the vault if it needs one.
    function New-BlockHome($Expected) {
        $environment = (Get-SandboxEnvironment $sandbox) + (Get-HomeEnvironment (New-ThrowAwayHome))
        $environment.PSModulePath = (Split-Path $installed) + [System.IO.Path]::PathSeparator + $env:PSModulePath
        if ($Expected.ContainsKey('vault')) {
            (Invoke-ChildShell ($Expected.vault + "`n'stored'") $environment).Text | Should -Be 'stored'
        }

        $environment
    }

    # A block is run as the file that people save it to. A vault is open to the whole process that opened it, so a block with one has its own.
    function Invoke-Block([string] $Text, $Expected, $Environment) {
        $before = if ($Expected.ContainsKey('before')) { $Expected.before } else { '' }
        $after = if ($Expected.ContainsKey('after')) { $Expected.after } else { '' }
        $place = if ($Expected.ContainsKey('place')) { $Expected.place } else { $folder }
        $run = if ($Expected.ContainsKey('vault')) { 'Invoke-ChildShell' } else { 'Invoke-NewSession' }
        & $run ($standIns + $before + $Text + $after) $Environment -WorkingDirectory $place
    }
}

Describe 'The README' {
    BeforeEach {
        $folder = Join-Path $root ([guid]::NewGuid().ToString('N'))
        $null = New-Item -ItemType Directory $folder
        'IdempotencyKey,Amount,Iban', "INV-1,1000,$iban", "INV-2,""2,000"",IR30 0120 0000 0000 3412 3456 78" | Set-Content (Join-Path $folder payouts.csv)
    }

    AfterEach {
        Stop-AqpSandbox
    }

    foreach ($group in $groups) {
        Context $group.name -Tag $group.tag -Skip:$group.skip {
            It 'runs in block <number>: <first>' -ForEach $group.blocks {
                $expected = @($expectations | Where-Object { $text.Contains($_.has) })[0]
                $expected | Should -Not -BeNullOrEmpty -Because 'every block has to be tested; say above what must come of this one'

                $settings = @{ SettleAfter = 0 }
                if ($expected.ContainsKey('code')) {
                    $settings.Credential = New-Object pscredential '123456', (ConvertTo-TestSecret $expected.code)
                    $settings.Pin = ConvertTo-TestSecret $expected.pin
                }

                $sandbox = Start-AqpSandbox @settings
                $environment = New-BlockHome $expected
                $run = Invoke-Block $text $expected $environment
                $run.ExitCode | Should -Be 0 -Because $run.Text
                $run.Text | Should -Not -Match 'Exception|Recommendation:' -Because $run.Text
                . $expected.check

                if ($expected.ContainsKey('again')) {
                    $run = Invoke-Block $text $expected $environment
                    $run.ExitCode | Should -Be 0 -Because $run.Text
                    . $expected.check
                }
            }
        }
    }

    Context 'the nightly runbook' -Tag NeedsSecretManagement -Skip:(-not $hasVault) {
        BeforeAll {
            $text = ([regex]::Matches([System.IO.File]::ReadAllText((Join-Path $repository 'README.md')), '(?s)```powershell\r?\n(.*?)```') |
                ForEach-Object { $_.Groups[1].Value } | Where-Object { $_.Contains('-ErrorVariable failed') })
            $night = @{ vault = $vault }
        }

        It 'says with exit code 2 that a row failed, and pays the others' {
            "INV-3,1.5,$iban", "INV-4,4000,$iban" | Add-Content (Join-Path $folder payouts.csv)
            $sandbox = Start-AqpSandbox -Manual
            $run = Invoke-Block $text $night (New-BlockHome $night)
            $run.ExitCode | Should -Be 2 -Because $run.Text
            $run.Text | Should -Match "'1.5' is not a whole number"
            ($sandbox.Withdrawals | Sort-Object Id).Amount | Should -Be 1000, 2000, 4000
            (Import-Csv (Get-ChildItem $folder -Filter 'made-*.csv').FullName -Encoding UTF8).Amount | Should -Be '1000', '2000', '4000'
        }

        It 'pays a corrected file the next time, and nothing twice' {
            Add-Content (Join-Path $folder payouts.csv) "INV-3,9000000000000,$iban"
            $sandbox = Start-AqpSandbox -Manual
            $environment = New-BlockHome $night
            (Invoke-Block $text $night $environment).ExitCode | Should -Be 2
            (Get-Content (Join-Path $folder payouts.csv)) -replace '9000000000000', '3000' | Set-Content (Join-Path $folder payouts.csv)
            (Invoke-Block $text $night $environment).ExitCode | Should -Be 0
            ($sandbox.Withdrawals | Sort-Object Id).Amount | Should -Be 1000, 2000, 3000
        }

        It 'stops at once, and is told from a bad row, when the account is inactive' {
            $sandbox = Start-AqpSandbox -Manual
            $sandbox.IsActive = $false
            $run = Invoke-Block $text $night (New-BlockHome $night)
            $run.ExitCode | Should -Be 1
            $run.Text | Should -Match 'gateway code -20'
        }

        It 'pays once although the response is lost' {
            $sandbox = Start-AqpSandbox -Manual
            $sandbox.FailNext('DropAfterCommit', 'Request')
            (Invoke-Block $text $night (New-BlockHome $night)).ExitCode | Should -Be 0
            ($sandbox.Withdrawals | Sort-Object Id).Amount | Should -Be 1000, 2000
        }
    }
}

Describe 'What the README says in words' {
    BeforeAll {
        $readme = [System.IO.File]::ReadAllText((Join-Path $repository 'README.md'))
    }

    It 'names only commands that there are' {
        $named = [regex]::Matches($readme, '\b[A-Z][a-z]+-Aqp[A-Za-z]+') | ForEach-Object { $_.Value } | Sort-Object -Unique
        $named | Where-Object { -not (Get-Command $_ -ErrorAction SilentlyContinue) } | Should -BeNullOrEmpty
    }

    It 'begins with a command that runs a task of build.ps1 in the PowerShell that the tests run in' {
        $props = [xml][System.IO.File]::ReadAllText((Join-Path $repository 'Directory.Packages.props'))
        $version = @($props.Project.PropertyGroup)[0].PowerShellVersion
        $command = [regex]::Match($readme, '(?m)^`(dnx .+)`\r?$').Groups[1].Value
        $command | Should -Be "dnx -y PowerShell@$version -NoProfile -NonInteractive -File build.ps1 -Task QuickStart"
        @([regex]::Matches($readme, 'PowerShell@[\d.]+') | ForEach-Object { $_.Value } | Sort-Object -Unique) | Should -Be "PowerShell@$version"
        $task = (Get-Command (Join-Path $repository 'build.ps1')).Parameters.Task.Attributes | Where-Object { $_ -is [ValidateSet] }
        $task.ValidValues | Should -Contain 'QuickStart'
    }

    It 'names only files that there are' {
        $linked = [regex]::Matches($readme, '\]\((?!https?:|#)([^)]+)\)') | ForEach-Object { $_.Groups[1].Value } | Sort-Object -Unique
        $linked | Where-Object { -not (Test-Path (Join-Path $repository $_)) -and $_ -ne 'docs/performance.md' } | Should -BeNullOrEmpty
    }

    It 'names only error ids that the gateway''s table or the module has' {
        $ids = [regex]::Matches($readme, '`(Aqp[A-Z][A-Za-z]+)`') | ForEach-Object { $_.Groups[1].Value } | Sort-Object -Unique
        $known = (Get-AqpErrorCode).Name | ForEach-Object { "Aqp$_" }
        $others = @(
            'AqpNotConnected', 'AqpOutcomeUnknown', 'AqpPossibleDuplicate', 'AqpIdempotencyKeyMissing', 'AqpIdempotencyKeyLooksLike'
            'AqpIdempotencyKeyRepeated', 'AqpIdempotencyKeyConflict', 'AqpJournalBusy', 'AqpGatewayTroubled', 'AqpJournalMoved',
            'AqpJournalDatabaseUnreachable', 'AqpJournalDatabaseNotInitialized', 'AqpJournalDatabaseDenied', 'AqpGatewayUnreachable'
            'AqpGatewayTimeout', 'AqpProtocolError', 'AqpRowUnreadable')
        $ids | Where-Object { $_ -notin $known -and $_ -notin $others } | Should -BeNullOrEmpty
    }
}
