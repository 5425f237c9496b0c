# The module as a package of commands: what it exports, what it costs to import, and what it leaves behind.

BeforeAll {
    Import-Module "$PSScriptRoot/../../Aqayepardakht.psd1"
    Import-Module "$PSScriptRoot/TestSupport.psm1"
    $manifest = Join-Path (Get-RepositoryPath) 'Aqayepardakht.psd1'
    $commands = @(
        'Connect-AqpAccount', 'Disconnect-AqpAccount', 'Export-AqpWithdrawalReport', 'Get-AqpConnection', 'Get-AqpErrorCode', 'Get-AqpWithdrawal'
        'Get-AqpWithdrawalJournal', 'Get-AqpWithdrawalList', 'Import-AqpWithdrawalJournal', 'Initialize-AqpJournalDatabase', 'New-AqpWithdrawal'
        'Resolve-AqpWithdrawal', 'Start-AqpSandbox', 'Stop-AqpSandbox', 'Wait-AqpWithdrawal'
    )
}

Describe 'The manifest' {
    It 'is valid' {
        $tested = Test-ModuleManifest $manifest
        $tested.Name | Should -Be 'Aqayepardakht'
        $tested.CompatiblePSEditions | Should -Be 'Core', 'Desktop'
    }

    It 'is plain data, which tools read without running it' {
        $data = Import-PowerShellDataFile $manifest
        $data.RootModule | Should -Be 'Aqayepardakht.psm1'
        $data.CmdletsToExport | Should -Be $commands
    }

    It 'exports what the module has, no more and no less' {
        $module = Get-Module Aqayepardakht
        ($module.ExportedCommands.Keys | Sort-Object) | Should -Be $commands
        (Get-Command -Module Aqayepardakht).Name | Should -Be $commands
        $module.ExportedCmdlets.Count | Should -Be $commands.Count
        $module.ExportedVariables.Count | Should -Be 0
        $module.ExportedAliases.Count | Should -Be 0
    }

    It 'exports every cmdlet of the assembly' {
        $classes = (Get-Command Get-AqpWithdrawal).ImplementingType.Assembly.GetExportedTypes() |
            ForEach-Object { $_.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false) }
        $classes | ForEach-Object { "$($_.VerbName)-$($_.NounName)" } | Sort-Object | Should -Be $commands
    }

    It 'names only approved verbs, and imports without a word' {
        $child = Invoke-ChildShell "`$InformationPreference = 'Continue'; Import-Module '$manifest' *>&1; 'imported'"
        $child.Text | Should -Be 'imported'
    }
}

Describe 'Every command' {
    It 'says what it emits and asks before it pays' {
        (Get-Command Get-AqpWithdrawal, Get-AqpWithdrawalList, Wait-AqpWithdrawal).OutputType.Name | Should -Be (@('Aqayepardakht.Withdrawal') * 3)
        (Get-Command New-AqpWithdrawal).OutputType.Name | Should -Be 'Aqayepardakht.Withdrawal', 'Aqayepardakht.KeyedWithdrawal'
        (Get-Command Resolve-AqpWithdrawal).OutputType.Name | Should -Be 'Aqayepardakht.KeyedWithdrawal'
        foreach ($command in Get-Command New-AqpWithdrawal, Resolve-AqpWithdrawal) {
            $command.Parameters.Keys | Should -Contain 'WhatIf'
            $command.Parameters.Keys | Should -Contain 'Confirm'
        }

        $silent = Get-Command -Module Aqayepardakht | Where-Object { $_.Verb -notin 'Disconnect', 'Stop' -and $_.OutputType.Count -eq 0 }
        $silent | Should -BeNullOrEmpty
        $asking = Get-Command -Module Aqayepardakht | Where-Object {
            $class = $_.ImplementingType.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false)[0]
            $class.SupportsShouldProcess -and $class.ConfirmImpact -eq 'High'
        }
        $asking.Name | Should -Be 'New-AqpWithdrawal', 'Resolve-AqpWithdrawal'
    }

    It 'takes an account in every way: <_>' -ForEach @(
        'Get-AqpWithdrawal', 'Get-AqpWithdrawalList', 'Import-AqpWithdrawalJournal', 'New-AqpWithdrawal', 'Resolve-AqpWithdrawal'
        'Wait-AqpWithdrawal'
    ) {
        $parameters = (Get-Command $_).Parameters.Keys
        foreach ($name in 'Credential', 'SecretName', 'VaultName', 'Connection', 'Endpoint', 'TimeoutSec') { $parameters | Should -Contain $name }
        (Get-Command $_).DefaultParameterSet | Should -Be 'Current'
        (Get-Command $_).ParameterSets.Name | Sort-Object | Should -Be 'Connection', 'Credential', 'Current', 'Secret'
    }
}

Describe 'Import and removal' {
    It 'loads neither the sandbox nor anything else of ours that is not used yet' {
        $child = Invoke-ChildShell @"
Import-Module '$manifest'
[AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { `$_.GetName().Name } | Where-Object { `$_ -like 'Aqayepardakht*' }
"@
        $child.Lines | Should -Contain 'Aqayepardakht.PowerShell'
        $child.Lines | Should -Not -Contain 'Aqayepardakht.Sandbox'
    }

    It 'leaves no account and no open port when it is removed' {
        $child = Invoke-ChildShell @"
Import-Module '$manifest'
`$sandbox = Start-AqpSandbox
`$connection = `$sandbox | Connect-AqpAccount
`$port = `$sandbox.Endpoint.Port
Remove-Module Aqayepardakht
[bool](Get-Command Get-AqpConnection -ErrorAction SilentlyContinue)
`$connection.IsCurrent
try { [System.Net.Sockets.TcpClient]::new('127.0.0.1', `$port).Dispose(); 'open' } catch { 'closed' }
Import-Module '$manifest'
@(Get-AqpConnection).Count
try { Get-AqpWithdrawalList -Connection `$connection } catch { `$_.FullyQualifiedErrorId.Split(',')[0] }
"@
        $child.Lines | Should -Be 'False', 'False', 'closed', '0', 'AqpDisconnected'
    }

    It 'imports again in the same session, and a second import keeps the connections' {
        $child = Invoke-ChildShell @"
Import-Module '$manifest'
`$sandbox = Start-AqpSandbox
`$null = `$sandbox | Connect-AqpAccount
Import-Module '$manifest'
@(Get-Module Aqayepardakht).Count
@(Get-AqpWithdrawalList).Count
Import-Module '$manifest' -Force
(Start-AqpSandbox | Connect-AqpAccount).IsCurrent
Remove-Module Aqayepardakht
Import-Module '$manifest'
(Start-AqpSandbox | Connect-AqpAccount).IsCurrent
"@
        $child.Lines | Should -Be '1', '0', 'True', 'True'
    }
}

Describe 'Stop-AqpSandbox' {
    BeforeEach {
        $sandbox = Start-AqpSandbox -Manual
        $other = Start-AqpSandbox -Manual

        function Test-Port($Sandbox) {
            $client = [System.Net.Sockets.TcpClient]::new()
            try { $client.Connect('127.0.0.1', $Sandbox.Endpoint.Port); $true } catch { $false } finally { $client.Dispose() }
        }
    }

    AfterEach {
        Stop-AqpSandbox
    }

    It 'stops one by itself' {
        Stop-AqpSandbox $sandbox
        Test-Port $sandbox | Should -BeFalse
        Test-Port $other | Should -BeTrue
        $other | Stop-AqpSandbox
        Test-Port $other | Should -BeFalse
    }

    It 'stops all' {
        Test-Port $sandbox | Should -BeTrue
        Stop-AqpSandbox
        Test-Port $sandbox | Should -BeFalse
        Test-Port $other | Should -BeFalse
    }
}
