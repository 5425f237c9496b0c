# Tab completes what the session knows.

BeforeAll {
    Import-Module "$PSScriptRoot/../../Aqayepardakht.psd1"
    Import-Module "$PSScriptRoot/TestSupport.psm1"
    $sandbox = Start-AqpSandbox -Manual
    $null = $sandbox | Connect-AqpAccount
    $sandbox.AddWithdrawals(2)
    $list = Get-AqpWithdrawalList

    function Complete([string] $Line) {
        (TabExpansion2 $Line $Line.Length).CompletionMatches
    }
}

AfterAll {
    Stop-AqpSandbox
    Disconnect-AqpAccount -All
}

Describe 'Completion' {
    It 'offers states, operations and faults' {
        (Complete 'Get-AqpWithdrawalList -Status ').CompletionText | Should -Be 'Cancelled', 'Paid', 'Pending'
        (Complete 'Get-AqpErrorCode -Operation ').CompletionText | Should -Contain 'Request'
        (Complete 'Start-AqpSandbox -Fault Hang').CompletionText | Should -Be 'Hang', 'HangAfterCommit'
        (Complete 'Get-AqpWithdrawalJournal -State ').CompletionText | Should -Contain 'Open'
    }

    It 'offers the IBANs that the session has seen' {
        (Complete 'New-AqpWithdrawal 1000 ').CompletionText | Should -Contain $sandbox.Ibans[0]
        (Complete 'New-AqpWithdrawal -Iban IR30012').CompletionText | Should -Be 'IR300120000000003412345678'
    }

    It 'offers the ids that the session has seen, and says what they are' {
        foreach ($command in @(
                'Get-AqpWithdrawal ', 'Wait-AqpWithdrawal -Id ', 'Resolve-AqpWithdrawal INV-1 -Id ', 'New-AqpWithdrawal -NotDuplicateOf '
            )) {
            $matches1 = Complete $command
            $matches1.CompletionText | Should -Contain "$($list[0].Id)"
            ($matches1 | Where-Object CompletionText -EQ "$($list[0].Id)").ToolTip | Should -BeLike "*to $($list[0].Iban), Paid, *"
        }
    }

    It 'offers a withdrawal that was just made first' {
        $made = New-AqpWithdrawal 1000 $sandbox.Ibans[0] -Confirm:$false
        @(Complete 'Get-AqpWithdrawal ')[0].CompletionText | Should -Be "$($made.Id)"
    }

    It 'offers the connected accounts' {
        foreach ($command in 'Get-AqpWithdrawalList -Connection ', 'Get-AqpConnection ', 'Disconnect-AqpAccount ') {
            (Complete $command).CompletionText | Should -Contain $sandbox.Account
        }
    }

    It 'offers error codes and says what they mean' {
        $codes = Complete 'Get-AqpErrorCode -Code '
        $codes.Count | Should -Be 20
        ($codes | Where-Object CompletionText -EQ '-12').ToolTip | Should -Match 'balance'
    }

    It 'does not fail where there is nothing to offer' {
        { Complete 'New-AqpWithdrawal -Iban XX' } | Should -Not -Throw
        { Complete 'Get-AqpWithdrawal 99999' } | Should -Not -Throw
    }
}
