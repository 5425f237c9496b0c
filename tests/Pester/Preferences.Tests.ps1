# What a session or a profile sets beforehand: default parameters, strict mode, error preferences.

BeforeAll {
    Import-Module "$PSScriptRoot/../../Aqayepardakht.psd1"
    Import-Module "$PSScriptRoot/TestSupport.psm1"
    $iban = 'IR270170000000100324200001'
}

Describe 'Preferences' {
    BeforeEach {
        $sandbox = Start-AqpSandbox -Manual
        $connection = $sandbox | Connect-AqpAccount
        $sandbox.AddWithdrawals(2)
    }

    AfterEach {
        Stop-AqpSandbox
        Disconnect-AqpAccount -All
    }

    It '$PSDefaultParameterValues may name the account' {
        Disconnect-AqpAccount
        $connection = $sandbox | Connect-AqpAccount
        $other = Start-AqpSandbox -Manual
        $null = $other | Connect-AqpAccount
        $PSDefaultParameterValues = @{ '*-AqpWithdrawal*:Connection' = $connection }
        (Get-AqpWithdrawalList).Count | Should -Be 2
        (New-AqpWithdrawal 1000 $iban -Confirm:$false).Id | Should -Be $sandbox.Withdrawals[0].Id
    }

    It '$PSDefaultParameterValues may name the gateway and the credential' {
        Disconnect-AqpAccount
        $PSDefaultParameterValues = @{ '*-Aqp*:Endpoint' = $sandbox.Endpoint; '*-AqpWithdrawal*:Credential' = $sandbox.Credential; '*-AqpWithdrawal:Pin' = $sandbox.Pin }
        (New-AqpWithdrawal 1000 $iban -Confirm:$false).Amount | Should -Be 1000
        (Get-AqpWithdrawalList).Count | Should -Be 3
    }

    It '$PSDefaultParameterValues may name the journal and the consent' {
        $PSDefaultParameterValues = @{ '*-AqpWithdrawal*:JournalPath' = 'TestDrive:/default.jsonl'; 'New-AqpWithdrawal:Confirm' = $false }
        $null = New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1
        (Get-AqpWithdrawalJournal).IdempotencyKey | Should -Be 'INV-1'
        Test-Path TestDrive:/default.jsonl | Should -BeTrue
    }

    It 'strict mode finds every property that the objects promise' {
        Set-StrictMode -Version Latest
        $withdrawal = New-AqpWithdrawal 1000 $iban -Confirm:$false
        $withdrawal.TrackingNumber | Should -BeNullOrEmpty
        $withdrawal.Comment | Should -BeNullOrEmpty
        $withdrawal.UpdatedAt | Should -BeNullOrEmpty
        $withdrawal | Format-Table | Out-String | Should -Match '1,000'
        $withdrawal | Format-List | Out-String | Should -Match 'UpdatedAt'
        $withdrawal | Format-Table -View Jalali | Out-String | Should -Match '1,000'
        (Get-AqpErrorCode -8).Count | Should -Be 2
        (Get-AqpConnection).HasPin | Should -BeTrue
        $sandbox.Pay($withdrawal.Id)
        ($withdrawal | Get-AqpWithdrawal | Wait-AqpWithdrawal -PollInterval 0.01).Status | Should -Be 'Paid'
        @($sandbox.Requests)[0..1].Operation | Should -Be 'List', 'Request'
    }

    It '$ErrorActionPreference = Stop ends a script at the first bad row' {
        $ErrorActionPreference = 'Stop'
        { [pscustomobject]@{ Amount = '1.5'; Iban = $iban }, [pscustomobject]@{ Amount = '1000'; Iban = $iban } | New-AqpWithdrawal -AllowUnkeyed -Confirm:$false } |
            Should -Throw -ErrorId 'AqpInvalidAmount,*'
        $sandbox.Withdrawals.Count | Should -Be 2
    }

    It 'writes nothing but its objects unless it is asked to' {
        $streams = @(& { New-AqpWithdrawal 1000 $iban -Confirm:$false; Get-AqpWithdrawalList -First 1 } *>&1)
        $streams | ForEach-Object { $_ | Should -BeOfType Aqayepardakht.Withdrawal }
    }

    It '$VerbosePreference = Stop, which ends a command, does not take the news of a payment with it' {
        $rows = 1..2 | ForEach-Object { [pscustomobject]@{ Amount = 1000; Iban = $iban } }
        $before = $sandbox.Withdrawals.Count
        $paid = @()
        $VerbosePreference = 'Stop'
        try { $rows | New-AqpWithdrawal -AllowUnkeyed -DuplicateWindow 0 -Confirm:$false | ForEach-Object { $paid += $_ } }
        catch { $ended = $_ }
        $VerbosePreference = 'SilentlyContinue'
        $ended | Should -Not -BeNullOrEmpty
        $paid.Count | Should -Be 1
        $sandbox.Withdrawals.Count - $before | Should -Be 1
    }

    It 'tells the story of every call with -Verbose' {
        $story = @(Get-AqpWithdrawalList -First 1 -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] })
        $story.Count | Should -BeGreaterThan 0
        "$story" | Should -Match 'list'
    }
}
