# What keeps a payment from being made twice where the journal alone cannot: the look at the list before each request, and what is
# done about keys that are missing, mangled, repeated or alike.

BeforeAll {
    Import-Module "$PSScriptRoot/../../Aqayepardakht.psd1"
    Import-Module "$PSScriptRoot/TestSupport.psm1"
    $iban = 'IR270170000000100324200001'
    $other = 'IR300120000000003412345678'

    function Get-RequestCount {
        @($sandbox.Requests | Where-Object Operation -EQ Request).Count
    }

    function Get-Row([string[]] $Key, [long] $FirstAmount = 1000) {
        foreach ($one in $Key) {
            [pscustomobject]@{ IdempotencyKey = $one; Amount = $FirstAmount; Iban = $iban }
            $FirstAmount++
        }
    }
}

Describe 'A payment that the list may already have' {
    BeforeEach {
        $sandbox = Start-AqpSandbox -Manual
        $null = $sandbox | Connect-AqpAccount
        $journal = New-JournalPath
    }

    AfterEach {
        Stop-AqpSandbox
        Disconnect-AqpAccount -All
    }

    It 'is not made from another journal, and the error says what is known and what to do' {
        $null = New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -JournalPath $journal -Confirm:$false
        $result = Get-ScriptResult { New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -JournalPath (New-JournalPath) -Confirm:$false }
        $result.ErrorIds | Should -Be 'AqpPossibleDuplicate'
        $failure = $result.Errors[0]
        $failure.CategoryInfo.Category | Should -Be 'ResourceExists'
        $failure.Exception.Existing.Id | Should -Be 11111
        $failure.TargetObject.IdempotencyKey | Should -Be 'INV-1'
        "$failure" | Should -BeLike "*withdrawal 11111 of 1,000 to $iban (Pending, requested at 14*Nothing was sent.*"
        $failure.ErrorDetails.RecommendedAction | Should -Match "Resolve-AqpWithdrawal -IdempotencyKey 'INV-1' -Id 11111"
        $failure.ErrorDetails.RecommendedAction | Should -Match '-NotDuplicateOf 11111'
        Get-RequestCount | Should -Be 1
    }

    It 'is not made by another user' -Tag NeedsHome -Skip:($env:OS -eq 'Windows_NT') {
        $script = $ConnectScript + @"
`$quiet = @{ ErrorAction = 'SilentlyContinue'; ErrorVariable = 'failed'; WarningAction = 'SilentlyContinue' }
New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -Confirm:`$false @quiet | ForEach-Object { "`$(`$_.Origin) `$(`$_.Id)" }
`$failed | ForEach-Object { `$_.FullyQualifiedErrorId.Split(',')[0] }
"@
        $one = Get-HomeEnvironment (New-ThrowAwayHome)
        $another = Get-HomeEnvironment (New-ThrowAwayHome)
        $said = foreach ($environment in $one, $another, $one) {
            (Invoke-ChildShell $script ((Get-SandboxEnvironment $sandbox) + $environment)).Text
        }

        $said | Should -Be 'Requested 11111', 'AqpPossibleDuplicate', 'Recorded 11111'
        Get-RequestCount | Should -Be 1
    }

    It 'is not made without a key, after one with a key or without: <first>' -ForEach @(
        @{ first = 'with'; settings = @{ IdempotencyKey = 'INV-1' } }
        @{ first = 'without'; settings = @{} }
    ) {
        if ($settings.Count) { $settings = $settings + @{ JournalPath = New-JournalPath } }
        $null = New-AqpWithdrawal 1000 $iban -Confirm:$false @settings
        $result = Get-ScriptResult { New-AqpWithdrawal 1000 $iban -JournalPath $journal -Confirm:$false }
        $result.ErrorIds | Should -Be 'AqpPossibleDuplicate'
        Get-RequestCount | Should -Be 1

        # Without a key there is nothing that could be resolved.
        $advice = $result.Errors[0].ErrorDetails.RecommendedAction
        $advice | Should -BeLike '*already made as withdrawal 11111*nothing to do*-NotDuplicateOf 11111*'
        $advice | Should -Not -Match 'Resolve-AqpWithdrawal'
    }

    It 'is recorded as the same one by the command that the error gives' {
        $null = New-AqpWithdrawal 1000 $iban -Confirm:$false
        $key = "Invoice 1's"
        $result = Get-ScriptResult { New-AqpWithdrawal 1000 $iban -IdempotencyKey $key -JournalPath $journal -Confirm:$false }
        $command = [regex]::Match($result.Errors[0].ErrorDetails.RecommendedAction, 'Resolve-AqpWithdrawal .+ -Id \d+').Value
        $null = & ([scriptblock]::Create("$command -JournalPath '$journal' -Confirm:`$false"))
        (Get-AqpWithdrawalJournal $journal).IdempotencyKey | Should -Be $key
        (New-AqpWithdrawal 1000 $iban -IdempotencyKey $key -JournalPath $journal -Confirm:$false).Id | Should -Be 11111
        Get-RequestCount | Should -Be 1
    }

    It 'is another payment to every row of a command that names it as one' {
        $null = New-AqpWithdrawal 1000 $iban -Confirm:$false
        $result = Get-ScriptResult {
            'A', 'B' | ForEach-Object { [pscustomobject]@{ IdempotencyKey = $_; Amount = 1000; Iban = $iban } } |
                New-AqpWithdrawal -JournalPath $journal -NotDuplicateOf 11111 -Confirm:$false
        }
        $result.Errors | Should -BeNullOrEmpty
        $result.Output.IdempotencyKey | Should -Be 'A', 'B'
    }

    It 'does not keep the other rows of a file from being made' {
        $null = New-AqpWithdrawal 1001 $iban -Confirm:$false
        $result = Get-ScriptResult { Get-Row A, B, C | New-AqpWithdrawal -JournalPath $journal -Confirm:$false }
        $result.ErrorIds | Should -Be 'AqpPossibleDuplicate'
        $result.Errors[0].TargetObject.IdempotencyKey | Should -Be 'B'
        $result.Output.IdempotencyKey | Should -Be 'A', 'C'
    }

    It 'is foreseen by -WhatIf: <how>' -ForEach @(
        @{ how = 'with a key'; settings = @{ IdempotencyKey = 'INV-1' } }
        @{ how = 'without a key'; settings = @{} }
    ) {
        $null = New-AqpWithdrawal 1000 $iban -Confirm:$false
        $result = Get-ScriptResult { New-AqpWithdrawal 1000 $iban -JournalPath $journal -WhatIf @settings }
        $result.ErrorIds | Should -Be 'AqpPossibleDuplicate'
        Get-RequestCount | Should -Be 1
        Test-Path $journal | Should -BeFalse
    }

    It 'is made when the one in the list is named as another payment' {
        $sandbox.AddWithdrawals(1)
        $known = New-AqpWithdrawal 1000 $iban -Confirm:$false
        $second = New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-2 -JournalPath $journal -NotDuplicateOf $known.Id -Confirm:$false
        $second.Origin | Should -Be 'Requested'

        # Only those that are named are known.
        $settings = @{ JournalPath = New-JournalPath; Confirm = $false }
        $result = Get-ScriptResult { New-AqpWithdrawal 1000 $iban -NotDuplicateOf $known.Id @settings }
        $result.Errors[0].Exception.Existing.Id | Should -Be $second.Id
        (New-AqpWithdrawal 1000 $iban -NotDuplicateOf $known.Id, $second.Id @settings).Amount | Should -Be 1000
        Get-RequestCount | Should -Be 3
    }

    It 'is made when the window is zero' {
        1..2 | ForEach-Object { $null = New-AqpWithdrawal 1000 $iban -DuplicateWindow 0 -Confirm:$false }
        $null = New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -JournalPath $journal -DuplicateWindow 0 -Confirm:$false
        $sandbox.Withdrawals.Count | Should -Be 3
    }

    It 'is made when the one in the list has another amount or IBAN, was cancelled, or is claimed by a key of this journal' {
        $null = New-AqpWithdrawal 1001 $iban -Confirm:$false
        $null = New-AqpWithdrawal 1000 $other -Confirm:$false
        $cancelled = New-AqpWithdrawal 1000 $iban -Confirm:$false
        $sandbox.Cancel($cancelled.Id, 'no')
        foreach ($key in 'INV-1', 'INV-2') {
            (New-AqpWithdrawal 1000 $iban -IdempotencyKey $key -JournalPath $journal -Confirm:$false).Origin | Should -Be 'Requested'
        }
    }

    It 'is not made while the list cannot be read' {
        $sandbox.FailNext('ServiceUnavailable', 'List', 3)
        $result = Get-ScriptResult { New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -JournalPath $journal -Confirm:$false }
        $result.Errors.Count | Should -Be 1
        $result.Output | Should -BeNullOrEmpty
        Get-RequestCount | Should -Be 0
        (New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -JournalPath $journal -Confirm:$false).Origin | Should -Be 'Requested'
    }

    It 'is looked for once for many rows that come within seconds' {
        $null = Get-Row (1..5 | ForEach-Object { "INV-$_" }) | New-AqpWithdrawal -JournalPath $journal -Confirm:$false
        @($sandbox.Requests | Where-Object Operation -EQ List).Count | Should -BeLessThan 5
        Get-RequestCount | Should -Be 5
    }
}

Describe 'Keys that would pay twice, or never' {
    BeforeEach {
        $sandbox = Start-AqpSandbox -Manual
        $null = $sandbox | Connect-AqpAccount
        $journal = New-JournalPath
    }

    AfterEach {
        Stop-AqpSandbox
        Disconnect-AqpAccount -All
    }

    It 'are refused when they were given and are nothing: <what>' -ForEach @(
        @{ what = 'null'; key = $null }
        @{ what = 'empty'; key = '' }
        @{ what = 'a property that the row does not have'; key = ([pscustomobject]@{ InvoiceNo = 7 }).InvocieNo }
    ) {
        1..2 | ForEach-Object {
            (Get-ScriptResult { New-AqpWithdrawal 1000 $iban -IdempotencyKey $key -JournalPath $journal -Confirm:$false }).ErrorIds |
                Should -Be 'AqpInvalidIdempotencyKey'
        }
        $sandbox.Requests.Count | Should -Be 0
    }

    It 'are asked for when rows have no column of them, before anything is sent' {
        $rows = 1..3 | ForEach-Object { [pscustomobject]@{ Amount = $_; Iban = $iban; 'Idempotency Key' = "INV-$_" } }
        $result = Get-ScriptResult { $rows | New-AqpWithdrawal -JournalPath $journal -Confirm:$false }
        $result.Ended | Should -BeTrue
        $result.ErrorIds | Should -Be 'AqpIdempotencyKeyMissing'
        $result.Errors[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        $result.Errors[0].TargetObject.Amount | Should -Be '1'
        $result.Errors[0].ErrorDetails.RecommendedAction | Should -Match '-AllowUnkeyed'
        $sandbox.Requests.Count | Should -Be 0

        ($rows | New-AqpWithdrawal -AllowUnkeyed -JournalPath $journal -Confirm:$false).Amount | Should -Be 1, 2, 3
    }

    It 'are not asked for when one payment is typed' {
        (Get-ScriptResult { New-AqpWithdrawal 1000 $iban -Confirm:$false }).Errors | Should -BeNullOrEmpty
    }

    It 'are read from a file with Persian headings' {
        $key = -join [char[]](0x0634, 0x0645, 0x0627, 0x0631, 0x0647, 0x20, 0x0641, 0x0627, 0x06A9, 0x062A, 0x0648, 0x0631)
        $made = [pscustomobject]@{ Amount = 1000; Iban = $iban; $key = 'INV-1' } | New-AqpWithdrawal -JournalPath $journal -Confirm:$false
        $made.IdempotencyKey | Should -Be 'INV-1'
    }

    It 'are refused as a spreadsheet mangles them: <_>' -ForEach @(
        '1E+05', '1.2E+10', '1,2e+10', '-3E-04', '#N/A', '#REF!', '#VALUE!', '#NAME?', '########'
    ) {
        $result = Get-ScriptResult { Get-Row $_, 'INV-2' | New-AqpWithdrawal -JournalPath $journal -Confirm:$false }
        $result.ErrorIds | Should -Be 'AqpInvalidIdempotencyKey'
        "$($result.Errors[0])" | Should -Match 'spreadsheet'
        $result.Output.IdempotencyKey | Should -Be 'INV-2'
    }

    It 'are taken where they only resemble those: <_>' -ForEach 'E+05', '1E05', 'INV-1E+05', '#12', 'N/A' {
        (Get-Row $_ | New-AqpWithdrawal -JournalPath $journal -Confirm:$false).IdempotencyKey | Should -BeExactly $_
    }

    It 'are one to a person who cannot see the difference: <what>' -ForEach @(
        @{ what = 'case'; first = 'INV-1'; second = 'inv-1' }
        @{ what = 'Persian digits'; first = 'D-1405'; second = "D-$([char]0x06F1)$([char]0x06F4)$([char]0x06F0)$([char]0x06F5)" }
        @{ what = 'Arabic digits'; first = 'D-1405'; second = "D-$([char]0x0661)$([char]0x0664)$([char]0x0660)$([char]0x0665)" }
        @{ what = 'yeh'; first = "$([char]0x06CC)-1"; second = "$([char]0x064A)-1" }
        @{ what = 'kaf'; first = "$([char]0x06A9)-1"; second = "$([char]0x0643)-1" }
        @{ what = 'composition'; first = "$([char]0x00E9)-1"; second = "e$([char]0x0301)-1" }
        @{ what = 'zeros in front'; first = '001'; second = '1' }
        @{ what = 'a fraction of zero'; first = '1405001'; second = '1405001.0' }
        @{ what = 'two spaces'; first = 'INV 1'; second = 'INV  1' }
        @{ what = 'a hard space'; first = 'INV 1'; second = "INV$([char]0x00A0)1" }
        @{ what = 'an apostrophe'; first = '0117'; second = "'0117" }
    ) {
        $null = Get-Row $first | New-AqpWithdrawal -JournalPath $journal -Confirm:$false
        $requests = Get-RequestCount
        foreach ($preview in $true, $false) {
            $result = Get-ScriptResult { Get-Row $second 5000 | New-AqpWithdrawal -JournalPath $journal -Confirm:$false -WhatIf:$preview }
            $result.ErrorIds | Should -Be 'AqpIdempotencyKeyLooksLike'
            $result.Errors[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
            "$($result.Errors[0])" | Should -Match ([regex]::Escape("'$first'"))
            $result.Output | Should -BeNullOrEmpty
        }

        # The one that was first is still what it was.
        (Get-Row $first | New-AqpWithdrawal -JournalPath $journal -Confirm:$false).Origin | Should -Be 'Recorded'
        Get-RequestCount | Should -Be $requests
    }

    It 'are two to a person who can: <first>, <second>' -ForEach @(
        @{ first = 'INV-1'; second = 'INV-10' }
        @{ first = '1.5'; second = '15' }
        @{ first = 'INV-001'; second = 'INV-1' }
        @{ first = 'INV1'; second = 'INV 1' }
    ) {
        (Get-Row $first, $second | New-AqpWithdrawal -JournalPath $journal -Confirm:$false).Origin | Should -Be 'Requested', 'Requested'
    }

    It 'are an error where they stand in a second row, and the rows after it are paid: <again>' -ForEach @(
        @{ again = 'INV-1' }
        @{ again = ' INV-1 ' }
        @{ again = 'inv-1' }
    ) {
        $result = Get-ScriptResult { Get-Row 'INV-1', $again, 'INV-2' | New-AqpWithdrawal -JournalPath $journal -Confirm:$false }
        $result.Ended | Should -BeFalse
        $result.ErrorIds | Should -Be 'AqpIdempotencyKeyRepeated'
        $result.Errors[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        $result.Errors[0].TargetObject.Amount | Should -Be '1001'
        $result.Output.Amount | Should -Be 1000, 1002

        # The same rows piped in again say the same, whatever is paid by then.
        (Get-ScriptResult { Get-Row 'INV-1', $again, 'INV-2' | New-AqpWithdrawal -JournalPath $journal -Confirm:$false }).ErrorIds |
            Should -Be 'AqpIdempotencyKeyRepeated'
        Get-RequestCount | Should -Be 2
    }
}

Describe 'A key that is paid' {
    BeforeEach {
        $sandbox = Start-AqpSandbox -Manual
        $null = $sandbox | Connect-AqpAccount
        $journal = New-JournalPath
        $null = New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -JournalPath $journal -Confirm:$false
    }

    AfterEach {
        Stop-AqpSandbox
        Disconnect-AqpAccount -All
    }

    It 'shows what became of the withdrawal since' {
        $sandbox.Pay(11111)
        $result = Get-ScriptResult { New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -JournalPath $journal -Confirm:$false }
        $result.Output.Status | Should -Be 'Paid'
        $result.Output.TrackingNumber | Should -Match '^\d{18}$'
        $result.Output.Origin | Should -Be 'Recorded'
        $result.Warnings | Should -BeNullOrEmpty
    }

    It 'shows that the withdrawal was cancelled, and says that paying it takes a new key' {
        $sandbox.Cancel(11111, 'The account is closed')
        $result = Get-ScriptResult { New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -JournalPath $journal -Confirm:$false }
        $result.Output.Status | Should -Be 'Cancelled'
        $result.Warnings | Should -BeLike "*11111 of idempotency key 'INV-1' was cancelled (The account is closed)*new idempotency key*"
        Get-RequestCount | Should -Be 1

        (New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1b -JournalPath $journal -Confirm:$false).Id | Should -Be 11112
    }

    It 'is shown as it was recorded when its state cannot be read, and says so' {
        $sandbox.AnswerNext(-19, 'Details')
        $result = Get-ScriptResult { New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -JournalPath $journal -Confirm:$false }
        $result.Errors | Should -BeNullOrEmpty
        $result.Output.Id | Should -Be 11111
        $result.Warnings | Should -BeLike '*state of withdrawal 11111 could not be read*as it was recorded*'
    }
}

Describe 'A file of payments that were made before' {
    BeforeEach {
        $sandbox = Start-AqpSandbox -Manual
        $null = $sandbox | Connect-AqpAccount
        $journal = New-JournalPath
        $rows = Get-Row (1..6 | ForEach-Object { "INV-$_" })
        $ids = ($rows | New-AqpWithdrawal -JournalPath $journal -DuplicateWindow 0 -Confirm:$false).Id
        $ids | ForEach-Object { $sandbox.Pay($_) }
        $calls = $sandbox.Requests.Count
    }

    AfterEach {
        Stop-AqpSandbox
        Disconnect-AqpAccount -All
    }

    It 'comes back as it is now from one look at the list, after the details of the first' {
        $again = Get-ScriptResult { $rows | New-AqpWithdrawal -JournalPath $journal -Confirm:$false }
        $again.Warnings | Should -BeNullOrEmpty
        $again.Output.Id | Should -Be $ids
        $again.Output.Status | Sort-Object -Unique | Should -Be 'Paid'
        $sandbox.Requests.Operation | Select-Object -Skip $calls | Should -Be 'Details', 'List'
    }

    It 'comes back from the details of each where <Why>' -ForEach @(
        @{ Why = 'the list cannot be read'; With = @{}; Break = { $sandbox.AnswerNext(-19, 'List', 100) } }
        @{ Why = 'the list is not looked through'; With = @{ DuplicateWindow = 0 }; Break = {} }
    ) {
        & $Break
        $again = Get-ScriptResult { $rows | New-AqpWithdrawal -JournalPath $journal @With -Confirm:$false }
        $again.Warnings | Should -BeNullOrEmpty
        $again.Output.Id | Should -Be $ids
        @($sandbox.Requests.Operation | Select-Object -Skip $calls) -eq 'Details' | Should -HaveCount 6
    }
}

Describe 'A gateway that is down' {
    BeforeEach {
        $sandbox = Start-AqpSandbox -Manual
        $null = $sandbox | Connect-AqpAccount
        $journal = New-JournalPath
        $rows = Get-Row (1..6 | ForEach-Object { "INV-$_" })
    }

    AfterEach {
        Stop-AqpSandbox
        Disconnect-AqpAccount -All -ErrorAction SilentlyContinue
    }

    It 'ends the command after three rows in a row whose outcome is not known' {
        # Each is sent a second time when the settling time is over.
        $sandbox.FailNext('DropBeforeCommit', 'Request', 12)
        $result = Get-ScriptResult { $rows | New-AqpWithdrawal -JournalPath $journal -SettlingTime 0.1 -Confirm:$false }
        $result.Ended | Should -BeTrue
        $result.ErrorIds | Should -Be 'AqpOutcomeUnknown', 'AqpOutcomeUnknown', 'AqpOutcomeUnknown', 'AqpGatewayTroubled'
        $result.Errors[-1].CategoryInfo.Category | Should -Be 'ResourceUnavailable'
        $result.Errors[-1].ErrorDetails.RecommendedAction | Should -Match 'the same idempotency keys again'
        (Get-AqpWithdrawalJournal $journal).IdempotencyKey | Should -Be 'INV-1', 'INV-2', 'INV-3'
        Get-RequestCount | Should -Be 6
    }

    It 'ends the command after three rows in a row that could not be sent' {
        Stop-AqpSandbox
        $result = Get-ScriptResult { $rows | New-AqpWithdrawal -JournalPath $journal -Confirm:$false }
        $result.Ended | Should -BeTrue
        $result.ErrorIds | Should -Be 'AqpGatewayUnreachable', 'AqpGatewayUnreachable', 'AqpGatewayUnreachable', 'AqpGatewayTroubled'
        $sandbox.Withdrawals.Count | Should -Be 0
    }

    It 'is not one that responds in between: <response>' -ForEach @(
        @{ response = 'made'; code = $null }
        @{ response = 'refused'; code = -17 }
    ) {
        $result = Get-ScriptResult {
            & {
                $sandbox.FailNext('DropBeforeCommit', 'Request', 2)
                $rows[0..1]
                if ($code) { $sandbox.AnswerNext($code, 'Request') }
                $rows[2]
                $sandbox.FailNext('DropBeforeCommit', 'Request', 2)
                $rows[3..5]
            } | Select-Object Amount, Iban | New-AqpWithdrawal -AllowUnkeyed -Confirm:$false
        }
        $result.Ended | Should -BeFalse
        @($result.ErrorIds -eq 'AqpOutcomeUnknown').Count | Should -Be 4
        $result.Output.Amount | Should -Be $(if ($code) { 1005 } else { 1002, 1005 })
    }
}

Describe 'What a payment with a key gives back' {
    BeforeAll {
        $sandbox = Start-AqpSandbox -SettleAfter 0
        $null = $sandbox | Connect-AqpAccount
        $journal = New-JournalPath
        $file = Join-Path (Get-Item TestDrive:/).FullName 'made.csv'
        $made = Get-Row INV-1, INV-2 | New-AqpWithdrawal -JournalPath $journal -Confirm:$false
        $made | Export-Csv $file -NoTypeInformation -Encoding (Get-CsvEncoding)
    }

    AfterAll {
        Stop-AqpSandbox
        Disconnect-AqpAccount -All
    }

    It 'has the key and where the withdrawal comes from before the columns of every withdrawal' {
        $rows = @(Import-Csv $file -Encoding UTF8)
        $rows[0].PSObject.Properties.Name | Should -Be @(
            'IdempotencyKey', 'Origin', 'Id', 'Amount', 'Status', 'HolderName', 'BankName', 'Iban', 'CreatedAt', 'CreatedAtJalali'
            'UpdatedAt', 'UpdatedAtJalali', 'TrackingNumber', 'Comment')
        $rows.IdempotencyKey | Should -Be 'INV-1', 'INV-2'
        $rows.Origin | Should -Be 'Requested', 'Requested'
        $made | Should -BeOfType Aqayepardakht.Withdrawal
    }

    It 'is read back from a file by the commands that take an id' {
        (Import-Csv $file -Encoding UTF8 | Get-AqpWithdrawal).Id | Should -Be $made.Id
        (Import-Csv $file -Encoding UTF8 | Wait-AqpWithdrawal).Status | Should -Be 'Paid', 'Paid'
    }

    It 'pays nothing when it is piped in as if it were the payout file' {
        $again = Import-Csv $file -Encoding UTF8 | New-AqpWithdrawal -JournalPath $journal -Confirm:$false
        $again.Id | Should -Be $made.Id
        $again.Origin | Should -Be 'Recorded', 'Recorded'
        $sandbox.Withdrawals.Count | Should -Be 2
    }

    It 'is a table of withdrawals like any other' {
        $made | Out-String -Width 160 | Should -Be (Get-AqpWithdrawal $made.Id | Out-String -Width 160).Replace('Paid   ', 'Pending')
    }

    It 'has no such columns without a key' {
        $plain = New-AqpWithdrawal 5000 $iban -Confirm:$false
        $plain.PSObject.Properties.Name | Should -Not -Contain 'IdempotencyKey'
        $plain.PSObject.Properties.Name[0] | Should -Be 'Id'
    }

    It 'is counted in a progress bar while a file is paid' {
        $slow = Start-AqpSandbox -Manual -Latency 0.4
        $connection = $slow | Connect-AqpAccount
        $rows = @(Get-Row a, b) + [pscustomobject]@{ IdempotencyKey = 'c'; Amount = 'none'; Iban = $iban } + @(Get-Row d, e 2000)
        $session = [powershell]::Create()
        $null = $session.AddCommand('Import-Module').AddArgument((Join-Path (Get-RepositoryPath) 'Aqayepardakht.psd1')).Invoke()
        $session.Commands.Clear()
        $null = $session.AddCommand('New-AqpWithdrawal').AddParameters(@{
                JournalPath = New-JournalPath; Confirm = $false; Connection = $connection }).Invoke($rows)
        $bar = @($session.Streams.Progress | Where-Object Activity -EQ 'Requesting withdrawals')
        $bar.StatusDescription | Should -Contain '2 made, 1 failed'
        $bar.StatusDescription | Should -Contain '3 made, 1 failed'
        $bar[-1].RecordType | Should -Be 'Completed'
        $session.Dispose()
    }
}
