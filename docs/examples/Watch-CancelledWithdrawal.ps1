<#
.SYNOPSIS
Tells of withdrawals that were cancelled in the last days, once each.

.DESCRIPTION
Ids that were told of are remembered in a file. Each new one is emitted, so the caller decides how people hear of it.

.EXAMPLE
./Watch-CancelledWithdrawal.ps1 -StatePath ./told.txt -SecretName Aqayepardakht | ForEach-Object { Send-MyMessage "Cancelled: $($_.Id) $($_.Comment)" }
#>
[CmdletBinding()]
param(
    [ValidateRange(1, 365)] [int] $Days = 7,
    [Parameter(Mandatory)] [string] $StatePath,

    # A secret in a SecretManagement vault; the connected account when left out.
    [string] $SecretName
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

if ($SecretName) { $null = Connect-AqpAccount -SecretName $SecretName }

$told = @(if (Test-Path $StatePath) { Get-Content $StatePath })
Get-AqpWithdrawalList -StartDate (Get-Date).AddDays(-$Days) -Status Cancelled |
    Where-Object { "$($_.Id)" -notin $told } |
    ForEach-Object {
        $_
        Add-Content -Path $StatePath -Value $_.Id
    }
