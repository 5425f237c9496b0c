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

    It 'offers the open idempotency keys of the journal, the latest first, and says what they pay' {
        $path = New-JournalPath
        $other = $sandbox.Ibans[1]
        Add-JournalIntent -Path $path -Sandbox $sandbox -Key 'INV-1' -Amount 1500000 -Iban $sandbox.Ibans[0]
        Add-JournalIntent -Path $path -Sandbox $sandbox -Key 'Invoice 2' -Amount 2000 -Iban $other
        $null = New-AqpWithdrawal 9000 $other -IdempotencyKey MADE -JournalPath $path -DuplicateWindow 0 -Confirm:$false
        $keys = Complete "Resolve-AqpWithdrawal -JournalPath '$path' -IdempotencyKey "
        $keys.CompletionText | Should -Be "'Invoice 2'", 'INV-1'
        $keys[1].ToolTip | Should -BeLike "1,500,000 to $($sandbox.Ibans[0]), requested at *"

        Push-Location (Split-Path $path)
        try { (Complete "Resolve-AqpWithdrawal -JournalPath ./$(Split-Path $path -Leaf) INV-").CompletionText | Should -Be 'INV-1' }
        finally { Pop-Location }
    }

    It 'offers the open idempotency keys of the journal that goes along with a connection' {
        $path = New-JournalPath
        Add-JournalIntent -Path $path -Sandbox $sandbox -Key 'INV-1' -Amount 1000 -Iban $sandbox.Ibans[0]
        $null = $sandbox | Connect-AqpAccount -JournalPath $path
        try { (Complete 'Resolve-AqpWithdrawal -IdempotencyKey ').CompletionText | Should -Be 'INV-1' }
        finally { $null = $sandbox | Connect-AqpAccount }
    }

    Context 'of idempotency keys, with one that is open in the journal of the connected account' -Tag NeedsHome -Skip:($env:OS -eq 'Windows_NT') {
        BeforeAll {
            Set-Variable -Name credential -Value $sandbox.Credential -Scope Global
            $environment = Get-HomeEnvironment (New-ThrowAwayHome)
            Use-Environment $environment {
                $path = [Aqayepardakht.WithdrawalJournal]::DefaultPath($sandbox.Account, $sandbox.Endpoint)
                $null = New-Item -ItemType Directory (Split-Path $path)
                Add-JournalIntent -Path $path -Sandbox $sandbox -Key OPEN -Amount 1000 -Iban $sandbox.Ibans[0]
            }

            function Complete-Key([string] $Arguments) {
                $line = "Resolve-AqpWithdrawal $($Arguments -f $sandbox.Account, $sandbox.Endpoint) -IdempotencyKey "
                Use-Environment $environment { Complete $line }
            }
        }

        AfterAll {
            Remove-Variable -Name credential -Scope Global
        }

        It 'offers it: <arguments>' -ForEach @(
            @{ arguments = '' }
            @{ arguments = '-Connection {0}' }
            @{ arguments = '-Credential $credential -Endpoint {1}' }
        ) {
            (Complete-Key $arguments).CompletionText | Should -Be 'OPEN'
        }

        It 'does not offer it, nor fail, where another journal is meant: <arguments>' -ForEach @(
            @{ arguments = '-JournalPath TestDrive:/none.jsonl' }
            @{ arguments = '-JournalPath Nowhere:/none.jsonl' }
            @{ arguments = '-JournalPath TestDrive:/damaged.jsonl' }
            @{ arguments = '-Connection 404' }
            @{ arguments = '-Credential $credential' }
            @{ arguments = '-Endpoint http://' }
            @{ arguments = '-SecretName Any' }
            @{ arguments = '-JournalDatabase "Host=127.0.0.1;Database=payments"' }
        ) {
            'OPEN' | Set-Content TestDrive:/damaged.jsonl
            $requests = $sandbox.Requests.Count
            Complete-Key $arguments | Where-Object CompletionText -EQ 'OPEN' | Should -BeNullOrEmpty
            $sandbox.Requests.Count | Should -Be $requests
        }
    }

    It 'does not fail where there is nothing to offer' {
        { Complete 'New-AqpWithdrawal -Iban XX' } | Should -Not -Throw
        { Complete 'Get-AqpWithdrawal 99999' } | Should -Not -Throw
    }
}
