# Resolve-AqpWithdrawal: what a person found out about a payment ends what the module could not find out.

BeforeAll {
    Import-Module "$PSScriptRoot/../../Aqayepardakht.psd1"
    Import-Module "$PSScriptRoot/TestSupport.psm1"
    $iban = 'IR270170000000100324200001'

    function Add-OpenKey([string] $Key, [long] $Amount, [long] $After, [timespan] $Age = '01:00:00') {
        Add-JournalIntent -Path $journal -Sandbox $sandbox -Key $Key -Amount $Amount -Iban $iban -After $After -Age $Age
    }

    function Get-RequestCount {
        @($sandbox.Requests | Where-Object Operation -EQ Request).Count
    }
}

Describe 'Resolve-AqpWithdrawal' {
    BeforeEach {
        $sandbox = Start-AqpSandbox -Manual
        $null = $sandbox | Connect-AqpAccount
        $journal = New-JournalPath
    }

    AfterEach {
        Stop-AqpSandbox
        Disconnect-AqpAccount -All
    }

    It 'says that a payment of another journal is this one, and it is never made again' {
        $made = New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -JournalPath (New-JournalPath) -Confirm:$false
        (Get-ScriptResult { New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -JournalPath $journal -Confirm:$false }).ErrorIds |
            Should -Be 'AqpPossibleDuplicate'

        $resolved = Resolve-AqpWithdrawal INV-1 $made.Id -JournalPath $journal -Confirm:$false
        $resolved.IdempotencyKey | Should -Be 'INV-1'
        $resolved.Id | Should -Be $made.Id
        $resolved.Origin | Should -Be 'Adopted'
        (New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -JournalPath $journal -Confirm:$false).Id | Should -Be $made.Id
        Get-RequestCount | Should -Be 1
    }

    It 'leaves in the journal who said so' {
        $made = New-AqpWithdrawal 1000 $iban -Confirm:$false
        Add-OpenKey INV-2 2000 $made.Id
        $null = Resolve-AqpWithdrawal INV-1 $made.Id -JournalPath $journal -Confirm:$false
        Resolve-AqpWithdrawal INV-2 -NotMade -JournalPath $journal -Confirm:$false | Should -BeNullOrEmpty
        $me = "$([Environment]::UserName)@$([Environment]::MachineName)"
        $entries = Get-AqpWithdrawalJournal $journal | Sort-Object IdempotencyKey
        $entries.State | Should -Be 'Made', 'NotMade'
        $entries.ResolvedBy | Should -Be $me, $me
        $entries[0].Adopted | Should -BeTrue
    }

    It 'says which withdrawal an open key made, whenever that was' {
        $sandbox.AddWithdrawals(1)
        $made = New-AqpWithdrawal 1000 $iban -Confirm:$false
        Add-OpenKey INV-1 1000 0 -Age 10.00:00:00

        # It was made long after the request, so it is not taken for it by itself.
        $result = Get-ScriptResult { New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -JournalPath $journal -Confirm:$false }
        $result.ErrorIds | Should -Be 'AqpOutcomeUnknown'
        "$($result.Errors[0])" | Should -BeLike "*$($made.Id)*"
        $result.Errors[0].ErrorDetails.RecommendedAction | Should -Match 'Resolve-AqpWithdrawal'

        (Resolve-AqpWithdrawal -IdempotencyKey INV-1 -Id $made.Id -JournalPath $journal -Confirm:$false).Id | Should -Be $made.Id
        (New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -JournalPath $journal -Confirm:$false).Origin | Should -Be 'Recorded'
        Get-RequestCount | Should -Be 1
    }

    It 'says that an open key was not made, and the same command makes it' {
        Add-OpenKey INV-1 1000 0
        Resolve-AqpWithdrawal INV-1 -NotMade -JournalPath $journal -Confirm:$false
        (Get-AqpWithdrawalJournal $journal).State | Should -Be 'NotMade'
        (New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -JournalPath $journal -Confirm:$false).Origin | Should -Be 'Requested'
        Get-RequestCount | Should -Be 1
    }

    It 'does not believe that it was not made while the list shows one that may be it' {
        Add-OpenKey INV-1 1000 0
        $made = New-AqpWithdrawal 1000 $iban -Confirm:$false
        $result = Get-ScriptResult { Resolve-AqpWithdrawal INV-1 -NotMade -JournalPath $journal -Confirm:$false }
        $result.Errors.Count | Should -Be 1
        "$($result.Errors[0])" | Should -BeLike "*$($made.Id)*"
        (Get-AqpWithdrawalJournal $journal).State | Should -Be 'Open'
    }

    It 'does not believe that it was not made while the request may be on its way' {
        Add-OpenKey INV-1 1000 0 -Age 0
        $result = Get-ScriptResult { Resolve-AqpWithdrawal INV-1 -NotMade -JournalPath $journal -Confirm:$false }
        $result.ErrorIds | Should -Be 'AqpNotResolvable'
        $result.Errors[0].ErrorDetails.RecommendedAction | Should -Match 'Wait 1[0-9]{2} seconds'
        (Get-AqpWithdrawalJournal $journal).State | Should -Be 'Open'
        Resolve-AqpWithdrawal INV-1 -NotMade -JournalPath $journal -SettlingTime 0.001 -Confirm:$false -ErrorAction SilentlyContinue
        (Get-AqpWithdrawalJournal $journal).State | Should -Be 'Open'
    }

    It 'refuses what cannot be: <what>' -ForEach @(
        @{
            what   = 'another amount'
            script = {
                Add-OpenKey INV-1 999 0
                Resolve-AqpWithdrawal INV-1 11111 -JournalPath $journal -Confirm:$false
            }
        }
        @{
            what   = 'a withdrawal of another key'
            script = {
                $null = Resolve-AqpWithdrawal INV-0 11111 -JournalPath $journal -Confirm:$false
                Resolve-AqpWithdrawal INV-1 11111 -JournalPath $journal -Confirm:$false
            }
        }
        @{
            what   = 'a key that is made'
            script = {
                $null = Resolve-AqpWithdrawal INV-1 11111 -JournalPath $journal -Confirm:$false
                Resolve-AqpWithdrawal INV-1 -NotMade -JournalPath $journal -Confirm:$false
            }
        }
        @{
            what   = 'not made, of a key that never was asked for'
            script = { Resolve-AqpWithdrawal INV-1 -NotMade -JournalPath $journal -Confirm:$false }
        }
    ) {
        $null = New-AqpWithdrawal 1000 $iban -Confirm:$false
        $result = Get-ScriptResult $script
        $result.ErrorIds | Should -Be 'AqpNotResolvable'
        $result.Errors[0].CategoryInfo.Category | Should -Be 'InvalidOperation'
        $result.Errors[0].TargetObject | Should -Be 'INV-1'
        $result.Ended | Should -BeFalse
    }

    It 'refuses a withdrawal that is not there' {
        $result = Get-ScriptResult { Resolve-AqpWithdrawal INV-1 4711 -JournalPath $journal -Confirm:$false }
        $result.ErrorIds | Should -Be 'AqpWithdrawalNotFound'
        Test-Path $journal | Should -BeFalse
    }

    It 'refuses a key that only looks like the one of the journal' {
        Add-OpenKey INV-1 1000 0
        (Get-ScriptResult { Resolve-AqpWithdrawal inv-1 -NotMade -JournalPath $journal -Confirm:$false }).ErrorIds |
            Should -Be 'AqpIdempotencyKeyLooksLike'
    }

    It 'has to be told one of the two: <what>' -ForEach @(
        @{ what = 'both'; settings = @{ Id = 11111; NotMade = $true } }
        @{ what = 'neither'; settings = @{} }
    ) {
        $result = Get-ScriptResult { Resolve-AqpWithdrawal INV-1 -JournalPath $journal -Confirm:$false @settings }
        $result.ErrorIds | Should -Be 'AqpIdOrNotMade'
        $result.Errors[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        $sandbox.Requests.Count | Should -Be 0
    }

    It 'takes no key that is nothing' {
        foreach ($key in '', $null) {
            $result = Get-ScriptResult { Resolve-AqpWithdrawal $key -NotMade -JournalPath $journal -Confirm:$false }
            $result.ErrorIds | Should -Be 'AqpInvalidIdempotencyKey'
        }
    }

    It 'writes nothing with -WhatIf' {
        Add-OpenKey INV-1 1000 0
        $before = [System.IO.File]::ReadAllText($journal)
        Resolve-AqpWithdrawal INV-1 -NotMade -JournalPath $journal -WhatIf
        Resolve-AqpWithdrawal INV-1 11111 -JournalPath $journal -WhatIf
        [System.IO.File]::ReadAllText($journal) | Should -BeExactly $before
        $sandbox.Requests.Count | Should -Be 0
    }

    It 'asks before it writes, says what, and takes no for no' {
        Add-OpenKey INV-1 1000 0
        $environment = (Get-SandboxEnvironment $sandbox) + @{ AQP_TEST_JOURNAL = $journal }
        $child = Invoke-ChildShell -Environment $environment -Answer 'n', 'n' -Script ($ConnectScript + @'
Resolve-AqpWithdrawal INV-1 -NotMade -JournalPath $env:AQP_TEST_JOURNAL
Resolve-AqpWithdrawal INV-1 11111 -JournalPath $env:AQP_TEST_JOURNAL
'@)
        $text = ($child.Lines -join ' ') -replace ' +', ' '
        [regex]::Matches($text, 'Are you sure').Count | Should -Be 2
        $text | Should -Match 'Record that it was not made'
        $text | Should -Match 'Record that it was made as withdrawal 11111'
        $text | Should -Match "key INV-1 of account $($sandbox.Account)"
        (Get-AqpWithdrawalJournal $journal).State | Should -Be 'Open'
    }

    It 'takes open keys from the journal' {
        Add-OpenKey INV-1 1000 0
        Add-OpenKey INV-2 2000 0
        Get-AqpWithdrawalJournal $journal -State Open | Resolve-AqpWithdrawal -NotMade -JournalPath $journal -Confirm:$false
        (Get-AqpWithdrawalJournal $journal).State | Should -Be 'NotMade', 'NotMade'
    }
}
