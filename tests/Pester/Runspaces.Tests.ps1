# Jobs and parallel work: an account reaches them only when somebody hands it over.

BeforeDiscovery {
    $isCore = $PSEdition -eq 'Core'
    $hasThreadJob = [bool](Get-Command Start-ThreadJob -ErrorAction SilentlyContinue)
}

BeforeAll {
    Import-Module "$PSScriptRoot/../../Aqayepardakht.psd1"
    Import-Module "$PSScriptRoot/TestSupport.psm1"
    $module = Join-Path (Get-RepositoryPath) 'Aqayepardakht.psd1'
    $iban = 'IR270170000000100324200001'
}

Describe 'Work beside the session' {
    BeforeEach {
        $sandbox = Start-AqpSandbox -Manual
        $connection = $sandbox | Connect-AqpAccount
        $sandbox.AddWithdrawals(3)
        $newest = $sandbox.Withdrawals[0].Id
    }

    AfterEach {
        Stop-AqpSandbox
        Disconnect-AqpAccount -All
    }

    It 'ForEach-Object -Parallel has no connection of its own' -Tag NeedsPowerShell7 -Skip:(-not $isCore) {
        $found = 1..3 | ForEach-Object -Parallel {
            Import-Module $using:module
            try { Get-AqpWithdrawalList } catch { $_.FullyQualifiedErrorId.Split(',')[0] }
        }
        $found | Should -Be 'AqpNotConnected', 'AqpNotConnected', 'AqpNotConnected'
    }

    It 'ForEach-Object -Parallel does not know the number of a connection of the session' -Tag NeedsPowerShell7 -Skip:(-not $isCore) {
        $account = $sandbox.Account
        $found = 1 | ForEach-Object -Parallel {
            Import-Module $using:module
            @(Get-AqpConnection).Count
            try { Get-AqpWithdrawalList -Connection $using:account } catch { $_.FullyQualifiedErrorId.Split(',')[0] }
        }
        $found | Should -Be 0, 'ParameterArgumentTransformationError'
        $sandbox.Requests.Count | Should -Be 0
    }

    It 'ForEach-Object -Parallel uses a connection that it is given' -Tag NeedsPowerShell7 -Skip:(-not $isCore) {
        $ids = 1..4 | ForEach-Object -Parallel {
            Import-Module $using:module
            (Get-AqpWithdrawalList -First 1 -Connection $using:connection).Id
        }
        $ids | Should -Be $newest, $newest, $newest, $newest
        (Get-AqpConnection).IsCurrent | Should -BeTrue
    }

    It 'pays in parallel through one journal, each key once' -Tag NeedsPowerShell7 -Skip:(-not $isCore) {
        $journal = Join-Path (Get-Item TestDrive:/).FullName 'parallel.jsonl'
        $pay = {
            Import-Module $using:module
            New-AqpWithdrawal -Amount (1000 + $_) -Iban $using:iban -IdempotencyKey "P-$_" -JournalPath $using:journal -Connection $using:connection -Confirm:$false
        }
        $made = (1..8) + (1..8) | ForEach-Object -Parallel $pay
        $made.Count | Should -Be 16
        $sandbox.Withdrawals.Count | Should -Be 11
        @(Get-AqpWithdrawalJournal $journal -State Made).Count | Should -Be 8
    }

    It 'does not hand the connection of one iteration to the next in the same runspace' -Tag NeedsPowerShell7 -Skip:(-not $isCore) {
        $found = 1..3 | ForEach-Object -ThrottleLimit 1 -Parallel {
            Import-Module $using:module
            @(Get-AqpConnection).Count
            $null = $using:sandbox | Connect-AqpAccount
        }
        $found | Should -Be 0, 0, 0
    }

    It 'Start-ThreadJob has no connection of its own and uses one that it is given' -Tag NeedsPowerShell7 -Skip:(-not $hasThreadJob) {
        $job = Start-ThreadJob {
            Import-Module $using:module
            try { Get-AqpWithdrawalList } catch { $_.FullyQualifiedErrorId.Split(',')[0] }
            (Get-AqpWithdrawalList -First 1 -Connection $using:connection).Id
        }
        $job | Receive-Job -Wait -AutoRemoveJob | Should -Be 'AqpNotConnected', $newest
    }

    It 'Start-Job says that a connection stays in its process, and names its account' {
        $job = Start-Job {
            Import-Module $using:module
            try { Get-AqpWithdrawalList -Connection $using:connection } catch { $_.Exception.Message }
        }
        $job | Receive-Job -Wait -AutoRemoveJob | Should -BeLike "*connection of account $($sandbox.Account) belongs to another process*`$using:credential*"
    }

    It 'Start-Job connects with a credential that it is given' {
        $credential = $sandbox.Credential
        $pin = $sandbox.Pin
        $endpoint = $sandbox.Endpoint
        $job = Start-Job {
            Import-Module $using:module
            $null = Connect-AqpAccount -Credential $using:credential -Pin $using:pin -Endpoint $using:endpoint
            New-AqpWithdrawal -Amount 1000 -Iban $using:iban -Confirm:$false
        }
        $made = $job | Receive-Job -Wait -AutoRemoveJob
        $made.Amount | Should -Be 1000
        $made.Id | Should -Be $sandbox.Withdrawals[0].Id
    }

    It 'what a job returns is still what the commands read' {
        $job = Start-Job { Import-Module $using:module; $using:sandbox | Connect-AqpAccount | Out-Null; Get-AqpWithdrawalList -First 2 }
        $ids = ($job | Receive-Job -Wait -AutoRemoveJob | Get-AqpWithdrawal).Id
        $ids | Should -Be $sandbox.Withdrawals[0..1].Id
    }
}

Describe 'A connection that fails' {
    BeforeEach {
        $sandbox = Start-AqpSandbox -Manual
        $null = $sandbox | Connect-AqpAccount
    }

    AfterEach {
        Stop-AqpSandbox
        Disconnect-AqpAccount -All
    }

    It 'leaves no other account to pay from' {
        { Connect-AqpAccount -Credential $sandbox.Credential -Endpoint http://example.com/ } | Should -Throw -ErrorId 'AqpInvalidEndpoint,*'
        { New-AqpWithdrawal -Amount 1000 -Iban $iban -Confirm:$false } | Should -Throw -ErrorId 'AqpNotConnected,*'
        $sandbox.Withdrawals.Count | Should -Be 0
    }

    It 'leaves the earlier connections to be named' {
        { Connect-AqpAccount -Credential $sandbox.Credential -Endpoint http://example.com/ } | Should -Throw
        (New-AqpWithdrawal -Amount 1000 -Iban $iban -Connection $sandbox.Account -Confirm:$false).Amount | Should -Be 1000
    }
}
