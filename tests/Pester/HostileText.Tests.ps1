# What the gateway, a file or an argument says is shown, and commands nothing: no terminal, no page, no sheet.

BeforeAll {
    Import-Module "$PSScriptRoot/../../Aqayepardakht.psd1"
    Import-Module "$PSScriptRoot/TestSupport.psm1"
    $iban = 'IR270170000000100324200001'
    $esc = [char]0x1B
    $bell = [char]7
    $csi = [char]0x9B
    $override = [char]0x202E
    $separator = [char]0x2028
    $hostile = "$esc[2J$esc]0;title$bell$esc]8;;https://example.com$esc\link$esc]52;c;ZQ==$bell$csi[31m${override}${separator}0001`r`n99999 Paid FAKE"
    $sandbox = Start-AqpSandbox -Manual
    $connection = $sandbox | Connect-AqpAccount
    $journal = New-JournalPath
    $made = New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -JournalPath $journal -Confirm:$false
    $sandbox.Cancel($made.Id, $hostile)
    $formula = New-AqpWithdrawal 2000 $iban -DuplicateWindow 0 -Confirm:$false
    $sandbox.Cancel($formula.Id, "=HYPERLINK(`"https://example.com`")<script>alert(1)</script>`",`r`n1,2")

    # A newline ends a line of the page or the table itself; nothing else of the kind has a place in one.
    function Find-ControlCharacter([string] $Text) {
        [regex]::Matches($Text, '[\x00-\x09\x0B\x0C\x0E-\x1F\x7F-\x9F\u061C\u200F\u2028-\u202E\u2066-\u2069]') |
            ForEach-Object { '{0:x4}' -f [int][char]$_.Value }
    }

    # Every stream, progress too, of a script in a runspace of its own.
    function Get-Stream([string] $Script) {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript(@'
param($module, $connection, $hostile, $journal)
Import-Module $module
$VerbosePreference = $DebugPreference = $InformationPreference = $ProgressPreference = 'Continue'
$iban = 'IR270170000000100324200001'

'@ + $Script).AddArgument((Join-Path (Get-RepositoryPath) 'Aqayepardakht.psd1')).AddArgument($connection).AddArgument($hostile).AddArgument($journal)
            $output = try { $shell.Invoke() } catch { $_ }
            $streams = $shell.Streams
            @($output) + $streams.Error + $streams.Warning + $streams.Verbose + $streams.Debug + $streams.Information + $streams.Progress
        }
        finally {
            $shell.Dispose()
        }
    }

    # As a terminal gets it, and as a log of whole records would have it; a stack trace has lines of its own.
    function Get-Shown($Record) {
        $Record | Out-String -Width 500
        foreach ($one in $Record) {
            "$one" -replace '\r?\n', ' '
            if ($one -is [System.Management.Automation.ErrorRecord]) {
                $one.Exception.Message
                $one.ErrorDetails.Message
                $one.ErrorDetails.RecommendedAction
                $one.CategoryInfo.ToString()
                "$($one.TargetObject)"
            }
        }
    }
}

AfterAll {
    Stop-AqpSandbox
    Disconnect-AqpAccount -All
}

Describe 'A row with commands in it' {
    BeforeAll {
        $row = Get-AqpWithdrawal $made.Id
    }

    It 'shows them instead of following them' {
        $row.Comment | Should -BeLike '\u001B`[2J\u001B`]0;title\u0007*0001  99999 Paid FAKE'
        Find-ControlCharacter $row.Comment | Should -BeNullOrEmpty
    }

    It 'is clean in <name>' -ForEach @(
        @{ name = 'Format-List'; write = { $row | Format-List * | Out-String -Width 500 } }
        @{ name = 'Format-Table'; write = { $row | Format-Table * | Out-String -Width 2000 } }
        @{ name = 'Format-Custom'; write = { $row | Format-Custom | Out-String -Width 500 } }
        @{ name = 'its default view'; write = { $row | Out-String } }
        @{ name = 'ConvertTo-Csv'; write = { $row | ConvertTo-Csv -NoTypeInformation | Out-String -Width 2000 } }
        @{ name = 'ConvertTo-Html'; write = { $row | ConvertTo-Html | Out-String -Width 2000 } }
        @{ name = 'ConvertTo-Json'; write = { $row | ConvertTo-Json } }
        @{ name = 'a list'; write = { Get-AqpWithdrawalList | Format-List * | Out-String -Width 500 } }
        @{ name = 'a wait'; write = { Wait-AqpWithdrawal $made.Id | Format-List * | Out-String -Width 500 } }
        @{ name = 'a key that is paid already'; write = {
                New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -JournalPath $journal -Confirm:$false | Format-List * | Out-String -Width 500 } }
    ) {
        $text = & $write
        $text | Should -Match 'IR270170000000100324200001'
        Find-ControlCharacter $text | Should -BeNullOrEmpty
    }

    It 'is clean in the warning that it was cancelled' {
        $warnings = @(New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -JournalPath $journal -Confirm:$false 3>&1 |
                Where-Object { $_ -is [System.Management.Automation.WarningRecord] })
        $warnings[-1].Message | Should -BeLike '*was cancelled (\u001B`[2J*99999 Paid FAKE)*'
        Find-ControlCharacter $warnings[-1].Message | Should -BeNullOrEmpty
    }

    It 'takes one line of a table and of a CSV file' {
        @($row | ConvertTo-Csv -NoTypeInformation).Count | Should -Be 2
        ($row | Format-List Comment | Out-String -Width 500).Trim() -split '\r?\n' | Should -HaveCount 1
    }
}

Describe 'A row with a formula, a script, quotes and a line break in it' {
    It 'comes through Export-Csv in one line and back' {
        $path = Join-Path (Get-Item TestDrive:/).FullName 'formula.csv'
        Get-AqpWithdrawalList | Export-Csv $path -NoTypeInformation -Encoding (Get-CsvEncoding)
        @(Get-Content $path -Encoding UTF8).Count | Should -Be 3
        $back = @(Import-Csv $path -Encoding UTF8)
        $back.Id | Should -Be $formula.Id, $made.Id
        $back[0].Comment | Should -BeExactly (Get-AqpWithdrawal $formula.Id).Comment
        @($back[0].PSObject.Properties).Count | Should -Be 12
    }

    It 'is text on a page' {
        $html = Get-AqpWithdrawalList | ConvertTo-Html | Out-String -Width 5000
        $html | Should -Not -Match '<script'
        $html | Should -Match '&lt;script&gt;'
        [regex]::Matches($html, '<tr><td>').Count | Should -Be 2
    }
}

Describe 'Arguments with commands in them' {
    It 'are told of without them: <name>' -ForEach @(
        @{ name = 'amount'; script = 'New-AqpWithdrawal "1$hostile" $iban -Connection $connection -Confirm:$false' }
        @{ name = 'IBAN'; script = 'New-AqpWithdrawal 1000 "IR$hostile" -Connection $connection -Confirm:$false' }
        @{ name = 'idempotency key'; script = 'New-AqpWithdrawal 1000 $iban -IdempotencyKey "INV$hostile" -Connection $connection -Confirm:$false' }
        @{ name = 'path of a journal that is a file''s'; script = 'New-AqpWithdrawal 1000 $iban -IdempotencyKey A -JournalPath "$journal/$hostile" -Connection $connection -Confirm:$false' }
        @{ name = 'path of no drive'; script = 'Get-AqpWithdrawalJournal "nodrive$hostile`:/x"' }
        @{ name = 'path that is missing'; script = 'Get-AqpWithdrawalJournal "$journal$hostile"' }
        @{ name = 'key to resolve'; script = 'Resolve-AqpWithdrawal "INV$hostile" -Id 1 -JournalPath $journal -Connection $connection -Confirm:$false' }
        @{ name = 'id'; script = 'Get-AqpWithdrawal "1$hostile" -Connection $connection' }
        @{ name = 'date'; script = 'Get-AqpWithdrawalList "2026$hostile" -Connection $connection' }
        @{ name = 'status'; script = 'Get-AqpWithdrawalList -Status $hostile -Connection $connection' }
        @{ name = 'duration'; script = 'Wait-AqpWithdrawal 1 -Timeout $hostile -Connection $connection' }
        @{ name = 'connection'; script = 'Get-AqpWithdrawalList -Connection $hostile' }
        @{ name = 'account'; script = 'Connect-AqpAccount -Credential (New-Object pscredential "1$hostile", (ConvertTo-SecureString x -AsPlainText -Force))' }
        @{ name = 'endpoint'; script = 'Get-AqpWithdrawalList -Connection $connection -Endpoint ([uri]::new($hostile, [UriKind]::Relative))' }
        @{ name = 'amount, before -WhatIf'; script = 'New-AqpWithdrawal "1$hostile" $iban -Connection $connection -WhatIf' }
    ) {
        $records = @(Get-Stream $script)
        $errors = @($records | ForEach-Object { if ($_ -is [System.Management.Automation.ErrorRecord]) { $_ } elseif ($_.ErrorRecord) { $_.ErrorRecord } })
        $errors.Count | Should -BeGreaterThan 0
        foreach ($shown in Get-Shown @($records | Where-Object { $_ -isnot [System.Management.Automation.ErrorRecord] })) {
            Find-ControlCharacter $shown | Should -BeNullOrEmpty -Because $shown
        }
        foreach ($record in $errors) {
            foreach ($shown in $record.Exception.Message, "$($record.ErrorDetails)", $record.CategoryInfo.ToString(), $record.CategoryInfo.TargetName) {
                Find-ControlCharacter $shown | Should -BeNullOrEmpty -Because $shown
            }
        }
    }

    It 'are told of without them in a terminal, where -WhatIf and the confirmation are' {
        $child = Invoke-ChildShell -Answer 'N', 'N' -Environment ((Get-SandboxEnvironment $sandbox) + @{ AQP_TEST_HOSTILE = $hostile }) -Script ($ConnectScript + @'
$VerbosePreference = 'Continue'
$hostile = $env:AQP_TEST_HOSTILE
$right = [char]0x200F
New-AqpWithdrawal "$right`1000" "$right`IR27 0170 0000 0010 0324 2000 01" -DuplicateWindow 0 -WhatIf
New-AqpWithdrawal "$right`1000" "$right`IR27 0170 0000 0010 0324 2000 01" -DuplicateWindow 0 -Confirm
New-AqpWithdrawal "1000$hostile" IR270170000000100324200001 -WhatIf
New-AqpWithdrawal 1000 IR270170000000100324200001 -IdempotencyKey A -JournalPath "a$([char]0x1B)b.jsonl" -WhatIf
Get-AqpWithdrawalList | Format-List
'THE END'
'@)
        $child.Lines | Should -Contain 'THE END'
        $child.Text | Should -Match 'What if: .*1,000 to IR270170000000100324200001 '
        $child.Text | Should -Match 'VERBOSE: .*The journal is .*a\\u001Bb\.jsonl'
        $child.Text | Should -Match '99999 Paid FAKE'
        @($child.Lines | Where-Object { $_ -match '^\s*99999 Paid FAKE' }).Count | Should -Be 0
        Find-ControlCharacter $child.Text | Should -BeNullOrEmpty
    }
}

Describe 'A journal that somebody else wrote into' {
    It 'shows commands in it instead of following them' {
        $forged = New-JournalPath
        Copy-Item $journal $forged
        $lines = [System.IO.File]::ReadAllLines($forged)
        $escaped = '\u001b[2J\u202e\r\nFAKE'
        $lines = $lines | ForEach-Object { $_.Replace('"INV-1"', "`"INV-1$escaped`"") -replace '"holder":"[^"]*"', "`"holder`":`"$escaped`"" }
        $lines += '{"v":1,"type":"intent","at":"2026-01-01T00:00:00+00:00","key":"B","amount":1,"iban":"IR' + $escaped + '","after":0,"timeout":30}'
        $lines += '{"v":1,"type":"not-made","at":"2026-01-01T00:00:01+00:00","key":"B","reason":"' + $escaped + '","by":"' + $escaped + '"}'
        [System.IO.File]::WriteAllLines($forged, [string[]]$lines)

        $entries = @(Get-AqpWithdrawalJournal $forged)
        $entries.Count | Should -Be 2
        Find-ControlCharacter ($entries | Format-List * | Out-String -Width 500) | Should -BeNullOrEmpty
        $entries.IdempotencyKey | Should -Contain 'INV-1\u001B[2J  FAKE'

        $lines += '{"v":1,"type":"' + $escaped + '","at":"2026-01-01T00:00:02+00:00"}'
        [System.IO.File]::WriteAllLines($forged, [string[]]$lines)
        $result = Get-ScriptResult { Get-AqpWithdrawalJournal $forged }
        $result.ErrorIds | Should -Be 'AqpJournalDamaged'
        Find-ControlCharacter $result.Errors[0].Exception.Message | Should -BeNullOrEmpty
    }
}
