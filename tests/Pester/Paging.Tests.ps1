# Lists through PowerShell's own paging, and how little is asked of the gateway for it.

BeforeAll {
    Import-Module "$PSScriptRoot/../../Aqayepardakht.psd1"
    Import-Module "$PSScriptRoot/TestSupport.psm1"
    $mostInFlight = 4
}

Describe 'A list of three states' {
    BeforeAll {
        $sandbox = Start-AqpSandbox -Manual -PageSize 10
        $null = $sandbox | Connect-AqpAccount
        $sandbox.AddWithdrawals(30, 'Paid')
        $sandbox.AddWithdrawals(10, 'Cancelled')
        $sandbox.AddWithdrawals(5, 'Pending')
        $ids = $sandbox.Withdrawals.Id
    }

    AfterAll {
        Stop-AqpSandbox
        Disconnect-AqpAccount -All
    }

    It 'comes whole, newest first' {
        (Get-AqpWithdrawalList).Id | Should -Be $ids
    }

    It 'asks for each page once' {
        $before = $sandbox.Requests.Count
        $null = Get-AqpWithdrawalList
        $sandbox.Requests[$before..($sandbox.Requests.Count - 1)].Page | Sort-Object | Should -Be '1', '2', '3', '4', '5'
    }

    It 'comes without a gap although pages had to be asked for again' {
        $sandbox.FailNext('ServerError', 'List')
        $sandbox.FailNext('CutAnswer', 'List')
        (Get-AqpWithdrawalList).Id | Should -Be $ids
    }

    It 'holds no row outside of its period' {
        (Get-AqpWithdrawalList -StartDate 2019-01-01 -EndDate 2020-01-01) | Should -BeNullOrEmpty
        $day = (Get-AqpWithdrawalList -First 1).CreatedAt.Date
        $jalali = (Get-AqpWithdrawalList -First 1).CreatedAtJalali.Split(' ')[0]
        @(Get-AqpWithdrawalList -StartDate $day.AddDays(-1) -EndDate $day).Count | Should -Be 45
        @(Get-AqpWithdrawalList -StartDate $day.AddDays(-1).ToString('dd-MM-yyyy')).Count | Should -Be 45
        @(Get-AqpWithdrawalList -EndDate $jalali).Count | Should -Be 45
    }

    It 'spares the calls for what is not wanted: <window>' -ForEach @(
        @{ window = '-First 3'; with = @{ First = 3 }; rows = 0..2; calls = 1 }
        @{ window = '-First 10'; with = @{ First = 10 }; rows = 0..9; calls = 1 }
        @{ window = '-First 11'; with = @{ First = 11 }; rows = 0..10; calls = 2 }
        @{ window = '-First 100'; with = @{ First = 100 }; rows = 0..44; calls = 5 }
        @{ window = '-Skip 40'; with = @{ Skip = 40 }; rows = 40..44; calls = 2 }
        @{ window = '-Skip 5 -First 2'; with = @{ Skip = 5; First = 2 }; rows = 5..6; calls = 1 }
        @{ window = '-Skip 9 -First 2'; with = @{ Skip = 9; First = 2 }; rows = 9..10; calls = 2 }
        @{ window = '-Skip 12 -First 2'; with = @{ Skip = 12; First = 2 }; rows = 12..13; calls = 2 }
        @{ window = '-Skip 44'; with = @{ Skip = 44 }; rows = @(44); calls = 2 }
        @{ window = '-First 0'; with = @{ First = 0 }; rows = @(); calls = 0 }
        @{ window = '-First 0 -Skip 5'; with = @{ First = 0; Skip = 5 }; rows = @(); calls = 0 }
        @{ window = '-First 0 -Status Paid'; with = @{ First = 0; Status = 'Paid' }; rows = @(); calls = 0 }
        @{ window = '-Page 1'; with = @{ Page = 1 }; rows = 0..9; calls = 1 }
        @{ window = '-Page 5'; with = @{ Page = 5 }; rows = 40..44; calls = 1 }
        @{ window = '-Page 6'; with = @{ Page = 6 }; rows = @(); calls = 1 }
        @{ window = '-Page 2 -First 3'; with = @{ Page = 2; First = 3 }; rows = 10..12; calls = 1 }
        @{ window = '-Page 2 -Skip 8'; with = @{ Page = 2; Skip = 8 }; rows = 18..19; calls = 1 }
        @{ window = '-Page 2, of its Paid the second'; with = @{ Page = 2; Skip = 1; First = 1; Status = 'Paid' }; rows = @(16); calls = 1 }
    ) {
        $before = $sandbox.Requests.Count
        @(Get-AqpWithdrawalList @with).Id | Should -Be @($rows | ForEach-Object { $ids[$_] })
        $sandbox.Requests.Count - $before | Should -Be $calls
    }

    It 'has nothing past its end: -Skip <_>' -ForEach 45, 1000, 18446744073709551615 {
        Get-AqpWithdrawalList -Skip $_ | Should -BeNullOrEmpty
    }

    It 'begins after -Skip and ends after -First' {
        (Get-AqpWithdrawalList -First 3).Id | Should -Be $ids[0..2]
        (Get-AqpWithdrawalList -Skip 43).Id | Should -Be $ids[43..44]
        (Get-AqpWithdrawalList -Skip 8 -First 4).Id | Should -Be $ids[8..11]
    }

    It 'is filtered by one status or several: <_>' -ForEach @(
        'Pending'
        'Paid'
        'Cancelled'
        @(, @('Pending', 'Cancelled'))
        @(, @('0', '1'))
        @(, @('Paid', 'Pending', 'Cancelled'))
    ) {
        $names = @($_ | ForEach-Object { $_ }) -replace '^0$', 'Pending' -replace '^1$', 'Paid'
        $wanted = $sandbox.Withdrawals | Where-Object { "$($_.Status)" -in $names }
        (Get-AqpWithdrawalList -Status $_).Id | Should -Be $wanted.Id
    }

    It 'counts the rows that pass -Status' {
        (Get-AqpWithdrawalList -Status Paid -First 2).Id | Should -Be $ids[15..16]
        (Get-AqpWithdrawalList -Status Cancelled, Pending -Skip 4 -First 2).Id | Should -Be $ids[4..5]
    }

    It 'says the total first with -IncludeTotalCount' {
        $all = @(Get-AqpWithdrawalList -First 2 -IncludeTotalCount)
        $all.Count | Should -Be 3
        $all[0] | Should -Be 45
        $all[0].Accuracy | Should -Be 1
        $all[1].Id | Should -Be $ids[0]
    }

    It 'says the total alone in one call' {
        $before = $sandbox.Requests.Count
        Get-AqpWithdrawalList -First 0 -IncludeTotalCount | Should -Be 45
        $sandbox.Requests.Count - $before | Should -Be 1
    }

    It 'does not claim that the total of a filtered list is exact' {
        @(Get-AqpWithdrawalList -Status Pending -First 1 -IncludeTotalCount)[0].Accuracy | Should -Be 0
    }

    It 'takes days in every form that has one meaning: <_>' -ForEach '2026-01-31', '31-01-2026', '2026/01/31', '1404/11/11' {
        { Get-AqpWithdrawalList -StartDate $_ -EndDate $_ } | Should -Not -Throw
        { Get-AqpWithdrawalList -StartDate 01/02/2026 } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
    }
}

Describe 'An empty list' {
    BeforeAll {
        $sandbox = Start-AqpSandbox -Manual
        $null = $sandbox | Connect-AqpAccount
    }

    AfterAll {
        Stop-AqpSandbox
        Disconnect-AqpAccount -All
    }

    It 'is nothing at all, in one call' {
        @(Get-AqpWithdrawalList).Count | Should -Be 0
        $sandbox.Requests.Count | Should -Be 1
    }

    It 'has a total of zero' {
        Get-AqpWithdrawalList -IncludeTotalCount | Should -Be 0
    }
}

Describe 'A list that fails in the middle' {
    BeforeAll {
        $sandbox = Start-AqpSandbox -Manual -PageSize 1
        $null = $sandbox | Connect-AqpAccount
        $sandbox.AddWithdrawals(25)
    }

    AfterAll {
        Stop-AqpSandbox
        Disconnect-AqpAccount -All
    }

    It 'ends with an error, so that half a list does not pass for a whole' {
        $state = @{ Rows = 0 }
        $result = Get-ScriptResult {
            Get-AqpWithdrawalList | ForEach-Object { if (++$state.Rows -eq 1) { $sandbox.AnswerNext(-12, 'List', 25) } }
        }
        $result.Ended | Should -BeTrue
        $result.ErrorIds | Should -Be 'AqpInsufficientBalance'
        $state.Rows | Should -BeGreaterThan 0
        $state.Rows | Should -BeLessThan 25
    }
}

Describe 'A list of a thousand pages' {
    BeforeAll {
        $sandbox = Start-AqpSandbox -Manual -PageSize 10
        $null = $sandbox | Connect-AqpAccount
        $sandbox.AddWithdrawals(10000)
    }

    AfterAll {
        Stop-AqpSandbox
        Disconnect-AqpAccount -All
    }

    It 'asks for one page when one row is wanted' {
        $before = $sandbox.Requests.Count
        (Get-AqpWithdrawalList -First 1).Id | Should -Be $sandbox.Withdrawals[0].Id
        $sandbox.Requests.Count - $before | Should -Be 1
    }

    It 'ends with a break, and only the pages in flight were asked for' {
        $before = $sandbox.Requests.Count
        $state = @{ Rows = 0 }
        $ids = do {
            Get-AqpWithdrawalList | ForEach-Object { $_.Id; if (++$state.Rows -ge 3) { break } }
        } while ($true)
        $ids | Should -Be $sandbox.Withdrawals[0..2].Id
        $sandbox.Requests.Count - $before | Should -BeLessOrEqual (1 + $mostInFlight)
    }

    It 'ends with Select-Object -First 3, and only the pages in flight were asked for' {
        $before = $sandbox.Requests.Count
        (Get-AqpWithdrawalList | Select-Object -First 3).Id | Should -Be $sandbox.Withdrawals[0..2].Id
        Start-Sleep -Milliseconds 300
        $sandbox.Requests.Count - $before | Should -BeLessOrEqual (1 + $mostInFlight)
    }

    It 'has every row once although new ones arrive meanwhile' {
        $known = $sandbox.Withdrawals.Id
        $state = @{ Seen = 0 }
        $ids = Get-AqpWithdrawalList | ForEach-Object {
            $state.Seen++
            if ($state.Seen % 1000 -eq 0) { $sandbox.AddWithdrawals(3) }
            $_.Id
        }
        $unique = [System.Collections.Generic.HashSet[long]]::new([long[]]$ids)
        $unique.Count | Should -Be $ids.Count
        $unique.IsSupersetOf([long[]]$known) | Should -BeTrue
    }
}
