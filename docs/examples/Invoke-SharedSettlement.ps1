<#
.SYNOPSIS
Settles an amount once a night, from whichever of two servers comes first.

.DESCRIPTION
Schedule it on both servers. They share a journal in PostgreSQL, and the idempotency key is the day in Iran, so the first one
requests the settlement, and the other one is given the same withdrawal and sends nothing; its Origin says so. A server that
dies in the middle leaves the rest to the other one. A settlement of an earlier day whose outcome is not known is finished first;
while it is not, nothing new is sent. A server that cannot reach the database sends nothing.
Exit codes: 0 requested, by this server or the other one; 1 anything else; the errors say what.

.EXAMPLE
./Invoke-SharedSettlement.ps1 -Amount 1500000 -Iban IR270170000000100324200001 -SecretName Aqayepardakht -JournalDatabase 'Host=db1,db2;Database=payments;Username=payer'
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Amount,
    [Parameter(Mandatory)] [string] $Iban,

    # Prepared once with Initialize-AqpJournalDatabase. The password is best kept in ~/.pgpass of the user who runs this.
    [Parameter(Mandatory)] [string] $JournalDatabase,
    [pscredential] $JournalCredential,

    # A secret in a SecretManagement vault; the connected account when left out.
    [string] $SecretName,

    # The day to settle for, such as 2026-11-25; today in Iran when left out. It has to be the same on both servers.
    [ValidatePattern('^20[0-9]{2}-[0-9]{2}-[0-9]{2}$')]
    [string] $Day = [datetime]::UtcNow.AddMinutes(210).ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture)
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

try {
    if ($SecretName) { $null = Connect-AqpAccount -SecretName $SecretName }

    $journal = @{ JournalDatabase = $JournalDatabase }
    if ($JournalCredential) { $journal.JournalCredential = $JournalCredential }

    $payment = [pscustomobject]@{ IdempotencyKey = "settlement-$Day"; Amount = $Amount; Iban = $Iban }
    $open = @(
        Get-AqpWithdrawalJournal @journal -State Open -IdempotencyKey 'settlement-*' |
            Where-Object IdempotencyKey -NE $payment.IdempotencyKey
    )

    # The first error ends the script, before anything of a later day is sent.
    @($open) + $payment | New-AqpWithdrawal @journal -Confirm:$false
    exit 0
}
catch {
    Write-Error -ErrorRecord $_ -ErrorAction Continue
    exit 1
}
