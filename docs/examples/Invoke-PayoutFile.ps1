<#
.SYNOPSIS
Pays every row of a CSV file with the columns Amount, Iban and IdempotencyKey, or their Persian names, each exactly once.

.DESCRIPTION
Run it again after any accident: rows that are paid are not paid again. Rows that failed are written beside the file, with the
reason, as a file that can be corrected and paid. Both files are paid through one journal, so a row whose outcome is unknown is
looked for and not paid twice. A row that failed keeps its key: another key would make it another payment.
Exit codes: 0 every row is made, 2 some rows failed, 1 the run ended before the last row; run it again.

.EXAMPLE
./Invoke-PayoutFile.ps1 -Path ./payouts.csv -SecretName Aqayepardakht
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Path,

    # A secret in a SecretManagement vault; the connected account when left out.
    [string] $SecretName,

    # The account's own journal when left out. One journal must know all keys, so it does not go by the file's name.
    [string] $JournalPath,

    [timespan] $SettlingTime = '00:02:00'
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$encoding = if ($PSEdition -eq 'Core') { 'utf8BOM' } else { 'UTF8' }

try {
    if ($SecretName) { $null = Connect-AqpAccount -SecretName $SecretName }

    $rows = @(Import-Csv -Path $Path -Encoding UTF8)

    # Every heading that New-AqpWithdrawal takes for the idempotency key, in the order in which it looks for them.
    $parameter = (Get-Command New-AqpWithdrawal).Parameters['IdempotencyKey']
    $headings = @($parameter.Name) + $parameter.Aliases
    $column = $headings | Where-Object { $rows -and $rows[0].PSObject.Properties[$_] } | Select-Object -First 1
    if ($rows -and -not $column) { throw "$Path has no column of idempotency keys ($($headings -join ', ')); nothing was sent." }

    $unkeyed = @($rows | Where-Object { -not $_.$column })
    if ($unkeyed) { throw "$($unkeyed.Count) rows of $Path have no idempotency key; nothing was sent." }

    $twice = @($rows | Group-Object { $_.$column } | Where-Object Count -gt 1)
    if ($twice) { throw "These idempotency keys are in more than one row of ${Path}: $($twice.Name -join ', '). Nothing was sent." }

    $settings = @{ SettlingTime = $SettlingTime; Confirm = $false }
    if ($JournalPath) { $settings.JournalPath = $JournalPath }

    $failures = @()
    $rows | New-AqpWithdrawal @settings -ErrorAction Continue -ErrorVariable failures

    $failed = @($failures | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] -and $_.TargetObject })
    if ($failed) {
        $failed |
            Select-Object @{ n = 'Amount'; e = { $_.TargetObject.Amount } }, @{ n = 'Iban'; e = { $_.TargetObject.Iban } },
                @{ n = 'IdempotencyKey'; e = { $_.TargetObject.IdempotencyKey } }, @{ n = 'Error'; e = { $_.Exception.Message } } |
            Export-Csv -Path "$Path.failed.csv" -Encoding $encoding -NoTypeInformation
        exit 2
    }

    # Nothing is left of an earlier run that somebody could take for this one's.
    if (Test-Path "$Path.failed.csv") { Remove-Item "$Path.failed.csv" }
    exit 0
}
catch {
    Write-Error -ErrorRecord $_ -ErrorAction Continue
    exit 1
}
