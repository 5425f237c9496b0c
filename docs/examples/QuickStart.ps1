<#
.SYNOPSIS
Shows a withdrawal from its beginning to its end, and one that is refused, in the sandbox: nothing is needed, and no money moves.

.DESCRIPTION
Every step is shown as it would be typed. Nothing is asked. The exit code is 0 only if every step did what it is there to show.

.EXAMPLE
./build.ps1 -Task QuickStart
#>
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSAvoidUsingWriteHost', '', Justification = 'It is there to be looked at.')]
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'Each step uses the variables of those before it.')]
[CmdletBinding()]
param()

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
Import-Module "$PSScriptRoot/../../Aqayepardakht.psd1"

# A file or a log shows colours as escape codes.
if ($PSEdition -eq 'Core' -and [Console]::IsOutputRedirected) { $PSStyle.OutputRendering = 'PlainText' }

$steps = [ordered]@{
    'Start a gateway of your own on this computer.'                  = { $sandbox = Start-AqpSandbox }
    'Connect to its account.'                                        = { $sandbox | Connect-AqpAccount }
    'Withdraw. Without -Confirm:$false it would ask first.'          = {
        $withdrawal = New-AqpWithdrawal -Amount 1500000 -Iban $sandbox.Ibans[0] -Confirm:$false
        $withdrawal
    }
    'The gateway pays later: wait until it has.'                     = { $withdrawal | Wait-AqpWithdrawal -PollInterval 1 }
    'List what was withdrawn.'                                       = { Get-AqpWithdrawalList }
    'Ask for more than the balance. It is refused, and told why.'    = {
        New-AqpWithdrawal -Amount 999999999999 -Iban $sandbox.Ibans[0] -Confirm:$false
    }
}

$sandbox = $withdrawal = $refusal = $null
try {
    foreach ($step in $steps.GetEnumerator()) {
        Write-Host "`n# $($step.Key)" -ForegroundColor Green
        foreach ($line in $step.Value.ToString().Trim() -split '\r?\n') { Write-Host "PS> $($line.Trim())" -ForegroundColor Cyan }

        try {
            # Dot-sourced, since the steps after it use its variables.
            . $step.Value | Out-Host
        }
        catch {
            if ($_.FullyQualifiedErrorId -notlike 'AqpInsufficientBalance,*') { throw }
            $refusal = $_
            $refusal | Out-Host
        }
    }

    $status = ($withdrawal | Get-AqpWithdrawal).Status
    if ($status -ne 'Paid') { throw "The withdrawal was to be paid in the end, and is $status." }
    if (-not $refusal) { throw 'A request for more than the balance was to be refused, and was not.' }
}
finally {
    if ($sandbox) { Stop-AqpSandbox $sandbox }
}

Write-Host "`nThat was it: one withdrawal paid, one refused, and no money moved." -ForegroundColor Green
Write-Host 'Next: Import-Module ./Aqayepardakht.psd1; Get-Help about_Aqayepardakht'
