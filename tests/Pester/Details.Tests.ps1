# Get-AqpWithdrawal: from ids in every form to withdrawals, one by one.

BeforeAll {
    Import-Module "$PSScriptRoot/../../Aqayepardakht.psd1"
    Import-Module "$PSScriptRoot/TestSupport.psm1"
}

Describe 'Get-AqpWithdrawal' {
    BeforeEach {
        $sandbox = Start-AqpSandbox -Manual
        $null = $sandbox | Connect-AqpAccount
        $sandbox.AddWithdrawals(3)
    }

    AfterEach {
        Stop-AqpSandbox
        Disconnect-AqpAccount -All
    }

    It 'takes ids as arguments, by value and by name: <_>' -ForEach @(
        { Get-AqpWithdrawal 11111, 11113 }
        { Get-AqpWithdrawal -Id '11111', '11113' }
        { Get-AqpWithdrawal (ConvertTo-PersianDigit '11111'), (-join [char[]](0x661, 0x661, 0x661, 0x661, 0x663)) }
        { 11111, 11113 | Get-AqpWithdrawal }
        { '11111', '11113' | Get-AqpWithdrawal }
        { [pscustomobject]@{ Id = '11111' }, [pscustomobject]@{ Id = 11113L } | Get-AqpWithdrawal }
        { [pscustomobject]@{ Id = 11111, 11113 } | Get-AqpWithdrawal }
        { Get-AqpWithdrawalList | Where-Object Id -NE 11112 | Sort-Object Id | Get-AqpWithdrawal }
    ) {
        (& $_).Id | Should -Be 11111, 11113
    }

    It 'reads a row of an exported list back, and Wait-AqpWithdrawal too' {
        $row = Get-AqpWithdrawalList -First 1 | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv
        ($row | Get-AqpWithdrawal).Id | Should -Be 11113
        ($row | Wait-AqpWithdrawal).Id | Should -Be 11113
    }

    It 'is not stopped by an id that does not exist or cannot be one' {
        $result = Get-ScriptResult { 11111, 99999, 0, 11112 | Get-AqpWithdrawal }
        $result.Output.Id | Should -Be 11111, 11112
        $result.ErrorIds | Should -Be 'AqpWithdrawalNotFound', 'AqpInvalidWithdrawalId'
        $result.Errors.TargetObject | Should -Be 99999, 0
        $result.Errors.CategoryInfo.Category | Should -Be 'ObjectNotFound', 'InvalidArgument'
        "$($result.Errors[0])" | Should -BeLike '* `[99999`] Check the id*'
    }

    It 'gives each withdrawal out before it asks for the next' {
        11111..11113 | Get-AqpWithdrawal | ForEach-Object { $sandbox.Requests.Count } | Should -Be 1, 2, 3
    }

    It 'tries again after a fault on the way, without an error' {
        $sandbox.FailNext('DropBeforeCommit', 'Details')
        $result = Get-ScriptResult { Get-AqpWithdrawal 11111 -Verbose }
        $result.Output.Id | Should -Be 11111
        $result.Errors | Should -BeNullOrEmpty
        $sandbox.Requests.Count | Should -Be 2
        $result.Verbose.Count | Should -Be 2
        $result.Verbose[0] | Should -Match 'Trying again'
        $result.Verbose[1] | Should -BeLike 'details id 11111: HTTP 200*'
    }

    It 'says what came in place of a response of the gateway' {
        $sandbox.FailNext('HtmlOk', 'Details')
        $result = Get-ScriptResult { Get-AqpWithdrawal 11111 }
        $result.ErrorIds | Should -Be 'AqpProtocolError'
        $result.Errors[0].CategoryInfo.Category | Should -Be 'ProtocolError'
        foreach ($part in 'HTTP 200', 'text/html', 'Sign in to the network') {
            "$($result.Errors[0])" | Should -Match $part
        }
    }

    It 'says that the gateway is not there' {
        Stop-AqpSandbox
        $result = Get-ScriptResult { Get-AqpWithdrawal 11111 }
        $result.ErrorIds | Should -Be 'AqpGatewayUnreachable'
        $result.Errors[0].CategoryInfo.Category | Should -Be 'ConnectionError'
        $result.Errors[0].TargetObject | Should -Be 11111
    }

    It 'says that the gateway took too long, and had three chances' {
        $sandbox.FailNext('Hang', 'Details', 3)
        $result = Get-ScriptResult { Get-AqpWithdrawal 11111 -TimeoutSec 1 }
        $result.ErrorIds | Should -Be 'AqpGatewayTimeout'
        $result.Errors[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
        $sandbox.Requests.Count | Should -Be 3
    }
}

Describe 'A withdrawal' {
    BeforeAll {
        $sandbox = Start-AqpSandbox -Manual
        $null = $sandbox | Connect-AqpAccount
        $sandbox.AddWithdrawals(1)
    }

    AfterAll {
        Stop-AqpSandbox
        Disconnect-AqpAccount -All
    }

    It 'has the same twelve properties from every command' {
        foreach ($command in $AccountCommands.Values) {
            $withdrawal = @(& $command)[0]
            $withdrawal.PSObject.TypeNames | Should -Contain 'Aqayepardakht.Withdrawal'
            $withdrawal.PSObject.Properties.Name | Where-Object { $_ -notin 'IdempotencyKey', 'Origin' } | Should -Be @(
                'Id', 'Amount', 'Status', 'HolderName', 'BankName', 'Iban'
                'CreatedAt', 'CreatedAtJalali', 'UpdatedAt', 'UpdatedAtJalali', 'TrackingNumber', 'Comment')
        }
    }

    It 'has typed values' {
        $paid = Get-AqpWithdrawal 11111
        $paid.Id | Should -BeOfType long
        $paid.Amount | Should -BeOfType long
        $paid.Status | Should -BeOfType Aqayepardakht.WithdrawalStatus
        [int]$paid.Status | Should -Be 1
        $paid.CreatedAt | Should -BeOfType datetime
        $paid.CreatedAt.Kind | Should -Be 'Unspecified'
        $paid.UpdatedAt | Should -BeOfType datetime
        $paid.TrackingNumber | Should -BeOfType string
        $paid.Comment | Should -BeNullOrEmpty
    }

    It 'has neither an update nor a tracking number nor a comment while it is pending' {
        $pending = & $AccountCommands['New-AqpWithdrawal']
        $null -eq $pending.UpdatedAt | Should -BeTrue
        $null -eq $pending.TrackingNumber | Should -BeTrue
        $null -eq $pending.Comment | Should -BeTrue
    }
}
