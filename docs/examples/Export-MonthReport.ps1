<#
.SYNOPSIS
Writes the withdrawals of a Jalali month to a CSV file that opens in Excel.

.EXAMPLE
./Export-MonthReport.ps1 -Year 1405 -Month 8 -Path ./1405-08.csv -SecretName Aqayepardakht
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [ValidateRange(1300, 1499)] [int] $Year,
    [Parameter(Mandatory)] [ValidateRange(1, 12)] [int] $Month,
    [Parameter(Mandatory)] [string] $Path,

    # A secret in a SecretManagement vault; the connected account when left out.
    [string] $SecretName
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$encoding = if ($PSEdition -eq 'Core') { 'utf8BOM' } else { 'UTF8' }

if ($SecretName) { $null = Connect-AqpAccount -SecretName $SecretName }

$lastDay = [System.Globalization.PersianCalendar]::new().GetDaysInMonth($Year, $Month)
$withdrawals = @(Get-AqpWithdrawalList -StartDate "$Year/$Month/1" -EndDate "$Year/$Month/$lastDay")

# Excel rounds numbers of more than 15 digits; written as a formula, a tracking number stays whole.
$withdrawals |
    Select-Object Id, Amount, Status, HolderName, BankName, Iban, CreatedAtJalali, UpdatedAtJalali,
        @{ n = 'TrackingNumber'; e = { if ($_.TrackingNumber) { "=""$($_.TrackingNumber)""" } } }, Comment |
    Export-Csv -Path $Path -Encoding $encoding -NoTypeInformation

$withdrawals | Group-Object Status | ForEach-Object {
    [pscustomobject]@{
        Month  = '{0}/{1:00}' -f $Year, $Month
        Status = $_.Name
        Count  = $_.Count
        Amount = ($_.Group | Measure-Object Amount -Sum).Sum
    }
}
