# Lists through PowerShell's own paging, and how little is asked of the gateway for it.

BeforeAll {
    Import-Module "$PSScriptRoot/../../Aqayepardakht.psd1"
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

    It 'begins after -Skip and ends after -First' {
        (Get-AqpWithdrawalList -First 3).Id | Should -Be $ids[0..2]
        (Get-AqpWithdrawalList -Skip 43).Id | Should -Be $ids[43..44]
        (Get-AqpWithdrawalList -Skip 8 -First 4).Id | Should -Be $ids[8..11]
        Get-AqpWithdrawalList -First 0 | Should -BeNullOrEmpty
        Get-AqpWithdrawalList -Skip 45 | Should -BeNullOrEmpty
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

    It 'gives one page with -Page' {
        (Get-AqpWithdrawalList -Page 5).Id | Should -Be $ids[40..44]
    }

    It 'asks for one page when ten rows of ten are wanted' {
        $before = $sandbox.Requests.Count
        (Get-AqpWithdrawalList -First 10).Count | Should -Be 10
        $sandbox.Requests.Count - $before | Should -Be 1
    }

    It 'takes days in every form that has one meaning: <_>' -ForEach '2026-01-31', '31-01-2026', '2026/01/31', '1404/11/11' {
        { Get-AqpWithdrawalList -StartDate $_ -EndDate $_ } | Should -Not -Throw
        { Get-AqpWithdrawalList -StartDate 01/02/2026 } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
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
