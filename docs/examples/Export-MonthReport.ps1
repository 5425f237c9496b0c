<#
.SYNOPSIS
Writes the withdrawals of a Jalali month to a file: .csv and .xlsx for Excel, .html to look at.

.DESCRIPTION
The ending of the path says which. An .xlsx file needs the module ImportExcel. What comes out is how many withdrawals of each
status there are, and how much they are together.

.EXAMPLE
./Export-MonthReport.ps1 -Year 1405 -Month 8 -Path ./1405-08.csv -SecretName Aqayepardakht

.EXAMPLE
./Export-MonthReport.ps1 -Year 1405 -Month 8 -Path ./1405-08.html
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [ValidateRange(1300, 1499)] [int] $Year,
    [Parameter(Mandatory)] [ValidateRange(1, 12)] [int] $Month,

    # Ends with .csv, .xlsx or .html.
    [Parameter(Mandatory)] [ValidatePattern('\.(csv|xlsx|html)$')] [string] $Path,

    # A secret in a SecretManagement vault; the connected account when left out.
    [string] $SecretName
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$format = [System.IO.Path]::GetExtension($Path)
if ($format -eq '.xlsx' -and -not (Get-Command Export-Excel -ErrorAction SilentlyContinue)) {
    throw 'An .xlsx file needs the module ImportExcel: Install-PSResource ImportExcel. A .csv file needs no module.'
}

if ($SecretName) { $null = Connect-AqpAccount -SecretName $SecretName }

$lastDay = [System.Globalization.PersianCalendar]::new().GetDaysInMonth($Year, $Month)
$withdrawals = @(Get-AqpWithdrawalList -StartDate "$Year/$Month/1" -EndDate "$Year/$Month/$lastDay")

# Excel runs a cell that begins so; an apostrophe before it keeps it text.
function Get-TextColumn([string[]] $Name) {
    foreach ($one in $Name) {
        @{ Name = $one; Expression = { $_.$one -replace '^(?=[=+\-@\t\r])', "'" }.GetNewClosure() }
    }
}

$columns = @('Id', 'Amount', 'Status') + @(Get-TextColumn HolderName, BankName, Iban)

switch ($format) {
    '.csv' {
        # Excel rounds numbers of more than 15 digits; written as a formula, a tracking number stays whole.
        $trackingNumber = @{ n = 'TrackingNumber'; e = { if ($_.TrackingNumber) { '="{0}"' -f ($_.TrackingNumber -replace '"') } } }
        $encoding = if ($PSEdition -eq 'Core') { 'utf8BOM' } else { 'UTF8' }
        $withdrawals |
            Select-Object ($columns + 'CreatedAtJalali', 'UpdatedAtJalali', $trackingNumber + @(Get-TextColumn Comment)) |
            Export-Csv -Path $Path -Encoding $encoding -NoTypeInformation
    }
    '.xlsx' {
        # Text stays text, down to the last digit, and the rows of an earlier run do not stay below the new ones.
        $columns += 'CreatedAt', 'CreatedAtJalali', 'UpdatedAt', 'UpdatedAtJalali'
        $excel = @{
            ClearSheet            = $true
            NoNumberConversion    = '*'
            NoHyperLinkConversion = '*'
            BoldTopRow            = $true
            FreezeTopRow          = $true
            CellStyleSB           = { param($sheet) $sheet.View.RightToLeft = $true; $sheet.DefaultColWidth = 22 }
        }
        $withdrawals |
            Select-Object ($columns + @(Get-TextColumn TrackingNumber, Comment)) |
            Export-Excel -Path $Path @excel
    }
    '.html' {
        $withdrawals | Export-AqpWithdrawalReport -Path $Path -Title ('{0}/{1:00}' -f $Year, $Month) -Force
    }
}

$withdrawals | Group-Object Status | ForEach-Object {
    [pscustomobject]@{
        Month  = '{0}/{1:00}' -f $Year, $Month
        Status = $_.Name
        Count  = $_.Count
        Amount = ($_.Group | Measure-Object Amount -Sum).Sum
    }
}
