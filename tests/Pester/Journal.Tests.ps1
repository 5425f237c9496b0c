# A payout file that is run again after any accident pays every row exactly once.

BeforeAll {
    Import-Module "$PSScriptRoot/../../Aqayepardakht.psd1"
    Import-Module "$PSScriptRoot/TestSupport.psm1"
    $iban = 'IR270170000000100324200001'

    function New-PayoutFile([int] $Count) {
        $path = Join-Path (Get-Item TestDrive:/).FullName ([guid]::NewGuid().ToString('N') + '.csv')
        1..$Count | ForEach-Object { [pscustomobject]@{ IdempotencyKey = 'INV-{0:000}' -f $_; Amount = 1000 + $_; Iban = $iban } } |
            Export-Csv $path -NoTypeInformation
        $path
    }

    function Assert-PaidOnce([int] $Count) {
        ($sandbox.Withdrawals | Sort-Object Amount).Amount | Should -Be (1001..(1000 + $Count))
    }
}

Describe 'A payout file that is run again' {
    BeforeEach {
        $sandbox = Start-AqpSandbox -Manual
        $null = $sandbox | Connect-AqpAccount
        $file = New-PayoutFile 10
        $journal = "$file.jsonl"
    }

    AfterEach {
        Stop-AqpSandbox
        Disconnect-AqpAccount -All
    }

    It 'pays nothing twice and gives back the same withdrawals' {
        $first = Import-Csv $file | New-AqpWithdrawal -JournalPath $journal -Confirm:$false
        $requests = @($sandbox.Requests | Where-Object Operation -EQ Request).Count
        $second = Import-Csv $file | New-AqpWithdrawal -JournalPath $journal -Confirm:$false
        $second.Id | Should -Be $first.Id
        $second.CreatedAt | Should -Be $first.CreatedAt
        @($sandbox.Requests | Where-Object Operation -EQ Request).Count | Should -Be $requests
        Assert-PaidOnce 10
    }

    It 'needs no consent for what is paid already' {
        $null = Import-Csv $file | New-AqpWithdrawal -JournalPath $journal -Confirm:$false
        $child = Invoke-ChildShell ($ConnectScript + "(Import-Csv '$file' | New-AqpWithdrawal -JournalPath '$journal').Count") (Get-SandboxEnvironment $sandbox)
        $child.Text | Should -Be '10'
    }

    It 'settles every response that was lost, whether the withdrawal was made or not: <_>' -ForEach @(
        'DropAfterCommit', 'DropBeforeCommit', 'CutAnswer', 'BrokenJson', 'ServerErrorAfterCommit', 'BadGatewayHtml', 'DisruptedAfterCommit', 'DisruptedBeforeCommit'
    ) {
        $sandbox.FailNext($_, 'Request')
        $made = Import-Csv $file | Select-Object -First 3 | New-AqpWithdrawal -JournalPath $journal -SettlingTime 1 -Confirm:$false
        $made.Count | Should -Be 3
        Assert-PaidOnce 3
        (Get-AqpWithdrawalJournal $journal).State | Should -Be 'Made', 'Made', 'Made'
    }

    It 'is killed, and pays the rest' {
        $slow = Start-AqpSandbox -Manual -Latency 0.1
        $sandbox = $slow
        $script = $ConnectScript + "Import-Csv '$file' | New-AqpWithdrawal -JournalPath '$journal' -TimeoutSec 5 -Confirm:`$false"
        $child = Start-ChildShell $script (Get-SandboxEnvironment $slow)
        while ($slow.Withdrawals.Count -lt 3 -and -not $child.HasExited) { Start-Sleep -Milliseconds 5 }
        $child.HasExited | Should -BeFalse -Because (Get-ChildOutput $child)
        Stop-Process -Id $child.Id -Force
        $child.WaitForExit()
        $slow.Withdrawals.Count | Should -BeGreaterOrEqual 3
        $slow.Withdrawals.Count | Should -BeLessThan 10

        $null = $slow | Connect-AqpAccount
        $made = Import-Csv $file | New-AqpWithdrawal -JournalPath $journal -SettlingTime 1 -TimeoutSec 1 -Confirm:$false
        $made.Count | Should -Be 10
        ($made.Id | Sort-Object -Unique).Count | Should -Be 10
        Assert-PaidOnce 10
        (Get-AqpWithdrawalJournal $journal).State | Should -Be (@('Made') * 10)
    }

    It 'is run by two shells at the same time' {
        $script = $ConnectScript + "(Import-Csv '$file' | New-AqpWithdrawal -JournalPath '$journal' -Confirm:`$false -WarningAction SilentlyContinue).Count"
        $children = 1..2 | ForEach-Object { Start-ChildShell $script (Get-SandboxEnvironment $sandbox) }
        $children | ForEach-Object { $_.WaitForExit() }
        $children | ForEach-Object { Get-ChildOutput $_ | Should -Be '10' }
        Assert-PaidOnce 10
        @(Get-AqpWithdrawalJournal $journal -State Made).Count | Should -Be 10
    }

    It 'keeps a journal that was torn by a crash' {
        $null = Import-Csv $file | Select-Object -First 2 | New-AqpWithdrawal -JournalPath $journal -Confirm:$false
        [System.IO.File]::AppendAllText($journal, '{"v":1,"type":"inte')
        $made = Import-Csv $file | New-AqpWithdrawal -JournalPath $journal -Confirm:$false
        $made.Count | Should -Be 10
        Assert-PaidOnce 10
    }

    It 'is refused when the journal belongs to another account' {
        $null = Import-Csv $file | Select-Object -First 1 | New-AqpWithdrawal -JournalPath $journal -Confirm:$false
        $null = Start-AqpSandbox -Manual | Connect-AqpAccount
        { Import-Csv $file | New-AqpWithdrawal -JournalPath $journal -Confirm:$false } | Should -Throw -ErrorId 'AqpJournalOfAnotherAccount,*'
    }
}

Describe 'Get-AqpWithdrawalJournal' {
    BeforeAll {
        $sandbox = Start-AqpSandbox -Manual -Balance 5000
        $null = $sandbox | Connect-AqpAccount
        $journal = Join-Path (Get-Item TestDrive:/).FullName 'audit.jsonl'
        $made = New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -JournalPath $journal -Confirm:$false
        New-AqpWithdrawal 9000 $iban -IdempotencyKey INV-2 -JournalPath $journal -Confirm:$false -ErrorAction SilentlyContinue
        $sandbox.FailNext('DropAfterCommit', 'Request')
        $adopted = New-AqpWithdrawal 1001 $iban -IdempotencyKey PAY-3 -JournalPath $journal -Confirm:$false
    }

    AfterAll {
        Stop-AqpSandbox
        Disconnect-AqpAccount -All
    }

    It 'exports as an audit trail' {
        Get-AqpWithdrawalJournal $journal | Export-Csv TestDrive:/audit.csv -NoTypeInformation -Encoding (Get-CsvEncoding)
        $rows = Import-Csv TestDrive:/audit.csv -Encoding UTF8
        $rows.IdempotencyKey | Should -Be 'INV-1', 'INV-2', 'PAY-3'
        $rows.State | Should -Be 'Made', 'Refused', 'Made'
        $rows.Amount | Should -Be '1000', '9000', '1001'
        $rows.Id | Should -Be "$($made.Id)", '', "$($adopted.Id)"
        $rows.GatewayCode | Should -Be '', '-12', ''
        $rows.Adopted | Should -Be 'False', 'False', 'True'
        $rows[0].PSObject.Properties.Name | Should -Be @(
            'IdempotencyKey', 'State', 'Amount', 'Iban', 'Id', 'RequestedAt', 'SettledAt', 'GatewayCode', 'Adopted', 'Reason', 'ResolvedBy')
    }

    It 'has the entries in the order of their first use, typed' {
        $entries = Get-AqpWithdrawalJournal $journal
        $entries | Should -BeOfType Aqayepardakht.JournalEntry
        $entries.IdempotencyKey | Should -Be 'INV-1', 'INV-2', 'PAY-3'
        $entries.Iban | Should -Be $iban, $iban, $iban
        $entries.Id | Should -Be $made.Id, $null, $adopted.Id
        $entries.GatewayCode | Should -Be $null, -12, $null
    }

    It 'writes nothing and calls nobody' {
        $before = [System.IO.File]::ReadAllText($journal)
        $calls = $sandbox.Requests.Count
        (Get-AqpWithdrawalJournal $journal).Count | Should -Be 3
        [System.IO.File]::ReadAllText($journal) | Should -BeExactly $before
        $sandbox.Requests.Count | Should -Be $calls
    }

    It 'filters by state and key' {
        (Get-AqpWithdrawalJournal $journal -State Refused).IdempotencyKey | Should -Be 'INV-2'
        (Get-AqpWithdrawalJournal $journal -State Made, Refused).Count | Should -Be 3
        (Get-AqpWithdrawalJournal $journal -IdempotencyKey INV-*).IdempotencyKey | Should -Be 'INV-1', 'INV-2'
        (Get-AqpWithdrawalJournal $journal -IdempotencyKey INV-1, PAY-3).IdempotencyKey | Should -Be 'INV-1', 'PAY-3'
        (Get-AqpWithdrawalJournal $journal -IdempotencyKey INV-* -State Made).IdempotencyKey | Should -Be 'INV-1'
        Get-AqpWithdrawalJournal $journal -IdempotencyKey inv-1 | Should -BeNullOrEmpty
        Get-AqpWithdrawalJournal $journal -State Open | Should -BeNullOrEmpty
        Get-AqpWithdrawalJournal $journal -State NotMade | Should -BeNullOrEmpty
    }

    It 'pipes into Get-AqpWithdrawal by id' {
        (Get-AqpWithdrawalJournal $journal -State Made | Get-AqpWithdrawal).Amount | Should -Be 1000, 1001
    }

    It 'reads a payout file''s keys from its rows' {
        ([pscustomobject]@{ IdempotencyKey = 'PAY-3'; Amount = 1 } | Get-AqpWithdrawalJournal $journal).Id | Should -Be $adopted.Id
    }
}

Describe 'Get-AqpWithdrawalJournal without a journal' {
    AfterEach {
        Stop-AqpSandbox
        Disconnect-AqpAccount -All -ErrorAction SilentlyContinue
    }

    It 'says which file is not there' {
        $path = Join-Path (Get-Item TestDrive:/).FullName 'nowhere.jsonl'
        $result = Get-ScriptResult { Get-AqpWithdrawalJournal $path }
        $result.Ended | Should -BeTrue
        $result.ErrorIds | Should -Be 'AqpJournalNotFound'
        $result.Errors[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        "$($result.Errors[0])".Contains($path) | Should -BeTrue
    }

    It 'has no entries for an account that has never paid with a key' {
        $null = Start-AqpSandbox -Manual | Connect-AqpAccount
        Get-AqpWithdrawalJournal | Should -BeNullOrEmpty
    }

    It 'does not guess whose journal is meant' {
        $result = Get-ScriptResult { Get-AqpWithdrawalJournal }
        $result.ErrorIds | Should -Be 'AqpNotConnected'
        $result.Errors[0].ErrorDetails.RecommendedAction | Should -Match 'Connect-AqpAccount'
    }
}

Describe 'The journal that nobody named' {
    It 'is one a user and account, and found again' -Tag NeedsHome -Skip:($env:OS -eq 'Windows_NT') {
        $sandbox = Start-AqpSandbox -Manual
        $home1 = New-ThrowAwayHome
        $environment = (Get-SandboxEnvironment $sandbox) + (Get-HomeEnvironment $home1)
        $script = $ConnectScript + "New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -Confirm:`$false 3>&1 | ForEach-Object { `$_.GetType().Name }; Get-AqpWithdrawalJournal | ForEach-Object { ""`$(`$_.IdempotencyKey) `$(`$_.State)"" }"
        (Invoke-ChildShell $script $environment).Lines | Should -Be 'WarningRecord', 'KeyedWithdrawal', 'INV-1 Made'
        (Invoke-ChildShell $script $environment).Lines | Should -Be 'KeyedWithdrawal', 'INV-1 Made'
        $sandbox.Withdrawals.Count | Should -Be 1
        @(Get-ChildItem $home1 -Recurse -File -Force -Filter *.jsonl).Name | Should -BeLike "$($sandbox.Account)@127.0.0.1*.jsonl"
        Stop-AqpSandbox
    }
    It 'is for the user alone with a umask of <umask>, whether its folder is there or not' -Tag NeedsLinux -Skip:(-not $IsLinux) -ForEach @(
        @{ umask = '000' }
        @{ umask = '022' }
        @{ umask = '077' }
    ) {
        $sandbox = Start-AqpSandbox -Manual
        $ownHome = New-ThrowAwayHome
        $environment = (Get-SandboxEnvironment $sandbox) + (Get-HomeEnvironment $ownHome)
        $script = $ConnectScript + @"
function Get-Mode { Get-ChildItem `$HOME/.local/state -Recurse -Force | ForEach-Object { "`$(`$_.UnixMode) `$(`$_.Extension)" } }
`$null = New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -Confirm:`$false 3>&1
Get-Mode
Get-ChildItem `$HOME -Recurse -Force -File -Filter *.jsonl* | Remove-Item
`$null = New-AqpWithdrawal 2000 $iban -IdempotencyKey INV-2 -Confirm:`$false 3>&1
Get-Mode
"umask `$(sh -c umask)"
(Get-ChildItem `$HOME -Recurse -Force -File -Filter *.lock).Length
"@
        $modes = 'drwx------ ', 'drwx------ ', '-rw------- .jsonl', '-rw------- .lock'
        $child = Invoke-ChildShell $script $environment -Umask $umask
        $child.Lines | Select-Object -SkipLast 1 | Should -Be ($modes + $modes + "umask 0$umask") -Because $child.Text
        [int]$child.Lines[-1] | Should -BeGreaterThan 0 -Because 'the lock holds the mark'
        Stop-AqpSandbox
    }
}
