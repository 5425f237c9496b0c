@{
    RootModule             = 'Aqayepardakht.psm1'
    ModuleVersion          = '0.1.0'
    GUID                   = '7d3b9c52-6b0e-4f43-9a0e-2f6f6f0c9b61'
    Author                 = 'Aqayepardakht for PowerShell contributors'
    CompanyName            = 'Aqayepardakht for PowerShell contributors'
    Copyright              = 'Copyright (c) 2026 Aqayepardakht for PowerShell contributors. MIT licensed.'
    Description            = 'Withdraw (settle) an Aqayepardakht gateway balance to a bank account, from a prompt, in runbooks and into CSV.'
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions   = @('Core', 'Desktop')
    FormatsToProcess       = @('bin/Aqayepardakht.Format.ps1xml')
    CmdletsToExport        = @(
        'Connect-AqpAccount'
        'Disconnect-AqpAccount'
        'Export-AqpWithdrawalReport'
        'Get-AqpConnection'
        'Get-AqpErrorCode'
        'Get-AqpWithdrawal'
        'Get-AqpWithdrawalJournal'
        'Get-AqpWithdrawalList'
        'Import-AqpWithdrawalJournal'
        'Initialize-AqpJournalDatabase'
        'New-AqpWithdrawal'
        'Resolve-AqpWithdrawal'
        'Start-AqpSandbox'
        'Stop-AqpSandbox'
        'Wait-AqpWithdrawal'
    )
    FunctionsToExport      = @()
    VariablesToExport      = @()
    AliasesToExport        = @()
    PrivateData            = @{
        PSData = @{
            Tags       = @('Aqayepardakht', 'Payment', 'Withdrawal', 'Settlement', 'Iran', 'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS')
            LicenseUri = 'https://opensource.org/license/mit'
        }
    }
}
