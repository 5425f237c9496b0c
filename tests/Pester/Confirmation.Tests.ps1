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

    It 'only looks at the list with -WhatIf' {
        New-AqpWithdrawal -Amount 1000 -Iban $iban -WhatIf | Should -BeNullOrEmpty
        $sandbox.Requests.Operation | Should -Be 'List'
    }

    It 'only looks at the list and writes nothing with -WhatIf and a key' {
        New-AqpWithdrawal -Amount 1000 -Iban $iban -IdempotencyKey INV-1 -JournalPath TestDrive:/whatif.jsonl -WhatIf | Should -BeNullOrEmpty
        $sandbox.Requests.Operation | Should -Be 'List'
        Test-Path TestDrive:/whatif.jsonl* | Should -BeFalse
    }

    It 'says with -WhatIf that the journal cannot be there, before it asks for the list: <problem>' -ForEach @(
        @{ problem = 'its folder does not exist'; path = 'TestDrive:/no/such/folder.jsonl' }
        @{ problem = 'it is a folder'; path = 'TestDrive:/folder.jsonl' }
    ) {
        $null = New-Item -ItemType Directory TestDrive:/folder.jsonl -Force
        $caught = try { New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -JournalPath $path -WhatIf } catch { $_ }
        $caught.FullyQualifiedErrorId | Should -BeLike 'AqpJournalNotUsable,*'
        "$caught" | Should -Match $problem
        $sandbox.Requests | Should -BeNullOrEmpty
    }

    It 'only looks at the list when $WhatIfPreference is set' {
        $WhatIfPreference = $true
        New-AqpWithdrawal -Amount 1000 -Iban $iban | Should -BeNullOrEmpty
        $sandbox.Requests.Operation | Should -Be 'List'
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
        $child.Text | Should -Be "What if: Performing the operation ""Request a withdrawal"" on target ""1,500,000 to $iban from account $($sandbox.Account) at $($sandbox.Endpoint.Authority), without an idempotency key""."
    }
}

Describe 'New-AqpWithdrawal in a session that can be asked' {
    BeforeAll {
        $sandbox = Start-AqpSandbox -Manual
        $environment = Get-SandboxEnvironment $sandbox
        $environment['AQP_TEST_JOURNAL'] = Join-Path (Get-Item TestDrive:/).FullName 'asked.jsonl'

        # One shell for all: each part of the script has its responses in this order.
        $answers = 'n', 'n', 'y', 'n', 'y', 'a', 'l', 'n', 'n'
        $child = Invoke-ChildShell -Environment $environment -Answer $answers -Script ($ConnectScript + @'
$iban = 'IR270170000000100324200001'
function Test-Consent($name, $script) {
    "== $name"
    & $script | ForEach-Object { "paid $($_.Amount)" }
}

function Get-Row($amount) { $amount | ForEach-Object { [pscustomobject]@{ Amount = $_; Iban = $iban } } }

Test-Consent 'no' { New-AqpWithdrawal 1500000 $iban }
Test-Consent 'no with -Confirm' { New-AqpWithdrawal 1500000 $iban -Confirm }
Test-Consent 'yes, no, yes' { Get-Row 1, 2, 3 | New-AqpWithdrawal -AllowUnkeyed }
Test-Consent 'yes to all' { Get-Row 4, 5, 6 | New-AqpWithdrawal -AllowUnkeyed }
Test-Consent 'no to all' { Get-Row 7, 8, 9 | New-AqpWithdrawal -AllowUnkeyed }
Test-Consent 'no with a key' { New-AqpWithdrawal 10 $iban -IdempotencyKey INV-1 -JournalPath $env:AQP_TEST_JOURNAL }

# What a process leaves that is killed after it wrote the intent.
New-AqpWithdrawal 11 $iban -IdempotencyKey MADE -JournalPath $env:AQP_TEST_JOURNAL -Confirm:$false | Out-Null
$intent = '{{"v":1,"type":"intent","at":"{0}","key":"OPEN","amount":12,"iban":"{1}","after":0,"timeout":30}}' -f @(
    [datetime]::UtcNow.ToString('yyyy-MM-ddTHH:mm:ss.fffZ', [cultureinfo]::InvariantCulture), $iban)
[System.IO.File]::AppendAllText($env:AQP_TEST_JOURNAL, "$intent`n")
Test-Consent 'no with an open key' { New-AqpWithdrawal 12 $iban -IdempotencyKey OPEN -JournalPath $env:AQP_TEST_JOURNAL }
Test-Consent 'reading and waiting' {
    $ConfirmPreference = 'Low'
    $null = Get-AqpWithdrawalList -First 1 | Get-AqpWithdrawal
    $null = Get-AqpWithdrawal 11111 | Wait-AqpWithdrawal -Timeout 0 -ErrorAction SilentlyContinue
}
'== the end'
'@)

        # A question is broken into lines as wide as the screen.
        $parts = @{}
        foreach ($part in ($child.Lines -join ' ') -split '== ' | Where-Object { $_ }) {
            $name = ($child.Lines -like '== *') -replace '^== ' | Where-Object { $part.StartsWith("$_ ") -or $part -eq $_ } |
                Sort-Object Length | Select-Object -Last 1
            $text = $part.Substring($name.Length)
            $parts[$name] = [pscustomobject]@{
                Questions = [regex]::Matches($text, 'Are you sure').Count
                Paid      = @([regex]::Matches($text, 'paid (\d+)') | ForEach-Object { [int]$_.Groups[1].Value })
                Text      = $text -replace ' +', ' '
            }
        }
    }

    AfterAll {
        Stop-AqpSandbox
    }

    It 'was asked to the end' {
        $parts.Keys | Should -Contain 'the end' -Because $child.Text
    }

    It 'asks before it pays, says what and to whom, and takes no for no' {
        foreach ($name in 'no', 'no with -Confirm') {
            $parts[$name].Questions | Should -Be 1
            $parts[$name].Paid | Should -BeNullOrEmpty
            $parts[$name].Text | Should -Match "1,500,000 to $iban from account $($sandbox.Account)"
        }
    }

    It 'asks again for each payment' {
        $parts['yes, no, yes'].Questions | Should -Be 3
        $parts['yes, no, yes'].Paid | Should -Be 1, 3
    }

    It 'asks once when the answer is for all' {
        $parts['yes to all'].Questions | Should -Be 1
        $parts['yes to all'].Paid | Should -Be 4, 5, 6
        $parts['no to all'].Questions | Should -Be 1
        $parts['no to all'].Paid | Should -BeNullOrEmpty
    }

    It 'asks for a new key and for an open one' {
        $parts['no with a key'].Text | Should -Match 'key INV-1'
        $parts['no with an open key'].Text | Should -Match 'key OPEN'
        foreach ($name in 'no with a key', 'no with an open key') {
            $parts[$name].Questions | Should -Be 1
            $parts[$name].Paid | Should -BeNullOrEmpty
        }
    }

    It 'pays nothing that was not consented to' {
        ($sandbox.Withdrawals | Sort-Object Id).Amount | Should -Be 1, 3, 4, 5, 6, 11
    }

    It 'is the only command that asks, even where everything is asked about' {
        $parts['reading and waiting'].Questions | Should -Be 0
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
        $written = [System.IO.File]::ReadAllText($journal)
        $requests = @($sandbox.Requests | Where-Object Operation -EQ Request).Count
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
        $from = "from account $($sandbox.Account) at $($sandbox.Endpoint.Authority)"
        $child.Lines[2] | Should -BeLike "*Request a withdrawal*3,000 to $iban $from, idempotency key NEW*"
    }

    It 'leaves the journal as it was' {
        (Get-AqpWithdrawalJournal $journal).State | Should -Be 'Made', 'Open'
        [System.IO.File]::ReadAllText($journal) | Should -BeExactly $written
    }

    It 'requests nothing for any of them' {
        @($sandbox.Requests | Where-Object Operation -EQ Request).Count | Should -Be $requests
    }
}
