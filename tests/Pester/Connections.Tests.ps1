# From which account a command works, and where its gateway is.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/TestSupport.psm1"
    $commands = @($AccountCommands.Keys)
}

BeforeAll {
    Import-Module "$PSScriptRoot/../../Aqayepardakht.psd1"
    Import-Module "$PSScriptRoot/TestSupport.psm1"
}

Describe 'The account of a command' {
    BeforeEach {
        $sandbox = Start-AqpSandbox -Manual
        $sandbox.AddWithdrawals(1)
    }

    AfterEach {
        Stop-AqpSandbox
        Disconnect-AqpAccount -All -ErrorAction SilentlyContinue
    }

    It 'is the connected one: <_>' -ForEach $commands {
        $null = $sandbox | Connect-AqpAccount
        @(& $AccountCommands[$_]).Count | Should -Be 1
        $sandbox.Requests.Count | Should -Be 1
    }

    It 'is the one of the connection it is given, or of its number: <_>' -ForEach $commands {
        $first = $sandbox | Connect-AqpAccount
        $null = Start-AqpSandbox | Connect-AqpAccount
        & $AccountCommands[$_] -Connection $first | Should -Not -BeNullOrEmpty
        & $AccountCommands[$_] -Connection $sandbox.Account | Should -Not -BeNullOrEmpty
        $sandbox.Requests.Count | Should -Be 2
    }

    It 'is the one of a credential, which connects nothing: <_>' -ForEach $commands {
        $pin = if ($_ -eq 'New-AqpWithdrawal') { @{ Pin = $sandbox.Pin } } else { @{} }
        $found = & $AccountCommands[$_] -Credential $sandbox.Credential -Endpoint $sandbox.Endpoint @pin
        $found | Should -BeOfType Aqayepardakht.Withdrawal
        $sandbox.Requests.Count | Should -Be 1
        Get-AqpConnection | Should -BeNullOrEmpty
    }

    It 'is the one of a credential although another is connected: <_>' -ForEach $commands {
        $command = $AccountCommands[$_]
        $null = $sandbox | Connect-AqpAccount
        $wrong = New-Object pscredential $sandbox.Account, (ConvertTo-TestSecret 'another key')
        (Get-ScriptResult { & $command -Credential $wrong -Endpoint $sandbox.Endpoint }).ErrorIds | Should -Be 'AqpKeyWrong'
    }

    It 'is missing, and the error names the command to connect: <_>' -ForEach $commands {
        $command = $AccountCommands[$_]
        $result = Get-ScriptResult { & $command }
        $result.Ended | Should -BeTrue
        $result.ErrorIds | Should -Be 'AqpNotConnected'
        $result.Errors[0].CategoryInfo.Category | Should -Be 'ConnectionError'
        $result.Errors[0].ErrorDetails.RecommendedAction | Should -Match 'Connect-AqpAccount'
        $result.Errors[0].Exception.Message | Should -Match 'Run Connect-AqpAccount, or give -Credential'
        $sandbox.Requests.Count | Should -Be 0
    }
}

Describe 'Connect-AqpAccount' {
    BeforeEach {
        $sandbox = Start-AqpSandbox -Manual
    }

    AfterEach {
        Stop-AqpSandbox
        Disconnect-AqpAccount -All -ErrorAction SilentlyContinue
    }

    It 'gives a connection without a call' {
        $connection = $sandbox | Connect-AqpAccount
        $connection | Should -BeOfType Aqayepardakht.Commands.AccountConnection
        $connection.PSObject.Properties.Name | Should -Be 'Account', 'Endpoint', 'HasPin', 'TimeoutSec', 'Journal', 'IsCurrent'
        $connection.Account | Should -Be $sandbox.Account
        $connection.Endpoint | Should -Be $sandbox.Endpoint
        $connection.HasPin | Should -BeTrue
        $connection.IsCurrent | Should -BeTrue
        $connection.TimeoutSec | Should -Be 30
        $sandbox.Requests.Count | Should -Be 0
    }

    It 'connects a sandbox without a pin as well' {
        $plain = Start-AqpSandbox -Manual -WithoutPin
        ($plain | Connect-AqpAccount).HasPin | Should -BeFalse
        (& $AccountCommands['New-AqpWithdrawal']).Id | Should -Be $plain.Withdrawals[0].Id
    }

    It 'makes the latest of several accounts the current one, which is listed first' {
        $other = Start-AqpSandbox -Manual
        $null = $sandbox, $other | Connect-AqpAccount
        (Get-AqpConnection).IsCurrent | Should -Be $true, $false
        (Get-AqpConnection).Account | Should -Be $other.Account, $sandbox.Account
    }

    It 'replaces the connection of the same account' {
        $null = $sandbox | Connect-AqpAccount
        $null = $sandbox | Connect-AqpAccount -TimeoutSec 7
        @(Get-AqpConnection).TimeoutSec | Should -Be 7
        { Get-AqpWithdrawalList } | Should -Not -Throw
    }

    It 'writes nothing to the current folder' {
        $folder = New-Item -ItemType Directory "TestDrive:/$([guid]::NewGuid())"
        Push-Location $folder
        try {
            $null = $sandbox | Connect-AqpAccount
            Get-AqpWithdrawalList | Should -BeNullOrEmpty
        }
        finally {
            Pop-Location
        }

        $sandbox.Requests.Count | Should -Be 1
        Get-ChildItem $folder -Force | Should -BeNullOrEmpty
    }
}

Describe 'Get-AqpConnection and Disconnect-AqpAccount' {
    BeforeEach {
        $sandbox = Start-AqpSandbox -Manual
        $connection = $sandbox | Connect-AqpAccount
    }

    AfterEach {
        Stop-AqpSandbox
        Disconnect-AqpAccount -All -ErrorAction SilentlyContinue
    }

    It 'find a connection by its account' {
        $null = Start-AqpSandbox | Connect-AqpAccount
        (Get-AqpConnection $sandbox.Account).Account | Should -Be $sandbox.Account
        @(Get-AqpConnection *).Count | Should -Be 2
        Get-AqpConnection nobody | Should -BeNullOrEmpty
    }

    It 'forget the account, and no other takes its place' {
        $null = Start-AqpSandbox | Connect-AqpAccount
        Disconnect-AqpAccount
        (Get-ScriptResult { & $AccountCommands['New-AqpWithdrawal'] }).ErrorIds | Should -Be 'AqpNotConnected'
        @(Get-AqpConnection).Account | Should -Be $sandbox.Account
        $sandbox.Requests.Count | Should -Be 0
    }

    It 'work through the pipeline and for all at once' {
        Get-AqpConnection | Disconnect-AqpAccount
        Get-AqpConnection | Should -BeNullOrEmpty

        $null = $sandbox, (Start-AqpSandbox) | Connect-AqpAccount
        Disconnect-AqpAccount -All
        Get-AqpConnection | Should -BeNullOrEmpty
    }

    It 'leave no use for a connection that was disconnected' {
        Disconnect-AqpAccount
        $result = Get-ScriptResult { Get-AqpWithdrawalList -Connection $connection }
        $result.ErrorIds | Should -Be 'AqpDisconnected'
        "$($result.Errors[0])" | Should -Match $sandbox.Account
        $sandbox.Requests.Count | Should -Be 0
    }

    It 'are named when a connection does not exist: "<_>"' -ForEach '000000000000', '' {
        $name = $_
        $result = Get-ScriptResult { & $AccountCommands['New-AqpWithdrawal'] -Connection $name }
        $result.ErrorIds | Should -Be 'ParameterArgumentTransformationError'
        "$($result.Errors[0])" | Should -Match 'Get-AqpConnection'
        $sandbox.Requests.Count | Should -Be 0
    }

    It 'are named when a connection is $null' {
        $result = Get-ScriptResult { & $AccountCommands['New-AqpWithdrawal'] -Connection $null }
        $result.ErrorIds | Should -Be 'ParameterArgumentTransformationError'
        "$($result.Errors[0])" | Should -Match 'Get-AqpConnection'
        $sandbox.Requests.Count | Should -Be 0
    }

    It 'say when nothing is connected' {
        Disconnect-AqpAccount
        $result = Get-ScriptResult { Disconnect-AqpAccount }
        $result.ErrorIds | Should -Be 'AqpNotConnected'
        $result.Errors[0].CategoryInfo.Category | Should -Be 'ConnectionError'
    }
}

Describe 'The address of the gateway' {
    BeforeEach {
        $sandbox = Start-AqpSandbox -Manual
    }

    AfterEach {
        Stop-AqpSandbox
        Disconnect-AqpAccount -All -ErrorAction SilentlyContinue
    }

    It 'is taken with and without its slash, and as text' {
        $address = $sandbox.Endpoint.AbsoluteUri
        foreach ($endpoint in $sandbox.Endpoint, $address, $address.TrimEnd('/'), $address.Replace('127.0.0.1', 'localhost')) {
            $before = $sandbox.Requests.Count
            Get-AqpWithdrawalList -Credential $sandbox.Credential -Endpoint $endpoint | Should -BeNullOrEmpty
            $null = Connect-AqpAccount $sandbox.Credential -Endpoint $endpoint -Pin $sandbox.Pin
            Get-AqpWithdrawalList | Should -BeNullOrEmpty
            $sandbox.Requests.Count - $before | Should -Be 2
        }
    }

    It 'on the command goes before that of the connection' {
        $null = $sandbox | Connect-AqpAccount
        $other = Start-AqpSandbox -Manual -Credential $sandbox.Credential
        Get-AqpWithdrawalList -Endpoint $other.Endpoint | Should -BeNullOrEmpty
        $other.Requests.Count | Should -Be 1
        $sandbox.Requests.Count | Should -Be 0
    }

    It 'is that of the real gateway unless another is named' {
        (Connect-AqpAccount $sandbox.Credential).Endpoint | Should -Be 'https://panel.aqayepardakht.ir/api/v2/withdraw/'
    }
}
