<#
.SYNOPSIS
Settles an amount once a night and waits until the bank has it.

.DESCRIPTION
The idempotency key is the day, so the script can be run again after any accident, on the same day, without paying twice.
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
    [string] $Day = (Get-Date -Format 'yyyy-MM-dd'),
    [timespan] $Timeout = '06:00:00',
    [timespan] $PollInterval = '00:01:00'
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

try {
    if ($SecretName) { $null = Connect-AqpAccount -SecretName $SecretName }

    $payment = @{ Amount = $Amount; Iban = $Iban; IdempotencyKey = "settlement-$Day"; Confirm = $false }
    if ($JournalPath) { $payment.JournalPath = $JournalPath }

    $withdrawal = New-AqpWithdrawal @payment | Wait-AqpWithdrawal -Timeout $Timeout -PollInterval $PollInterval
    $withdrawal
    if ($withdrawal.Status -ne 'Paid') {
        Write-Error "Withdrawal $($withdrawal.Id) was cancelled: $($withdrawal.Comment)" -ErrorAction Continue
        exit 1
    }

    exit 0
}
catch {
    Write-Error -ErrorRecord $_ -ErrorAction Continue
    exit 1
}
