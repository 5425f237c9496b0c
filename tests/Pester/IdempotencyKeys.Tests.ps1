# New-AqpWithdrawal with a key: one payment a key, whatever happened to its response.

BeforeAll {
    Import-Module "$PSScriptRoot/../../Aqayepardakht.psd1"
    Import-Module "$PSScriptRoot/TestSupport.psm1"
    $iban = 'IR270170000000100324200001'

    function Invoke-Payment([string] $Key, [long] $Amount = 1000, [hashtable] $With = @{ Confirm = $false }) {
        New-AqpWithdrawal $Amount $iban -IdempotencyKey $Key -JournalPath $journal @With
    }

    # The response to the second payment is lost, and then the list cannot be read. What the account had before a request is known
    # from the first one.
    function Invoke-PaymentLeftOpen([string] $Key) {
        & {
            [pscustomobject]@{ IdempotencyKey = 'first'; Amount = 5; Iban = $iban }
            $sandbox.FailNext('DropAfterCommit', 'Request')
            $sandbox.AnswerNext(-20, 'List')
            [pscustomobject]@{ IdempotencyKey = $Key; Amount = 1000; Iban = $iban }
        } | New-AqpWithdrawal -JournalPath $journal -Confirm:$false
    }

    function Get-RequestCount { @($sandbox.Requests | Where-Object Operation -EQ Request).Count }
}

Describe 'A payment with a key' {
    BeforeEach {
        $sandbox = Start-AqpSandbox -Manual
        $null = $sandbox | Connect-AqpAccount
        $journal = Join-Path (Get-Item TestDrive:/).FullName "$([guid]::NewGuid()).jsonl"
    }

    AfterEach {
        Stop-AqpSandbox
        Disconnect-AqpAccount -All
    }

    It 'gives the same withdrawal the next time, without a request or a question' {
        $first = Invoke-Payment INV-1
        $calls = $sandbox.Requests.Count
        $result = Get-ScriptResult { Invoke-Payment INV-1 -With @{ Verbose = $true } }
        $result.Errors | Should -BeNullOrEmpty
        foreach ($column in 'Id', 'Amount', 'Iban', 'HolderName', 'BankName', 'CreatedAt', 'CreatedAtJalali') {
            $result.Output.$column | Should -BeExactly $first.$column
        }

        $result.Verbose | Should -Contain 'Idempotency key INV-1 is already used for withdrawal 11111; nothing was sent.'
        $sandbox.Requests.Operation | Select-Object -Skip $calls | Should -Be 'Details'
    }

    It 'is an error when the outcome is unknown, and the same payment settles it later' {
        $result = Get-ScriptResult { Invoke-PaymentLeftOpen INV-1 }
        $result.Output.Amount | Should -Be 5
        $result.ErrorIds | Should -Be 'AqpOutcomeUnknown'
        $result.Errors[0].CategoryInfo.Category | Should -Be 'InvalidResult'
        $result.Errors[0].TargetObject.IdempotencyKey | Should -Be 'INV-1'
        $result.Errors[0].ErrorDetails.RecommendedAction | Should -Match 'the same'

        $later = Get-ScriptResult { $result.Errors[0].TargetObject | New-AqpWithdrawal -JournalPath $journal -Confirm:$false -Verbose }
        $later.Output.Id | Should -Be 11112
        @($later.Verbose -like "The response for idempotency key INV-1 had been lost; its payment is withdrawal 11112 in the gateway's list.").Count | Should -Be 1
        $sandbox.Withdrawals.Count | Should -Be 2
        Get-RequestCount | Should -Be 2
    }

    It 'is settled by piping its journal entry in again' {
        $null = Get-ScriptResult { Invoke-PaymentLeftOpen INV-1 }
        $settled = Get-AqpWithdrawalJournal $journal -State Open | New-AqpWithdrawal -JournalPath $journal -Confirm:$false
        $settled.Id | Should -Be 11112
        Get-AqpWithdrawalJournal $journal -State Open | Should -BeNullOrEmpty
        $sandbox.Withdrawals.Count | Should -Be 2
    }

    It 'is made after the settling time when it was not, and progress shows the wait' {
        $sandbox.FailNext('DropBeforeCommit', 'Request')
        $session = [powershell]::Create()
        $null = $session.AddCommand('Import-Module').AddArgument((Join-Path (Get-RepositoryPath) 'Aqayepardakht.psd1')).Invoke()
        $session.Commands.Clear()
        $made = $session.AddCommand('New-AqpWithdrawal').AddParameters(@{
                Amount = 1000; Iban = $iban; IdempotencyKey = 'INV-1'; JournalPath = $journal; SettlingTime = 0.3; Confirm = $false
                Connection = Get-AqpConnection
            }).Invoke()
        $made.Id | Should -Be 11111
        Get-RequestCount | Should -Be 2
        $progress = $session.Streams.Progress
        ($progress | Where-Object RecordType -EQ Processing).StatusDescription | Should -Contain 'Idempotency key INV-1'
        $progress[-1].RecordType | Should -Be 'Completed'
        $session.Dispose()
    }

    It 'may have any text for its key' {
        $word = -join [char[]](0x0641, 0x0627, 0x06A9, 0x062A, 0x0648, 0x0631)
        $rows = 1..5 | ForEach-Object {
            [pscustomobject]@{ IdempotencyKey = "$word $_"; Amount = '1,000'; Iban = 'IR27 0170 0000 0010 0324 2000 01' }
        }
        $first = $rows | New-AqpWithdrawal -JournalPath $journal -Confirm:$false
        $again = $rows | New-AqpWithdrawal -JournalPath $journal -Confirm:$false
        $first.Id | Should -Be (11111..11115)
        $again.Id | Should -Be $first.Id
        $sandbox.Withdrawals.Count | Should -Be 5
    }

    It 'is not made without one where the key is empty: "<_>"' -ForEach '', '  ' {
        $rows = @(
            [pscustomobject]@{ IdempotencyKey = $_; Amount = 1000; Iban = $iban }
            [pscustomobject]@{ IdempotencyKey = 'INV-2'; Amount = 2000; Iban = $iban }
        )
        $result = Get-ScriptResult { $rows | New-AqpWithdrawal -JournalPath $journal -Confirm:$false }
        $result.ErrorIds | Should -Be 'AqpInvalidIdempotencyKey'
        $result.Errors[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        $result.Output.Amount | Should -Be 2000
        $sandbox.Withdrawals.Count | Should -Be 1
    }

    It 'can be corrected under its key when the gateway refused it' {
        $sandbox.AnswerNext(-12, 'Request')
        (Get-ScriptResult { Invoke-Payment INV-1 2000 }).ErrorIds | Should -Be 'AqpInsufficientBalance'
        (Invoke-Payment INV-1 900).Amount | Should -Be 900
    }

    It 'is refused when its key stands for another payment, and the next one is made' {
        $null = Invoke-Payment INV-1
        $rows = 'INV-1', 'INV-2' | ForEach-Object { [pscustomobject]@{ IdempotencyKey = $_; Amount = 2000; Iban = $iban } }
        $result = Get-ScriptResult { $rows | New-AqpWithdrawal -JournalPath $journal -Confirm:$false }
        $result.ErrorIds | Should -Be 'AqpIdempotencyKeyConflict'
        $result.Errors[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        "$($result.Errors[0])" | Should -BeLike "*The idempotency key 'INV-1' is already used for 1000*"
        $result.Errors[0].ErrorDetails.RecommendedAction | Should -Match 'Nothing was sent'
        $result.Output.Id | Should -Be 11112
    }
}

Describe 'A journal that cannot be used' {
    BeforeEach {
        $sandbox = Start-AqpSandbox -Manual
        $null = $sandbox | Connect-AqpAccount
        $journal = Join-Path (Get-Item TestDrive:/).FullName "$([guid]::NewGuid()).jsonl"

        function Assert-NothingPaid([string] $Id, [string] $Category) {
            $rows = 1..3 | ForEach-Object { [pscustomobject]@{ IdempotencyKey = "INV-$_"; Amount = $_; Iban = $iban } }
            $result = Get-ScriptResult { $rows | New-AqpWithdrawal -JournalPath $journal -Confirm:$false }
            $result.Ended | Should -BeTrue
            $result.ErrorIds | Should -Be $Id
            $result.Errors[0].CategoryInfo.Category | Should -Be $Category
            $result.Errors[0].TargetObject.IdempotencyKey | Should -Be 'INV-1'
            Get-RequestCount | Should -Be 0
            $result.Errors[0]
        }
    }

    AfterEach {
        Stop-AqpSandbox
        Disconnect-AqpAccount -All
    }

    It 'ends the pipeline before any request: <id>' -ForEach @(
        @{ id = 'AqpJournalDamaged'; category = 'InvalidData'; content = 'damaged' }
        @{ id = 'AqpJournalNewer'; category = 'InvalidData'; content = '{"v":2,"type":"journal"}' }
        @{
            id = 'AqpJournalOfAnotherAccount'; category = 'InvalidOperation'
            content = '{"v":1,"type":"journal","at":"2026-03-21T08:00:00+00:00","account":"1",' +
                '"endpoint":"https://panel.aqayepardakht.ir/api/v2/withdraw/"}'
        }
    ) {
        [System.IO.File]::WriteAllText($journal, "$content`n")
        $null = Assert-NothingPaid $id $category
        [System.IO.File]::ReadAllText($journal) | Should -BeExactly "$content`n"
    }

    It 'ends the pipeline before any call when it was <_>' -ForEach 'deleted', 'cut', 'restored' {
        $null = Invoke-Payment INV-1
        $backup = [System.IO.File]::ReadAllText($journal)
        $null = Invoke-Payment INV-2
        $made = $sandbox.Requests.Count
        switch ($_) {
            deleted { Remove-Item $journal }
            cut { [System.IO.File]::WriteAllText($journal, $backup.Substring(0, 150)) }
            restored { [System.IO.File]::WriteAllText($journal, $backup) }
        }

        $rows = 'INV-2', 'INV-3' | ForEach-Object { [pscustomobject]@{ IdempotencyKey = $_; Amount = 1000; Iban = $iban } }
        $result = Get-ScriptResult { $rows | New-AqpWithdrawal -JournalPath $journal -Confirm:$false }
        $result.Ended | Should -BeTrue
        $result.ErrorIds | Should -Be 'AqpJournalLostLines'
        $result.Errors[0].CategoryInfo.Category | Should -Be 'InvalidData'
        $result.Errors[0].ErrorDetails.RecommendedAction | Should -Match 'Put the file back as it was'
        $sandbox.Requests.Count | Should -Be $made
        { Invoke-Payment INV-2 -With @{ WhatIf = $true } } | Should -Throw -ErrorId 'AqpJournalLostLines,*'
    }

    It 'ends the pipeline before any request when its lock keeps nobody out' -Tag NeedsUnix -Skip:(-not ($IsLinux -or $IsMacOS)) {
        # As on a mount without locks, where the runtime opens a file for everybody without a word.
        $environment = (Get-SandboxEnvironment $sandbox) + @{ DOTNET_SYSTEM_IO_DISABLEFILELOCKING = '1'; AQP_TEST_JOURNAL = $journal }
        $child = Invoke-ChildShell ($ConnectScript + @"
            try { New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -JournalPath `$env:AQP_TEST_JOURNAL -Confirm:`$false }
            catch { `$_.FullyQualifiedErrorId }
"@) $environment
        $child.Text | Should -Match '^AqpJournalNotLocked,'
        $sandbox.Withdrawals.Count | Should -Be 0
    }

    It 'ends the pipeline before any request when its place cannot be written' {
        $journal = "$journal/none/journal.jsonl"
        $failure = Assert-NothingPaid 'AqpJournalNotUsable' 'WriteError'
        $failure.ErrorDetails.RecommendedAction | Should -Match '-JournalPath'
    }

    # env:JOURNAL, with its $ forgotten, would be a new journal called JOURNAL.
    It 'ends the pipeline before any request when its path leads to no file: <_>' -ForEach @(
        'env:JOURNAL', 'nosuch:\journal.jsonl', 'nosuch::journal.jsonl', 'variable:journal'
    ) {
        $journal = $_
        $null = Assert-NothingPaid 'AqpNotAFilePath' 'InvalidArgument'
        { Get-AqpWithdrawalJournal $journal } | Should -Throw -ErrorId 'AqpNotAFilePath,*'
        { Start-AqpSandbox -LedgerPath $journal } | Should -Throw -ErrorId 'AqpNotAFilePath,*'
    }
}
