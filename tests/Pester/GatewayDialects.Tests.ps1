# The gateway is a PHP service, and PHP services spell the same thing in many ways. Whatever the spelling, the values are right.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/../../Aqayepardakht.psd1"
    $dialects = (Get-Command Start-AqpSandbox).Parameters.Dialect.ParameterType.GetElementType().GetEnumNames()
}

BeforeAll {
    Import-Module "$PSScriptRoot/../../Aqayepardakht.psd1"
    Import-Module "$PSScriptRoot/TestSupport.psm1"
    $iban = 'IR270170000000100324200001'

    function Assert-IsWithdrawal($Actual, $Expected, [switch] $WithoutTime) {
        foreach ($name in 'Id', 'Amount', 'Status', 'HolderName', 'BankName', 'Iban', 'TrackingNumber', 'Comment') {
            $Actual.$name | Should -BeExactly $Expected.$name -Because "$name of $($Expected.Id)"
        }

        foreach ($name in 'CreatedAt', 'UpdatedAt') {
            $Actual.$name | Should -Be $(if (-not $WithoutTime) { $Expected.$name }) -Because "$name of $($Expected.Id)"
        }
    }

    # A gateway without readable times warns of them once a command, and no other spelling warns at all.
    function Assert-Warning($Result, [string] $Dialect) {
        $Result.Warnings.Count | Should -Be ([int]($Dialect -eq 'ZeroTimes')) -Because "$($Result.Warnings)"
        if ($Result.Warnings) { $Result.Warnings[0] | Should -BeLike "*'created_at': *" }
    }
}

AfterAll {
    Stop-AqpSandbox
    Disconnect-AqpAccount -All -ErrorAction SilentlyContinue
}

Describe 'A gateway that spells with <_>' -ForEach $dialects {
    BeforeAll {
        $dialect = $_
        $sandbox = Start-AqpSandbox -Manual -PageSize 4 -Dialect $dialect
        $null = $sandbox | Connect-AqpAccount
        $sandbox.AddWithdrawals(6, 'Paid')
        $sandbox.AddWithdrawals(4, 'Cancelled')
        $sandbox.AddWithdrawals(3, 'Pending')
        $journal = "TestDrive:/$dialect.jsonl"
        $damaged = if ($dialect -eq 'UnreadableRows') { @($sandbox.Withdrawals | Where-Object { $_.Id % 3 -eq 0 }).Id } else { @() }
        $withoutTime = @{ WithoutTime = $dialect -eq 'ZeroTimes' }
    }

    AfterAll {
        Stop-AqpSandbox
    }

    It 'lists every row that can be read, and tells of each other' {
        $result = Get-ScriptResult { Get-AqpWithdrawalList }
        $expected = @($sandbox.Withdrawals | Where-Object Id -NotIn $damaged)
        $result.Output.Count | Should -Be $expected.Count
        for ($index = 0; $index -lt $expected.Count; $index++) {
            Assert-IsWithdrawal $result.Output[$index] $expected[$index] @withoutTime
        }

        $result.ErrorIds | Should -Be @($damaged | ForEach-Object { 'AqpRowUnreadable' })
        $result.Ended | Should -BeFalse
        Assert-Warning $result $dialect
    }

    It 'has the details of each' {
        $result = Get-ScriptResult { $sandbox.Withdrawals | Get-AqpWithdrawal }
        $result.Errors | Should -BeNullOrEmpty
        $result.Output.Count | Should -Be 13
        for ($index = 0; $index -lt 13; $index++) {
            Assert-IsWithdrawal $result.Output[$index] $sandbox.Withdrawals[$index] @withoutTime
        }

        Assert-Warning $result $dialect
    }

    It 'shows when one is paid' {
        $made = New-AqpWithdrawal 1500000 $iban -Confirm:$false -WarningAction SilentlyContinue
        $null = $sandbox.Pay($made.Id)
        $result = Get-ScriptResult { $made | Wait-AqpWithdrawal -Timeout 60 -PollInterval 1 }
        $result.Errors | Should -BeNullOrEmpty
        Assert-IsWithdrawal $result.Output[0] $sandbox.Withdrawals[0] @withoutTime
        $result.Output[0].Status | Should -Be 'Paid'
        Assert-Warning $result $dialect
    }

    It 'is paid from with a key, once' {
        $first = Get-ScriptResult { New-AqpWithdrawal 77000 $iban -IdempotencyKey ONE -JournalPath $journal -Confirm:$false }
        $first.Errors | Should -BeNullOrEmpty
        Assert-IsWithdrawal $first.Output[0] $sandbox.Withdrawals[0] @withoutTime
        $second = Get-ScriptResult { New-AqpWithdrawal 77000 $iban -IdempotencyKey ONE -JournalPath $journal -Confirm:$false }
        $second.Errors | Should -BeNullOrEmpty
        $second.Output[0].Id | Should -Be $first.Output[0].Id
        @($sandbox.Withdrawals | Where-Object Amount -EQ 77000).Count | Should -Be 1
    }

    It 'gives the code of a refusal' {
        $sandbox.AnswerNext(-12, 'Request')
        (Get-ScriptResult { New-AqpWithdrawal 1000 $iban -Confirm:$false }).ErrorIds | Should -Be 'AqpInsufficientBalance'
        (Get-ScriptResult { Get-AqpWithdrawal 99999 }).ErrorIds | Should -Be 'AqpWithdrawalNotFound'
    }

    It 'has nothing where there is nothing' {
        $result = Get-ScriptResult { Get-AqpWithdrawalList -StartDate 2019-01-01 -EndDate 2020-01-01 }
        $result.Output | Should -BeNullOrEmpty
        $result.Errors | Should -BeNullOrEmpty
    }
}

Describe 'A payment whose response was lost' {
    # Without a time nothing shows that a row is the payment.
    It 'is found in a list that spells with <_>' -ForEach ($dialects -ne 'ZeroTimes') {
        $sandbox = Start-AqpSandbox -Manual -Dialect $_
        $null = $sandbox | Connect-AqpAccount
        $sandbox.AddWithdrawals(3, 'Paid')
        $sandbox.FailNext('DropAfterCommit', 'Request')
        $result = Get-ScriptResult { New-AqpWithdrawal 88000 $iban -IdempotencyKey LOST -JournalPath "TestDrive:/lost-$_.jsonl" -Confirm:$false }
        $result.Errors | Should -BeNullOrEmpty
        $result.Output.Id | Should -Be 11114
        $sandbox.Withdrawals.Count | Should -Be 4
        Stop-AqpSandbox
    }
}

Describe 'A row that cannot be read' {
    BeforeAll {
        $sandbox = Start-AqpSandbox -Manual -PageSize 4 -Dialect UnreadableRows
        $null = $sandbox | Connect-AqpAccount
        $sandbox.AddWithdrawals(13, 'Paid')
    }

    AfterAll {
        Stop-AqpSandbox
    }

    It 'is told with its page, its place, the reason and its text' {
        $errors = (Get-ScriptResult { Get-AqpWithdrawalList }).Errors
        $errors.Count | Should -Be 4
        "$($errors[0])" | Should -BeLike 'Row 3 on page 1 of the list cannot be read: * The row is ''null''.*'
        "$($errors[1])" | Should -BeLike "Row 2 on page 2 of the list cannot be read: *'id'* The row is '{""id"":null,""amount"":*"
        "$($errors[2])" | Should -BeLike "Row 1 on page 3 of the list cannot be read: *'status'* The row is '{""id"":11115,*"
        "$($errors[3])" | Should -BeLike "Row 4 on page 3 of the list cannot be read: *'amount'* The row is '{""id"":11112,""amount"":""x"",*"
        $errors | ForEach-Object {
            $_.CategoryInfo.Category | Should -Be 'InvalidData'
            $_.ErrorDetails.RecommendedAction | Should -Match 'panel'
            "$_" | Should -Match 'panel'
            $_.TargetObject.Page | Should -BeGreaterThan 0
        }
    }

    It 'ends the list where a script asks for that' {
        { Get-AqpWithdrawalList -ErrorAction Stop } | Should -Throw -ErrorId 'AqpRowUnreadable,*'
    }

    It 'has its place in the portions of a list, which join up' {
        $rows = @()
        $failed = @()
        foreach ($portion in 0..6) {
            $result = Get-ScriptResult { Get-AqpWithdrawalList -Skip (2 * $portion) -First 2 }
            ($result.Output.Count + $result.Errors.Count) | Should -Be $(if ($portion -lt 6) { 2 } else { 1 })
            $rows += $result.Output
            $failed += $result.Errors
        }

        $rows.Id | Should -Be @($sandbox.Withdrawals | Where-Object { $_.Id % 3 -ne 0 }).Id
        $failed.Count | Should -Be 4
    }

    It 'is told of with -Status and -Page too' {
        $result = Get-ScriptResult { Get-AqpWithdrawalList -Status Paid }
        $result.Output.Count | Should -Be 9
        $result.Errors.Count | Should -Be 4
        (Get-ScriptResult { Get-AqpWithdrawalList -Page 3 }).Errors.Count | Should -Be 2
    }
}

Describe 'All spellings at once' {
    It 'take turns, and all are read' {
        $sandbox = Start-AqpSandbox -Manual -PageSize 7 -Dialect (Get-Command Start-AqpSandbox).Parameters.Dialect.ParameterType.GetElementType().GetEnumNames()
        $null = $sandbox | Connect-AqpAccount
        $sandbox.AddWithdrawals(60, 'Paid')
        $result = Get-ScriptResult { Get-AqpWithdrawalList }
        $expected = @($sandbox.Withdrawals | Where-Object { $_.Id % 3 -ne 0 })
        $result.Output.Count | Should -Be 40
        for ($index = 0; $index -lt 40; $index++) {
            Assert-IsWithdrawal $result.Output[$index] $expected[$index] -WithoutTime:($expected[$index].Id % 6 -eq 5)
        }

        $result.Errors.Count | Should -Be 20
        $result.Warnings.Count | Should -Be 1
        Stop-AqpSandbox
    }

    It 'are completed by name' {
        (TabExpansion2 'Start-AqpSandbox -Dialect Jal' 29).CompletionMatches.CompletionText | Should -Be 'JalaliTimes'
    }

    It 'are refused by a wrong name' {
        { Start-AqpSandbox -Dialect Esperanto } | Should -Throw -ErrorId 'CannotConvertArgumentNoMessage,*'
    }
}
