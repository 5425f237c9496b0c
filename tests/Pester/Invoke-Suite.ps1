<#
.SYNOPSIS
Runs the tests in this folder in the PowerShell that runs this script, and ends with exit code 0 if all passed.

.DESCRIPTION
What failed, what was skipped and why, and a line "Pester: N passed, N failed, N skipped" come last, and into a file if one is named.
A test may be skipped only for a reason that a tag on it names.

.EXAMPLE
pwsh -NoProfile -File tests/Pester/Invoke-Suite.ps1
#>
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSAvoidUsingWriteHost', '', Justification = 'It is run for what it shows.')]
[CmdletBinding(PositionalBinding = $false)]
param(
    # The Pester to run; an installed one when left out.
    [string] $Pester = 'Pester',

    # Files and folders of tests.
    [Parameter(ValueFromRemainingArguments)]
    [string[]] $Path = $PSScriptRoot,

    [string] $ReportPath
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$reasons = @{
    NeedsSecretManagement  = 'SecretManagement and SecretStore are not installed, or the home folder cannot be another for a test'
    NeedsPowerShell7       = 'only PowerShell 7 has it'
    NeedsWindowsPowerShell = 'only Windows PowerShell has it'
    NeedsImportExcel       = 'ImportExcel is not installed'
    NeedsPostgreSql        = 'PostgreSQL is not installed (Debian: apt-get install postgresql), or this is Windows PowerShell'
    NeedsHome              = 'on Windows the home folder cannot be another for a test'
    NeedsUnix              = 'Windows itself keeps others out of a locked file'
    NeedsLinux             = 'only Linux has it: a state folder with modes, and certificates that a process is told to trust'
    NeedsPublisher         = 'PSResourceGet, which makes packages, is not installed, or the home folder cannot be another for a test'
}

Import-Module $Pester -MinimumVersion 5.5
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.CIFormat = 'None'

# The tests begin as a user's session does, without this script's preferences.
$result = & {
    Set-StrictMode -Off
    $ErrorActionPreference = 'Continue'
    Invoke-Pester -Configuration $configuration
}

function Get-ReasonToSkip($Test) {
    $block = $Test
    while ($block) {
        $block.Tag | Where-Object { $_ -and $reasons.ContainsKey($_) } | ForEach-Object { $reasons[$_] }

        # A test is in a block, and a block in its parent.
        $block = if ($block -is [Pester.Test]) { $block.Block } else { $block.Parent }
    }
}

$failures = @(
    foreach ($one in @($result.Failed) + @($result.FailedBlocks) + @($result.FailedContainers)) {
        $name = if ($one.PSObject.Properties['ExpandedPath']) { $one.ExpandedPath } else { "$($one.Item)" }
        $problems = foreach ($problem in $one.ErrorRecord) {
            $problem.Exception.Message
            "$($problem.ScriptStackTrace)" -split '\r?\n' | Where-Object { $_ -notmatch '[\\/](Pester\.psm?1|Invoke-Suite\.ps1): ' }
        }
        @("Failed: $name") + @($problems) -join "`n"
    }
    foreach ($test in @($result.Skipped)) {
        if (-not (Get-ReasonToSkip $test)) { "Failed: $($test.ExpandedPath)`nIt is skipped without a tag that says why." }
    }
)
$skipped = @($result.Skipped) | Where-Object { Get-ReasonToSkip $_ } | Group-Object { @(Get-ReasonToSkip $_)[0] }
$report = @(
    $failures
    foreach ($group in $skipped) { "Skipped $($group.Count): $($group.Name)." }
    "Pester: $($result.PassedCount) passed, $($failures.Count) failed, $($result.SkippedCount + $result.NotRunCount) skipped"
)

$report | ForEach-Object { Write-Host $_ }
if ($ReportPath) { [System.IO.File]::WriteAllLines($ReportPath, [string[]] $report) }
exit [int]($failures.Count -gt 0 -or $result.PassedCount -eq 0)
