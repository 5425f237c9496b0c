# Money moves only when somebody said so: -WhatIf and -Confirm, and a session that cannot be asked.

BeforeAll {
    Import-Module "$PSScriptRoot/../../Aqayepardakht.psd1"
    Import-Module "$PSScriptRoot/TestSupport.psm1"
    $iban = 'IR270170000000100324200001'
}

Describe 'New-AqpWithdrawal and consent' {
    BeforeEach {
        $sandbox = Start-AqpSandbox -Manual
        $null = $sandbox | Connect-AqpAccount
    }

    AfterEach {
        Stop-AqpSandbox
        Disconnect-AqpAccount -All
    }

    It 'sends nothing with -WhatIf' {
        New-AqpWithdrawal -Amount 1000 -Iban $iban -WhatIf | Should -BeNullOrEmpty
        $sandbox.Requests.Count | Should -Be 0
    }

    It 'sends and writes nothing with -WhatIf and a key' {
        New-AqpWithdrawal -Amount 1000 -Iban $iban -IdempotencyKey INV-1 -JournalPath TestDrive:/whatif.jsonl -WhatIf | Should -BeNullOrEmpty
        $sandbox.Requests.Count | Should -Be 0
        Test-Path TestDrive:/whatif.jsonl* | Should -BeFalse
    }

    It 'sends nothing when $WhatIfPreference is set' {
        $WhatIfPreference = $true
        New-AqpWithdrawal -Amount 1000 -Iban $iban | Should -BeNullOrEmpty
        $sandbox.Requests.Count | Should -Be 0
    }

    It 'pays with -WhatIf:$false -Confirm:$false whatever the preference is' {
        $WhatIfPreference = $true
        (New-AqpWithdrawal -Amount 1000 -Iban $iban -WhatIf:$false -Confirm:$false).Amount | Should -Be 1000
    }

    It 'pays without asking when $ConfirmPreference is None' {
        $ConfirmPreference = 'None'
        (New-AqpWithdrawal -Amount 1000 -Iban $iban).Amount | Should -Be 1000
    }

    It 'still reports a bad row with -WhatIf' {
        New-AqpWithdrawal -Amount 10.5 -Iban $iban -WhatIf -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.FullyQualifiedErrorId | Should -BeLike 'AqpInvalidAmount,*'
    }

    It 'pays nothing in a session that cannot be asked' {
        $child = Invoke-ChildShell ($ConnectScript + "New-AqpWithdrawal -Amount 1000 -Iban $iban") (Get-SandboxEnvironment $sandbox)
        $child.Text | Should -Match 'NonInteractive'
        $sandbox.Withdrawals.Count | Should -Be 0
    }

    It 'says what it would do, and to what' {
        $child = Invoke-ChildShell ($ConnectScript + "New-AqpWithdrawal -Amount 1500000 -Iban $iban -WhatIf") (Get-SandboxEnvironment $sandbox)
        $child.Text | Should -Be "What if: Performing the operation ""Request a withdrawal"" on target ""1,500,000 to $iban from account $($sandbox.Account) at $($sandbox.Endpoint.Authority), without a key""."
    }
}

Describe 'New-AqpWithdrawal -WhatIf and the journal' {
    BeforeAll {
        $sandbox = Start-AqpSandbox -Manual
        $null = $sandbox | Connect-AqpAccount
        $journal = Join-Path (Get-Item TestDrive:/).FullName 'states.jsonl'
        $made = New-AqpWithdrawal -Amount 1000 -Iban $iban -IdempotencyKey MADE -JournalPath $journal -Confirm:$false

        # What a process leaves that is killed after it wrote the intent.
        $intent = '{{"v":1,"type":"intent","at":"{0}","key":"OPEN","amount":2000,"iban":"{1}","after":{2},"timeout":30}}' -f @(
            [datetime]::UtcNow.ToString('yyyy-MM-ddTHH:mm:ss.fffZ', [cultureinfo]::InvariantCulture), $iban, $made.Id)
        [System.IO.File]::AppendAllText($journal, "$intent`n")
        $calls = $sandbox.Requests.Count
        $script = @(
            "New-AqpWithdrawal -Amount 1000 -Iban $iban -IdempotencyKey MADE -JournalPath '$journal' -WhatIf"
            "New-AqpWithdrawal -Amount 2000 -Iban $iban -IdempotencyKey OPEN -JournalPath '$journal' -WhatIf"
            "New-AqpWithdrawal -Amount 3000 -Iban $iban -IdempotencyKey NEW -JournalPath '$journal' -WhatIf"
        ) -join "`n"
        $child = Invoke-ChildShell ($ConnectScript + $script) (Get-SandboxEnvironment $sandbox)
    }

    AfterAll {
        Stop-AqpSandbox
        Disconnect-AqpAccount -All
    }

    It 'foresees a request, a return and a reconciliation' {
        $child.Lines.Count | Should -Be 3
        $child.Lines[0] | Should -BeLike "*Return withdrawal $($made.Id), which is already made; nothing is sent*key MADE*"
        $child.Lines[1] | Should -BeLike '*Reconcile: look for it in the gateway*key OPEN*'
        $child.Lines[2] | Should -BeLike '*Request a withdrawal*3,000 to*key NEW*'
    }

    It 'leaves the journal as it was' {
        (Get-AqpWithdrawalJournal $journal).State | Should -Be 'Made', 'Open'
    }

    It 'sends nothing for any of them' {
        $sandbox.Requests.Count | Should -Be $calls
    }
}
