# Wait-AqpWithdrawal: until a withdrawal is paid or cancelled, or the time is up.

BeforeAll {
    Import-Module "$PSScriptRoot/../../Aqayepardakht.psd1"
    Import-Module "$PSScriptRoot/TestSupport.psm1"
}

Describe 'Wait-AqpWithdrawal' {
    BeforeEach {
        $sandbox = Start-AqpSandbox -Manual
        $null = $sandbox | Connect-AqpAccount
    }

    AfterEach {
        Stop-AqpSandbox
        Disconnect-AqpAccount -All
    }

    It 'gives each withdrawal out as soon as it is paid or cancelled, with its tracking number or the reason' {
        $sandbox.AddWithdrawals(3, 'Pending')
        $sandbox.Pay(11113)
        $done = 11111..11113 | Wait-AqpWithdrawal -PollInterval 0.01 | ForEach-Object {
            $_
            if ($_.Id -eq 11113) { $sandbox.Pay(11112) }
            if ($_.Id -eq 11112) { $sandbox.Cancel(11111, 'The bank said no.') }
        }
        $done.Id | Should -Be 11113, 11112, 11111
        $done.Status | Should -Be 'Paid', 'Paid', 'Cancelled'
        $done[1].TrackingNumber | Should -Match '^\d{18}$'
        $done[2].Comment | Should -Be 'The bank said no.'
    }

    It 'looks again until a withdrawal is paid' {
        $sandbox.AddWithdrawals(1, 'Pending')
        $looks = 0
        $paid = Wait-AqpWithdrawal 11111 -PollInterval 0.01 -Verbose 4>&1 | ForEach-Object {
            if ($_ -isnot [System.Management.Automation.VerboseRecord]) { $_ }
            elseif (++$looks -eq 3) { $sandbox.Pay(11111) }
        }
        $paid.Status | Should -Be 'Paid'
        $sandbox.Requests.Count | Should -BeGreaterOrEqual 4
    }

    It 'takes a request from the pipeline' {
        $settling = Start-AqpSandbox -SettleAfter 0
        $null = $settling | Connect-AqpAccount
        (& $AccountCommands['New-AqpWithdrawal'] | Wait-AqpWithdrawal -PollInterval 0.01).Status | Should -Be 'Paid'
    }

    It 'waits once for an id that is given twice' {
        $sandbox.AddWithdrawals(1)
        @(11111, 11111 | Wait-AqpWithdrawal).Count | Should -Be 1
        $sandbox.Requests.Count | Should -Be 1
    }

    It 'has an error for each withdrawal that is left when the time is up: <_>' -ForEach @(
        0, 0.05, '00:00:00.05', [timespan]::FromMilliseconds(50)
    ) {
        $timeout = $_
        $sandbox.AddWithdrawals(2, 'Pending')
        $sandbox.AddWithdrawals(1)
        $result = Get-ScriptResult { 11111..11113 | Wait-AqpWithdrawal -Timeout $timeout -PollInterval 0.01 }
        $result.Output.Id | Should -Be 11113
        $result.ErrorIds | Should -Be 'AqpWaitTimeout', 'AqpWaitTimeout'
        $result.Errors.TargetObject | Should -Be 11111, 11112
        $result.Errors.CategoryInfo.Category | Should -Be 'OperationTimeout', 'OperationTimeout'
        foreach ($failure in $result.Errors) {
            "$failure" | Should -Match 'Pending'
            $failure.ErrorDetails.RecommendedAction | Should -Match 'Wait again'
        }
    }

    It 'ends even a long pause when the time is up' {
        $sandbox.AddWithdrawals(1, 'Pending')
        (Get-ScriptResult { Wait-AqpWithdrawal 11111 -Timeout 0.05 -PollInterval 86400 }).ErrorIds | Should -Be 'AqpWaitTimeout'
    }

    It 'survives <fault> with one warning' -ForEach @(
        @{ fault = 'HtmlOk'; times = 1 }
        @{ fault = 'Redirect'; times = 1 }
        @{ fault = 'BrokenJson'; times = 1 }
        @{ fault = 'DisruptedBeforeCommit'; times = 1 }
        @{ fault = 'DropBeforeCommit'; times = 3 }
    ) {
        $sandbox.AddWithdrawals(1)
        $sandbox.FailNext($fault, 'Details', $times)
        $result = Get-ScriptResult { Wait-AqpWithdrawal 11111 -PollInterval 0.01 }
        $result.Output.Status | Should -Be 'Paid'
        $result.Errors | Should -BeNullOrEmpty
        $result.Warnings.Count | Should -Be 1
        $result.Warnings[0] | Should -Not -BeNullOrEmpty
        $sandbox.Requests.Count | Should -Be ($times + 1)
    }

    It 'ends at an address that does not have the service' {
        $elsewhere = [uri]::new($sandbox.Endpoint, '/elsewhere')
        (Get-ScriptResult { Wait-AqpWithdrawal 11111 -PollInterval 0.01 -Endpoint $elsewhere }).ErrorIds | Should -Be 'AqpProtocolError'
    }

    It 'says of a withdrawal that could never be read that it could not' {
        $sandbox.AddWithdrawals(1)
        $sandbox.FailNext('HtmlOk', 'Details')
        $result = Get-ScriptResult { Wait-AqpWithdrawal 11111 -Timeout 0 }
        $result.ErrorIds | Should -Be 'AqpWaitTimeout'
        "$($result.Errors[0])" | Should -BeLike 'Withdrawal 11111 could not be read within 0 seconds. The warnings say*'
    }

    It 'is not stopped by an id that does not exist' {
        $sandbox.AddWithdrawals(1)
        $result = Get-ScriptResult { 99999, 11111 | Wait-AqpWithdrawal }
        $result.Output.Id | Should -Be 11111
        $result.ErrorIds | Should -Be 'AqpWithdrawalNotFound'
        $result.Errors[0].TargetObject | Should -Be 99999
    }

    It 'ends at once when a code is about the whole account: <_>' -ForEach -3, -4, -20 {
        $sandbox.AddWithdrawals(3, 'Pending')
        $sandbox.AnswerNext($_, 'Details')
        $result = Get-ScriptResult { 11111..11113 | Wait-AqpWithdrawal -PollInterval 0.01 }
        $result.Ended | Should -BeTrue
        $result.Errors.TargetObject | Should -Be 11111
        $sandbox.Requests.Count | Should -Be 1
    }
}

Describe 'The progress of Wait-AqpWithdrawal' {
    BeforeEach {
        $sandbox = Start-AqpSandbox -Manual
        $connection = $sandbox | Connect-AqpAccount
        $sandbox.AddWithdrawals(1, 'Pending')
        $sandbox.AddWithdrawals(1)

        # Progress can be read only from the outside of a session.
        $session = [powershell]::Create()
        $null = $session.AddCommand('Import-Module').AddArgument((Join-Path (Get-RepositoryPath) 'Aqayepardakht.psd1')).Invoke()
        $session.Commands.Clear()
        $null = $session.AddCommand('Wait-AqpWithdrawal').AddParameter('Connection', $connection).AddParameter('PollInterval', 0.01)
        $progress = $session.Streams.Progress
        $progress.Clear()
    }

    AfterEach {
        $session.Dispose()
        Stop-AqpSandbox
        Disconnect-AqpAccount -All
    }

    It 'counts what is done and is taken away at the end' {
        $waiting = $session.AddParameter('Id', @(11111, 11112)).AddParameter('Timeout', 86400).BeginInvoke()
        while (-not $waiting.IsCompleted -and @($progress.StatusDescription) -notcontains '1 of 2 done') { Start-Sleep -Milliseconds 5 }
        $sandbox.Pay(11111)
        $session.EndInvoke($waiting).Id | Sort-Object | Should -Be 11111, 11112

        $session.Streams.Error | Should -BeNullOrEmpty
        $progress.StatusDescription | Should -Contain '1 of 2 done'
        $progress[0].PercentComplete | Should -Be 50
        $progress[0].Activity | Should -Be 'Waiting for withdrawals to be paid'
        $progress[0].SecondsRemaining | Should -BeGreaterThan 85999
        $progress[0].SecondsRemaining | Should -BeLessOrEqual 86400
        @($progress | Where-Object RecordType -EQ Completed).Count | Should -Be 1
        $progress[-1].RecordType | Should -Be 'Completed'
    }

    It 'is taken away after a timeout too' {
        $null = $session.AddParameter('Id', 11111).AddParameter('Timeout', 0.05).Invoke()
        $progress[-1].RecordType | Should -Be 'Completed'
    }
}
