<#
.SYNOPSIS
Settles an amount once a night and waits until the bank has it.

.DESCRIPTION
The idempotency key is the day in Iran, so the script can be run again after any accident without paying twice, whatever the
language and the time zone of the computer. A settlement of an earlier day whose outcome is not known is finished first; while it
is not, nothing new is sent.
Exit codes: 0 paid, 1 anything else; the errors say what.

.EXAMPLE
./Invoke-NightlySettlement.ps1 -Amount 1500000 -Iban IR270170000000100324200001 -SecretName Aqayepardakht
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Amount,
    [Parameter(Mandatory)] [string] $Iban,

    # A secret in a SecretManagement vault; the connected account when left out.
    [string] $SecretName,

    [string] $JournalPath,

    # The day to settle for, such as 2026-11-25; today in Iran when left out. Get-Date would give another day on a server in another time
    # zone, and writes 1405-09-04 in a Persian session: each would be another key for the same night.
    [ValidatePattern('^20[0-9]{2}-[0-9]{2}-[0-9]{2}$')]
    [string] $Day = [datetime]::UtcNow.AddMinutes(210).ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture),

    [timespan] $Timeout = '06:00:00',
    [timespan] $PollInterval = '00:01:00'
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

try {
    if ($SecretName) { $null = Connect-AqpAccount -SecretName $SecretName }

    $journal = @{}
    if ($JournalPath) { $journal.JournalPath = $JournalPath }

    $payment = [pscustomobject]@{ IdempotencyKey = "settlement-$Day"; Amount = $Amount; Iban = $Iban }
    $open = @(
        if (-not $JournalPath -or (Test-Path $JournalPath)) {
            Get-AqpWithdrawalJournal @journal -State Open -IdempotencyKey 'settlement-*' |
                Where-Object IdempotencyKey -NE $payment.IdempotencyKey
        }
    )

    # The first error ends the script, before anything of a later day is sent.
    $withdrawals = @(
        @($open) + $payment | New-AqpWithdrawal @journal -Confirm:$false | Wait-AqpWithdrawal -Timeout $Timeout -PollInterval $PollInterval
    )
    $withdrawals
    $cancelled = @($withdrawals | Where-Object Status -NE 'Paid')
    foreach ($withdrawal in $cancelled) {
        Write-Error "Withdrawal $($withdrawal.Id) was cancelled: $($withdrawal.Comment)" -ErrorAction Continue
    }

    if ($cancelled) { exit 1 }
    exit 0
}
catch {
    Write-Error -ErrorRecord $_ -ErrorAction Continue
    exit 1
}
