<#
.SYNOPSIS
Builds, shows, tests, analyzes and packages the module.

.DESCRIPTION
QuickStart      builds the module alone and shows it at work in the sandbox; it asks nothing, and no money moves.
Build           builds the solution; the module is then importable from this folder.
Test            runs the .NET tests, and those in tests/Pester in the PowerShell that comes with them.
TestPowerShell  runs the tests in tests/Pester in the PowerShell that runs this script.
Analyze         runs PSScriptAnalyzer over the scripts; PSScriptAnalyzerSettings.psd1 says by which rules.
Package         makes artifacts/Aqayepardakht, the folder that Publish-PSResource takes, and artifacts/Aqayepardakht.<version>.nupkg.
Clean           removes what the other tasks made.

.EXAMPLE
./build.ps1 -Task QuickStart

.EXAMPLE
./build.ps1 -Task Clean, Build, Test, Package
#>
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSAvoidUsingWriteHost', '',
    Justification = 'What a task says is for the person who runs it; no task has objects to emit.')]
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSReviewUnusedParameter', '',
    Justification = 'The functions of the tasks use the parameters, where the analyzer does not look.')]
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('QuickStart', 'Build', 'Test', 'TestPowerShell', 'Analyze', 'Package', 'Clean')]
    [string[]] $Task = 'Build',

    # Packages, analyzes and tests what is built already.
    [switch] $NoBuild,

    # Where Package writes to.
    [string] $ArtifactsPath = (Join-Path $PSScriptRoot 'artifacts')
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$name = 'Aqayepardakht'
$built = $false

function Invoke-DotNet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) { throw "dotnet $args failed with exit code $LASTEXITCODE." }
}

# In a process of its own, since a process that has loaded the module keeps its files from being built again.
function Invoke-PowerShell {
    $process = (Get-Process -Id $PID).Path

    # PowerShell as a .NET tool is an assembly that dotnet runs.
    [string[]] $assembly = if ((Split-Path $process -Leaf) -like 'dotnet*') { Join-Path $PSHOME 'pwsh.dll' }
    & $process @assembly -NoProfile -NonInteractive @args
}

function Invoke-QuickStart {
    $framework = if ($PSEdition -eq 'Core') { 'net8.0' } else { 'netstandard2.0' }
    Write-Host 'Building the module. The first time takes a minute.'
    $log = & dotnet build (Join-Path $PSScriptRoot "src/$name.PowerShell") --framework $framework --nologo
    if ($LASTEXITCODE -ne 0) {
        $log | Out-Host
        throw 'The module was not built; the error is above.'
    }

    Invoke-PowerShell -ExecutionPolicy Bypass -File (Join-Path $PSScriptRoot 'docs/examples/QuickStart.ps1')
    if ($LASTEXITCODE -ne 0) { throw 'The quick start failed; the error is above.' }
}

function Invoke-Build {
    Invoke-DotNet build (Join-Path $PSScriptRoot 'Withdraw.sln') --nologo
    $script:built = $true
}

function Invoke-Test {
    Invoke-DotNet test (Join-Path $PSScriptRoot 'Withdraw.sln') --nologo
    $script:built = $true
}

function Invoke-TestPowerShell {
    if (-not $built -and -not $NoBuild) { Invoke-Build }

    $pester = & dotnet msbuild (Join-Path $PSScriptRoot "tests/$name.PowerShell.Tests") -getProperty:PesterManifest
    Invoke-PowerShell -ExecutionPolicy Bypass -File (Join-Path $PSScriptRoot 'tests/Pester/Invoke-Suite.ps1') -Pester $pester
    if ($LASTEXITCODE -ne 0) { throw 'Tests in tests/Pester failed.' }
}

function Invoke-Analyze {
    if (-not (Get-Module -ListAvailable PSScriptAnalyzer)) {
        throw ('Nothing was analyzed: PSScriptAnalyzer is not installed. ' +
            'Install it with Install-PSResource PSScriptAnalyzer (Install-Module PSScriptAnalyzer on Windows PowerShell).')
    }

    # A manifest is right only when the files are there that it names.
    if (-not $built -and -not $NoBuild) { Invoke-Build }

    $scripts = Get-ChildItem $PSScriptRoot -Recurse -File -Include *.ps1, *.psm1, *.psd1 |
        Where-Object { $_.FullName.Substring($PSScriptRoot.Length) -notmatch '[\\/](bin|obj|artifacts)[\\/]' }
    $found = @(
        foreach ($script in $scripts) {
            $settings = @{ Settings = Join-Path $PSScriptRoot 'PSScriptAnalyzerSettings.psd1' }

            # Pester's blocks use variables of each other, which the analyzer cannot see.
            if ($script.Directory.Name -eq 'Pester') { $settings.ExcludeRule = 'PSUseDeclaredVarsMoreThanAssignments' }
            Invoke-ScriptAnalyzer -Path $script.FullName @settings
        }
    )
    foreach ($finding in $found) {
        $path = $finding.ScriptPath.Substring($PSScriptRoot.Length + 1)
        Write-Host "${path}:$($finding.Line): $($finding.Severity) $($finding.RuleName)"
        Write-Host "    $($finding.Message)"
    }

    if ($found) { throw "PSScriptAnalyzer found $($found.Count) problems." }
}

function Invoke-Package {
    if (-not $built -and -not $NoBuild) { Invoke-Build }

    $module = Join-Path $ArtifactsPath $name
    if (Test-Path $module) { Remove-Item $module -Recurse -Force }
    $null = New-Item -ItemType Directory -Path (Join-Path $module 'bin')

    $bin = Join-Path $PSScriptRoot 'bin'
    foreach ($framework in 'net8.0', 'netstandard2.0') {
        if (-not (Test-Path (Join-Path $bin "$framework/$name.PowerShell.dll"))) {
            throw "bin/$framework has no module. Build it first: ./build.ps1 -Task Build, Package."
        }

        Copy-Item (Join-Path $bin $framework) (Join-Path $module 'bin') -Recurse
    }

    Copy-Item (Join-Path $bin 'PostgreSql') (Join-Path $module 'bin') -Recurse
    Copy-Item (Join-Path $bin '*.ps1xml') (Join-Path $module 'bin')
    foreach ($item in "$name.psd1", "$name.psm1", 'LICENSE', 'THIRD-PARTY-NOTICES.md', 'README.md') {
        Copy-Item (Join-Path $PSScriptRoot $item) $module
    }

    foreach ($help in 'en-US', 'fa-IR') {
        $folder = Join-Path $PSScriptRoot $help
        if (Test-Path $folder) { Copy-Item $folder $module -Recurse }
    }

    # Symbols hold the paths of the computer that built them, and an assembly's XML file is for compilers.
    Get-ChildItem (Join-Path $module 'bin') -Recurse -File |
        Where-Object { $_.Extension -in '.pdb', '.xml' -and (Test-Path (Join-Path $_.DirectoryName "$($_.BaseName).dll")) } |
        Remove-Item

    $version = (Test-ModuleManifest (Join-Path $module "$name.psd1")).Version
    Write-Host "Made $module"

    $publish = Get-Command Publish-PSResource -ErrorAction SilentlyContinue
    if (-not $publish) {
        Write-Warning 'No .nupkg was made: Microsoft.PowerShell.PSResourceGet is not installed. Install it with Install-Module Microsoft.PowerShell.PSResourceGet, or use PowerShell 7.4 or later.'
        return
    }

    # Publishing to a folder is how PSResourceGet makes a package.
    $repository = "$name-$([guid]::NewGuid().ToString('N'))"
    $folder = Join-Path ([System.IO.Path]::GetTempPath()) $repository
    $null = New-Item -ItemType Directory $folder
    Register-PSResourceRepository -Name $repository -Uri $folder -Trusted
    try {
        Publish-PSResource -Path $module -Repository $repository
        $package = Join-Path $folder "$name.$version.nupkg"
        Move-Item $package $ArtifactsPath -Force
        Write-Host "Made $(Join-Path $ArtifactsPath "$name.$version.nupkg")"
    }
    finally {
        Unregister-PSResourceRepository -Name $repository
        Remove-Item $folder -Recurse -Force
    }
}

function Invoke-Clean {
    # The culture folders hold the help that a build copies to where PowerShell looks for it.
    foreach ($folder in $ArtifactsPath, (Join-Path $PSScriptRoot 'bin'), (Join-Path $PSScriptRoot 'en-US'), (Join-Path $PSScriptRoot 'fa-IR')) {
        if (Test-Path $folder) { Remove-Item $folder -Recurse -Force }
    }

    foreach ($project in Get-ChildItem (Join-Path $PSScriptRoot 'src'), (Join-Path $PSScriptRoot 'tests') -Directory) {
        foreach ($folder in 'bin', 'obj') {
            $path = Join-Path $project.FullName $folder
            if (Test-Path $path) { Remove-Item $path -Recurse -Force }
        }
    }
}

foreach ($one in $Task) {
    Write-Host "== $one"
    & "Invoke-$one"
}
