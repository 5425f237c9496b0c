# A report is what people look at. What they see must be what the gateway said, whoever wrote a name in it and however a command ended.

BeforeAll {
    Import-Module "$PSScriptRoot/../../Aqayepardakht.psd1"
    Import-Module "$PSScriptRoot/TestSupport.psm1"
    $folder = New-ThrowAwayHome
    $path = Join-Path $folder 'report.html'
    $uiCulture = [cultureinfo]::CurrentUICulture

    function Get-ReportText {
        [System.IO.File]::ReadAllText($path)
    }

    # The ids of the list of a report, in its order.
    function Get-ReportId {
        $rows = ((Get-ReportText) -split '<table class="rows">')[1]
        [regex]::Matches($rows, '<tr><td><bdi class="code">(\d+)') | ForEach-Object { [long]$_.Groups[1].Value }
    }

    function New-Row([hashtable] $Value = @{}) {
        $row = [ordered]@{
            Id = '1'; Amount = '1000'; Status = 'Paid'; HolderName = 'Ali'; BankName = 'Melli'; Iban = 'IR270170000000100324200001'
            CreatedAt = ''; CreatedAtJalali = '1405/08/01 12:30:00'; UpdatedAt = ''; UpdatedAtJalali = '1405/08/02 01:00:00'
            TrackingNumber = '140509046973853449'; Comment = ''
        }
        foreach ($name in $Value.Keys) { $row[$name] = $Value[$name] }
        [pscustomobject]$row
    }
}

AfterAll {
    [cultureinfo]::CurrentUICulture = $uiCulture
}

Describe 'A report of the list' {
    BeforeAll {
        $sandbox = Start-AqpSandbox -Manual -PageSize 4
        $null = $sandbox | Connect-AqpAccount
        $sandbox.AddWithdrawals(5, 'Paid')
        $sandbox.AddWithdrawals(3, 'Cancelled')
        $sandbox.AddWithdrawals(2, 'Pending')
    }

    AfterAll {
        Stop-AqpSandbox
        Disconnect-AqpAccount -All
    }

    BeforeEach {
        Get-ChildItem $folder -Force | Remove-Item -Recurse -Force
    }

    It 'has every row once, newest first, in <_>' -ForEach 'en', 'fa' {
        Get-AqpWithdrawalList | Export-AqpWithdrawalReport $path -Language $_
        Get-ReportId | Should -Be $sandbox.Withdrawals.Id
        $html = Get-ReportText
        foreach ($row in $sandbox.Withdrawals) {
            if ($row.TrackingNumber) { $html | Should -Match ">$($row.TrackingNumber)<" }
        }
        $html | Should -Match ">$($sandbox.Account)<"
    }

    It 'sums by status in English' {
        Get-AqpWithdrawalList | Export-AqpWithdrawalReport $path -Language en
        foreach ($group in $sandbox.Withdrawals | Group-Object Status) {
            $sum = ($group.Group | Measure-Object Amount -Sum).Sum.ToString('N0', [cultureinfo]::InvariantCulture)
            Get-ReportText | Should -Match "<b class=""$($group.Name.ToLowerInvariant())"">$($group.Name)</b><strong>$sum</strong><span>Count: $($group.Count)"
        }
    }

    It 'is right to left in Persian, with Persian digits and Jalali days alone' {
        Get-AqpWithdrawalList | Export-AqpWithdrawalReport $path -Language fa
        $html = Get-ReportText
        $html | Should -Match '<html lang="fa" dir="rtl">'
        $html | Should -Match '<strong>[\u06F0-\u06F9\u066C]+</strong>'
        $html | Should -Match '<td>\u06F1\u06F4[\u06F0-\u06F9]{2}/[\u06F0-\u06F9]{2}/[\u06F0-\u06F9]{2} <small>[\u06F0-\u06F9]{2}:[\u06F0-\u06F9]{2}</small>'
        $html | Should -Not -Match '>[0-9]{4}[-/][0-9]'
    }

    It 'is left to right in English, with both calendars' {
        Get-AqpWithdrawalList | Export-AqpWithdrawalReport $path -Language en
        Get-ReportText | Should -Match '<html lang="en" dir="ltr">'
        Get-ReportText | Should -Match '<td>2\d{3}-\d\d-\d\d \d\d:\d\d <small>1\d{3}/\d\d/\d\d</small>'
    }

    It 'takes the language of the session: <Culture>' -ForEach @(
        @{ Culture = 'fa-IR'; Language = 'fa' }
        @{ Culture = 'de-DE'; Language = 'en' }
    ) {
        [cultureinfo]::CurrentUICulture = $Culture
        try {
            Get-AqpWithdrawalList | Export-AqpWithdrawalReport $path
        }
        finally {
            [cultureinfo]::CurrentUICulture = $uiCulture
        }
        Get-ReportText | Should -Match "<html lang=""$Language"""
    }

    It 'needs no network and no script, and forbids both' {
        Get-AqpWithdrawalList | Export-AqpWithdrawalReport $path -Language en
        $html = Get-ReportText
        $html | Should -Match "<meta http-equiv=""Content-Security-Policy"" content=""default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]{44}'; base-uri 'none'; form-action 'none'"">"
        $html | Should -Not -Match '(?i)<script|<link|<img|<iframe|<a |https?:|@import|\sstyle=|\son\w+='
    }

    It 'has neither the encryption key nor the pin' {
        Get-AqpWithdrawalList | Export-AqpWithdrawalReport $path -Connection $sandbox.Account
        Get-ReportText | Should -Not -Match ([regex]::Escape($sandbox.Credential.GetNetworkCredential().Password))
        Get-ReportText | Should -Not -Match ([regex]::Escape((ConvertFrom-TestSecret $sandbox.Pin)))
    }

    It 'brings the newest first of rows that came in any order' {
        Get-AqpWithdrawalList | Sort-Object { ($_.Id * 7) % 11 } | Export-AqpWithdrawalReport $path
        Get-ReportId | Should -Be $sandbox.Withdrawals.Id
    }

    It 'is the same from the CSV file of the list, but for the account, which a file does not say' {
        Get-AqpWithdrawalList | Export-AqpWithdrawalReport $path -Language en
        $direct = Get-ReportText
        $csv = Join-Path $folder 'list.csv'
        Get-AqpWithdrawalList | Export-Csv $csv -NoTypeInformation -Encoding (Get-CsvEncoding)
        Import-Csv $csv -Encoding UTF8 | Export-AqpWithdrawalReport $path -Language en -Force
        (Get-ReportText) -replace 'Written on.*' | Should -BeExactly ($direct -replace '<div><dt>Account.*?</div>' -replace 'Written on.*')
        Import-Csv $csv -Encoding UTF8 | Export-AqpWithdrawalReport $path -Language en -Force -Connection $sandbox.Account
        (Get-ReportText) -replace 'Written on.*' | Should -BeExactly ($direct -replace 'Written on.*')
    }

    It 'shows the idempotency key where the input has one' {
        $paid = New-AqpWithdrawal 1000 IR270170000000100324200001 -IdempotencyKey 'INV-<1>' -JournalPath (New-JournalPath) -DuplicateWindow 0 -Confirm:$false -WarningAction SilentlyContinue
        $paid | Export-AqpWithdrawalReport $path
        Get-ReportText | Should -Match "<td><bdi class=""code"">$($paid.Id)</bdi><small><bdi class=""code"">INV-&lt;1&gt;</bdi></small>"
        Get-AqpWithdrawal $paid.Id | Add-Member IdempotencyKey INV-2 -PassThru | Export-AqpWithdrawalReport $path -Force
        Get-ReportText | Should -Match '<bdi class="code">INV-2</bdi>'
    }

    It 'emits the file with -PassThru, and nothing without' {
        Get-AqpWithdrawalList | Export-AqpWithdrawalReport $path | Should -BeNullOrEmpty
        $file = Get-AqpWithdrawalList | Export-AqpWithdrawalReport $path -Force -PassThru
        $file | Should -BeOfType System.IO.FileInfo
        $file.FullName | Should -Be $path
    }

    It 'does not guess the account of a session that has two' {
        $other = Start-AqpSandbox
        $null = $other | Connect-AqpAccount
        try {
            Get-AqpWithdrawalList -Connection $sandbox.Account | Export-AqpWithdrawalReport $path -Language en
            Get-ReportText | Should -Not -Match '<dt>Account'
        }
        finally {
            Disconnect-AqpAccount -Connection $other.Account
            Stop-AqpSandbox $other
            $null = $sandbox | Connect-AqpAccount
        }
    }

    It 'keeps the old report, and leaves nothing else, when the list ends with an error' {
        'old' | Set-Content $path
        $sandbox.FailNext('ServerError', 'List')
        1..3 | ForEach-Object { $sandbox.FailNext('ServerError', 'List') }
        { & { Get-AqpWithdrawalList -Page 1; throw 'stopped' } | Export-AqpWithdrawalReport $path -Force } | Should -Throw
        Get-Content $path | Should -Be 'old'
        (Get-ChildItem $folder -Force).Name | Should -Be 'report.html'
    }

    It 'keeps the old report, and leaves nothing else, when it is stopped' {
        'old' | Set-Content $path
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript({
                param($manifest, $path)
                Import-Module $manifest
                & { [pscustomobject]@{ Id = 1; Amount = 1; Status = 'Paid' }; while ($true) { Start-Sleep -Milliseconds 20 } } |
                    Export-AqpWithdrawalReport $path -Force
            }).AddArgument((Join-Path (Get-RepositoryPath) 'Aqayepardakht.psd1')).AddArgument($path)
            $running = $shell.BeginInvoke()
            while (-not $running.IsCompleted -and @(Get-ChildItem $folder -Force).Count -lt 2) { Start-Sleep -Milliseconds 20 }
            $shell.Stop()
            $running.IsCompleted | Should -BeTrue
        }
        finally {
            $shell.Dispose()
        }
        Get-Content $path | Should -Be 'old'
        (Get-ChildItem $folder -Force).Name | Should -Be 'report.html'
    }
}

Describe 'What people must understand' {
    BeforeEach {
        Get-ChildItem $folder -Force | Remove-Item -Recurse -Force
    }

    It 'says that there is nothing: <Language>' -ForEach @(
        @{ Language = 'en'; Says = 'There are no withdrawals in this report' }
        @{ Language = 'fa'; Says = 'هیچ تسویه‌ای نیست' }
    ) {
        @() | Export-AqpWithdrawalReport $path -Language $Language
        Get-ReportText | Should -Match $Says
        Get-ReportText | Should -Not -Match '<table|class="plot"'
        Export-AqpWithdrawalReport $path -InputObject @() -Language $Language -Force
        Get-ReportText | Should -Match $Says
    }

    It 'has a title of its own: <Language>' -ForEach @(
        @{ Language = 'en'; Title = 'Withdrawal report' }
        @{ Language = 'fa'; Title = 'گزارش تسویه‌ها' }
    ) {
        New-Row | Export-AqpWithdrawalReport $path -Language $Language
        Get-ReportText | Should -Match "<title>$Title</title>"
        New-Row | Export-AqpWithdrawalReport $path -Language $Language -Title 'A & <b>' -Force
        Get-ReportText | Should -Match '<title>A &amp; &lt;b&gt;</title>'
        Get-ReportText | Should -Match '<h1><bdi>A &amp; &lt;b&gt;</bdi></h1>'
    }

    It 'puts a withdrawal without a time last, leaves it out of the chart, and says so: <Language>' -ForEach @(
        @{ Language = 'en'; Says = 'without a time that can be read: 1\.' }
        @{ Language = 'fa'; Says = 'بدون زمان خوانا: \u06F1\.' }
    ) {
        (New-Row @{ Id = 3; CreatedAtJalali = '' }), (New-Row @{ Id = 1 }), (New-Row @{ Id = 2 }) | Export-AqpWithdrawalReport $path -Language $Language
        Get-ReportId | Should -Be 2, 1, 3
        Get-ReportText | Should -Match $Says
    }

    It 'draws no chart when no time is known' {
        New-Row @{ CreatedAtJalali = '' } | Export-AqpWithdrawalReport $path -Language en
        Get-ReportText | Should -Match 'so there is no chart'
        Get-ReportText | Should -Not -Match 'class="plot"'
    }

    It 'shows an unknown status with its number, and counts it by itself: <Language>' -ForEach @(
        @{ Language = 'en'; Row = 'Unknown status \(7\)'; Tile = 'Unknown status' }
        @{ Language = 'fa'; Row = 'وضعیت ناشناخته \(\u06F7\)'; Tile = 'وضعیت ناشناخته' }
    ) {
        New-Row @{ Status = '7' } | Export-AqpWithdrawalReport $path -Language $Language
        Get-ReportText | Should -Match "<td><b class=""other"">$Row</b>"
        Get-ReportText | Should -Match "<b class=""other"">$Tile</b><strong>[1\u06F1]"
    }

    It 'adds up what no number of .NET holds' {
        1..3 | ForEach-Object { New-Row @{ Id = $_; Amount = '9223372036854775807' } } | Export-AqpWithdrawalReport $path -Language en
        Get-ReportText | Should -Match '<strong>27,670,116,110,564,327,421</strong>'
    }

    It 'names twenty IBANs, the largest, and adds up the others' {
        1..25 | ForEach-Object { New-Row @{ Id = $_; Amount = 1000 * $_; Iban = "IR$_" } } | Export-AqpWithdrawalReport $path -Language en
        $table = ((Get-ReportText) -split '<h2>By IBAN')[1] -split '</table>' | Select-Object -First 1
        [regex]::Matches($table, '<th scope="row"><bdi class="code">(IR\d+)') | ForEach-Object { $_.Groups[1].Value } | Should -Be (25..6 | ForEach-Object { "IR$_" })
        $table | Should -Match '<th scope="row">5 others<td data-label="Count">5<td data-label="Paid">15,000'
    }

    It 'draws <Periods> for a list that spans <From> to <To>' -ForEach @(
        @{ From = '1405/08/01'; To = '1405/08/03'; Periods = 'days'; Labels = '08/01', '08/02', '08/03' }
        @{ From = '1404/11/30'; To = '1405/02/01'; Periods = 'months'; Labels = '1404/11', '1404/12', '1405/01', '1405/02' }
        @{ From = '1399/01/01'; To = '1405/02/01'; Periods = 'years'; Labels = '1399', '1400', '1401', '1402', '1403', '1404', '1405' }
    ) {
        (New-Row @{ Id = 2; CreatedAtJalali = $To }), (New-Row @{ Id = 1; CreatedAtJalali = $From }) | Export-AqpWithdrawalReport $path -Language en
        $figures = ((Get-ReportText) -split '<details>')[1] -split '</details>' | Select-Object -First 1
        [regex]::Matches($figures, '<th scope="row">([\d/]+)<') | ForEach-Object { $_.Groups[1].Value } | Should -Be $Labels
    }

    It 'keeps <What> as text' -ForEach @(
        @{ What = 'a script'; Text = '<script>alert(1)</script>'; Html = '&lt;script&gt;alert\(1\)&lt;/script&gt;' }
        @{ What = 'an attribute'; Text = '" onmouseover=''x'; Html = '&quot; onmouseover=&#39;x' }
        @{ What = 'an entity'; Text = '&lt;b&gt;'; Html = '&amp;lt;b&amp;gt;' }
        @{ What = 'the end of the page'; Text = '</table></body></html><!--'; Html = '&lt;/table&gt;&lt;/body&gt;&lt;/html&gt;&lt;!--' }
        @{ What = 'a bell, a DEL and an escape'; Text = "a$([char]7)b$([char]127)c$([char]27)[31m"; Html = 'a\u2407b\u2421c\u241B\[31m' }
        @{ What = 'a C1 control'; Text = "a$([char]0x9B)31m"; Html = 'a\\u009B31m' }
        @{ What = 'an override of the direction'; Text = "txt$([char]0x202E)cod.exe"; Html = 'txt\\u202Ecod\.exe' }
        @{ What = 'half a surrogate pair'; Text = "a$([char]0xD800)b"; Html = 'a\\uD800b' }
        @{ What = 'an emoji'; Text = "a$([char]::ConvertFromUtf32(0x1F600))b"; Html = 'a\uD83D\uDE00b' }
        @{ What = 'a Persian half-space'; Text = "می$([char]0x200C)شود"; Html = 'می\u200Cشود' }
    ) {
        New-Row @{ HolderName = $Text; BankName = $Text; Comment = $Text } | Export-AqpWithdrawalReport $path
        [regex]::Matches((Get-ReportText), "<bdi>$Html</bdi>").Count | Should -Be 5 -Because 'a row has the holder, the bank and the comment, and the totals have two of them'
    }

    It 'keeps codes as text too' {
        New-Row @{ Iban = '<i>'; TrackingNumber = '<t>'; IdempotencyKey = '<k>' } | Export-AqpWithdrawalReport $path
        foreach ($code in 'i', 't', 'k') { Get-ReportText | Should -Match "<bdi class=""code"">&lt;$code&gt;</bdi>" }
    }

    It 'counts a withdrawal once that came twice, and warns' {
        (New-Row @{ Id = 2 }), (New-Row @{ Id = 1 }), (New-Row @{ Id = 2 }) |
            Export-AqpWithdrawalReport $path -Language en -WarningVariable warnings -WarningAction SilentlyContinue
        Get-ReportId | Should -Be 2, 1
        Get-ReportText | Should -Match '<strong>2,000</strong>'
        Get-ReportText | Should -Match 'not counted again: 1\.'
        $warnings | Should -HaveCount 1
    }

    It 'reads <Column> as people write it: <Text>' -ForEach @(
        @{ Column = 'Amount'; Text = '۱٬۵۰۰'; Html = '<td>1,500<td>' }
        @{ Column = 'Id'; Text = '۱۲'; Html = '<tr><td><bdi class="code">12</bdi>' }
        @{ Column = 'Status'; Text = 'cancelled'; Html = '<b class="cancelled">Cancelled</b>' }
        @{ Column = 'TrackingNumber'; Text = '="000123"'; Html = '<bdi class="code">000123</bdi>' }
        @{ Column = 'CreatedAtJalali'; Text = '1405-08-01'; Html = '<td>2026-10-23 00:00 <small>1405/08/01' }
    ) {
        New-Row @{ $Column = $Text } | Export-AqpWithdrawalReport $path -Language en
        Get-ReportText | Should -Match $Html
    }

    It 'reads Persian headings' {
        [pscustomobject]@{ 'شناسه' = '5'; 'مبلغ' = '700'; Status = 'Paid'; 'شماره شبا' = 'IR1'; 'کلید یکتایی' = 'K1' } | Export-AqpWithdrawalReport $path -Language en
        Get-ReportText | Should -Match '<tr><td><bdi class="code">5</bdi><small><bdi class="code">K1</bdi></small>.*<td>700<td>.*IR1'
    }

    It 'does not guess a day that could be two, and warns' {
        New-Row @{ CreatedAtJalali = ''; CreatedAt = '01/02/2026 10:00:00' } |
            Export-AqpWithdrawalReport $path -Language en -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -Match 'could not be read, and are not in the report: 1\.'
        Get-ReportText | Should -Match 'without a time that can be read: 1\.'
    }

    It 'says which row has no <Column> that can be read, goes on, and says so in the report' -ForEach @(
        @{ Column = 'Id'; Text = '1.5' }
        @{ Column = 'Id'; Text = '' }
        @{ Column = 'Amount'; Text = '1E+06' }
        @{ Column = 'Status'; Text = 'done' }
    ) {
        (New-Row @{ Id = 2 }), (New-Row @{ $Column = $Text }), (New-Row @{ Id = 3 }) |
            Export-AqpWithdrawalReport $path -Language en -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems.FullyQualifiedErrorId | Should -Be 'AqpReportRowNotRead,Aqayepardakht.Commands.ExportAqpWithdrawalReportCommand'
        "$problems" | Should -Match $Column
        Get-ReportId | Should -Be 3, 2
        Get-ReportText | Should -Match 'are not in this report: 1\.'
    }
}

Describe 'The file of a report' {
    BeforeEach {
        Get-ChildItem $folder -Force | Remove-Item -Recurse -Force
    }

    # Nothing of the pipeline runs when the report cannot be written: the list is not even asked for.
    It 'refuses <What> before anything is done' -ForEach @(
        @{ What = 'a file that is there'; Id = 'AqpReportExists'; Prepare = { 'old' | Set-Content $path }; Name = 'report.html'; Force = $false }
        @{ What = 'a folder'; Id = 'AqpReportNotWritten'; Prepare = { $null = New-Item -ItemType Directory $path }; Name = 'report.html'; Force = $true }
        @{ What = 'a missing folder'; Id = 'AqpReportNotWritten'; Prepare = {}; Name = 'missing/report.html'; Force = $true }
        @{ What = 'a read-only file'; Id = 'AqpReportNotWritten'; Prepare = { 'old' | Set-Content $path; Set-ItemProperty $path IsReadOnly $true }; Name = 'report.html'; Force = $true }
        @{ What = 'another drive'; Id = 'AqpNotAFilePath'; Prepare = {}; Name = 'Env:report'; Force = $true }
    ) {
        . $Prepare
        $target = if ($Name -like 'Env:*') { $Name } else { Join-Path $folder $Name }
        $seen = [System.Collections.Generic.List[object]]::new()
        $problem = { & { $seen.Add(1); New-Row } | Export-AqpWithdrawalReport $target -Force:$Force } | Should -Throw -PassThru
        $problem.FullyQualifiedErrorId | Should -Be "$Id,Aqayepardakht.Commands.ExportAqpWithdrawalReportCommand"
        $seen | Should -BeNullOrEmpty
        if ((Test-Path $path -PathType Leaf)) {
            Get-Content $path | Should -Be 'old'
            Set-ItemProperty $path IsReadOnly $false
        }
    }

    # Only of the test's own: a command that fails to see what they are would put a page in their place.
    It 'replaces no <What>' -Skip:($env:OS -eq 'Windows_NT') -ForEach @(
        @{ What = 'link'; Make = { ln -s "$folder/elsewhere.html" $path } }
        @{ What = 'pipe'; Make = { mkfifo $path } }
        @{ What = 'device'; Make = { mknod $path c 1 3 } }
    ) {
        'old' | Set-Content (Join-Path $folder 'elsewhere.html')
        . $Make 2>&1 | Out-String | Set-Variable said
        if ($LASTEXITCODE -ne 0) { Set-ItResult -Skipped -Because $said.Trim() }
        { New-Row | Export-AqpWithdrawalReport $path -Force } | Should -Throw -ErrorId 'AqpReportNotWritten*'
        Get-Content (Join-Path $folder 'elsewhere.html') | Should -Be 'old'
        (Get-ChildItem $folder -Force).Name | Sort-Object | Should -Be 'elsewhere.html', 'report.html'
    }

    It 'is replaced with -Force, and keeps its access' {
        'old' | Set-Content $path
        if ($env:OS -ne 'Windows_NT') { chmod 600 $path }
        New-Row | Export-AqpWithdrawalReport $path -Force
        Get-ReportText | Should -Match '^<!DOCTYPE html>'
        if ($env:OS -ne 'Windows_NT') { (Get-Item $path).UnixMode | Should -Be '-rw-------' }
        (Get-ChildItem $folder -Force).Name | Should -Be 'report.html'
    }

    It 'is not written with -WhatIf' {
        New-Row | Export-AqpWithdrawalReport $path -WhatIf
        Test-Path $path | Should -BeFalse
        'old' | Set-Content $path
        New-Row | Export-AqpWithdrawalReport $path -Force -WhatIf
        Get-Content $path | Should -Be 'old'
        Get-ChildItem $folder -Force | Should -HaveCount 1
    }

    It 'may be named as from the folder that one is in' {
        Push-Location $folder
        try {
            New-Row | Export-AqpWithdrawalReport ./report.html
        }
        finally {
            Pop-Location
        }
        Test-Path $path | Should -BeTrue
    }
}
