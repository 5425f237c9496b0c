# The example runbooks in docs/examples, each run against the sandbox, and run again.

BeforeAll {
    Import-Module "$PSScriptRoot/../../Aqayepardakht.psd1"
    Import-Module "$PSScriptRoot/TestSupport.psm1"
    $examples = Join-Path (Get-RepositoryPath) 'docs/examples'
    $iban = 'IR270170000000100324200001'

    # Connected to the sandbox as a scheduled task's profile would; as a process of its own where the system is to see its exit code.
    function Invoke-Example([string] $Name, [string] $Argument, [hashtable] $Environment = @{}, [string] $Culture, [switch] $AsProcess) {
        $start = if ($Culture) { "[cultureinfo]::CurrentCulture = '$Culture'`n" }
        $script = $start + $ConnectScript + "& '$(Join-Path $examples $Name)' $Argument`nexit `$LASTEXITCODE"
        $run = if ($AsProcess) { 'Invoke-ChildShell' } else { 'Invoke-NewSession' }
        & $run $script ((Get-SandboxEnvironment $sandbox) + $Environment) -WorkingDirectory $folder
    }
}

Describe 'The examples' {
    BeforeEach {
        $sandbox = Start-AqpSandbox -SettleAfter 0
        $null = $sandbox | Connect-AqpAccount
        $folder = Join-Path (Get-Item TestDrive:/).FullName ([guid]::NewGuid().ToString('N'))
        $null = New-Item -ItemType Directory $folder
    }

    AfterEach {
        Stop-AqpSandbox
        Disconnect-AqpAccount -All
    }

    It 'are all here' {
        (Get-ChildItem $examples -Filter *.ps1).Name | Sort-Object | Should -Be @(
            'Export-MonthReport.ps1', 'Invoke-NightlySettlement.ps1', 'Invoke-PayoutFile.ps1', 'Invoke-SharedSettlement.ps1', 'QuickStart.ps1',
            'Watch-CancelledWithdrawal.ps1')
    }

    It 'have help' {
        foreach ($example in Get-ChildItem $examples -Filter *.ps1) {
            (Get-Help $example.FullName).Synopsis | Should -Match '^\w.*\.'
        }
    }

    It 'QuickStart shows a withdrawal that is paid and one that is refused' {
        $run = Invoke-ChildShell "& '$(Join-Path $examples 'QuickStart.ps1')'; exit `$LASTEXITCODE"
        $run.ExitCode | Should -Be 0 -Because $run.Text
        $run.Text | Should -Match '1,500,000 Pending'
        @($run.Lines -match '1,500,000 Paid').Count | Should -Be 2
        $run.Text | Should -Match 'gateway code -12'
        $run.Lines[-2] | Should -Be 'That was it: one withdrawal paid, one refused, and no money moved.'
    }

    It 'QuickStart fails when a step does not do what it is there to show: <balance>' -ForEach @(
        @{ balance = 1000; reason = '-12' }
        @{ balance = 9999999999999; reason = 'was to be refused, and was not' }
    ) {
        $run = Invoke-ChildShell "`$PSDefaultParameterValues['Start-AqpSandbox:Balance'] = $balance; & '$(Join-Path $examples 'QuickStart.ps1')'"
        $run.ExitCode | Should -Be 1 -Because $run.Text
        $run.Text | Should -Match $reason
        $run.Text | Should -Not -Match 'That was it'
    }

    It 'Invoke-PayoutFile pays a file, and nothing when it is run again' {
        'IdempotencyKey,Amount,Iban', "INV-1,1000,$iban", "INV-2,2000,$iban" | Set-Content (Join-Path $folder payouts.csv)
        foreach ($time in 1, 2) {
            $run = Invoke-Example 'Invoke-PayoutFile.ps1' '-Path payouts.csv -JournalPath payouts.jsonl' -AsProcess
            $run.ExitCode | Should -Be 0 -Because $run.Text
            ($sandbox.Withdrawals | Sort-Object Id).Amount | Should -Be 1000, 2000
            Test-Path (Join-Path $folder payouts.csv.failed.csv) | Should -BeFalse
        }
        (Get-AqpWithdrawalJournal (Join-Path $folder payouts.jsonl)).IdempotencyKey | Should -Be 'INV-1', 'INV-2'
    }

    It 'Invoke-PayoutFile takes every heading that New-AqpWithdrawal does: <_>' -ForEach 'کلید یکتایی', 'شماره فاکتور', 'كليد يكتايي' {
        $lines = "$_,مبلغ,شماره شبا", "INV-1,1000,$iban", "INV-2,2000.5,$iban"
        [System.IO.File]::WriteAllLines((Join-Path $folder payouts.csv), $lines, [System.Text.UTF8Encoding]::new($true))
        $run = Invoke-Example 'Invoke-PayoutFile.ps1' '-Path payouts.csv -JournalPath payouts.jsonl'
        $run.ExitCode | Should -Be 2 -Because $run.Text
        $sandbox.Withdrawals.Amount | Should -Be 1000
        (Import-Csv (Join-Path $folder payouts.csv.failed.csv) -Encoding UTF8).IdempotencyKey | Should -Be 'INV-2'
    }

    It 'Invoke-PayoutFile writes the rows that failed, which pay once they are corrected' {
        'IdempotencyKey,Amount,Iban', "INV-1,1000,$iban", "INV-2,2000.5,$iban", 'INV-3,3000,IR390170000000300000001234', "INV-4,4000,$iban" |
            Set-Content (Join-Path $folder payouts.csv)
        $run = Invoke-Example 'Invoke-PayoutFile.ps1' '-Path payouts.csv -JournalPath payouts.jsonl' -AsProcess
        $run.ExitCode | Should -Be 2 -Because $run.Text
        ($sandbox.Withdrawals | Sort-Object Id).Amount | Should -Be 1000, 4000

        $failed = Join-Path $folder payouts.csv.failed.csv
        $rows = Import-Csv $failed -Encoding UTF8
        $rows.IdempotencyKey | Should -Be 'INV-2', 'INV-3'
        $rows[0].Error | Should -Match 'whole number'
        $rows[1].Error | Should -Match '-17'

        $rows[0].Amount = '2000'
        $rows[1].Iban = $iban
        $rows | Export-Csv $failed -NoTypeInformation -Encoding (Get-CsvEncoding)
        $again = Invoke-Example 'Invoke-PayoutFile.ps1' '-Path payouts.csv.failed.csv -JournalPath payouts.jsonl'
        $again.ExitCode | Should -Be 0 -Because $again.Text
        ($sandbox.Withdrawals | Sort-Object Id).Amount | Should -Be 1000, 4000, 2000, 3000
    }

    It 'Invoke-PayoutFile has no list of failed rows left when a later run pays them all' {
        'IdempotencyKey,Amount,Iban', "INV-1,1000,$iban", "INV-2,2000.5,$iban" | Set-Content (Join-Path $folder payouts.csv)
        (Invoke-Example 'Invoke-PayoutFile.ps1' '-Path payouts.csv -JournalPath payouts.jsonl').ExitCode | Should -Be 2
        'IdempotencyKey,Amount,Iban', "INV-1,1000,$iban", "INV-2,2000,$iban" | Set-Content (Join-Path $folder payouts.csv)
        (Invoke-Example 'Invoke-PayoutFile.ps1' '-Path payouts.csv -JournalPath payouts.jsonl').ExitCode | Should -Be 0
        Test-Path (Join-Path $folder payouts.csv.failed.csv) | Should -BeFalse
    }

    It 'Invoke-PayoutFile does not pay a row twice whose outcome is unknown, whichever file it is paid from' -Tag NeedsHome -Skip:($env:OS -eq 'Windows_NT') {
        $homePath = New-ThrowAwayHome
        $environment = Get-HomeEnvironment $homePath
        'IdempotencyKey,Amount,Iban', "INV-1,1000,$iban" | Set-Content (Join-Path $folder payouts.csv)
        (Invoke-Example 'Invoke-PayoutFile.ps1' '-Path payouts.csv' $environment).ExitCode | Should -Be 0

        # What a run leaves that is killed when the gateway has made INV-2 and before it responds.
        $journal = @(Get-ChildItem $homePath -Recurse -Force -Filter *.jsonl)[0].FullName
        Add-JournalIntent -Path $journal -Sandbox $sandbox -Key INV-2 -Amount 2000 -Iban $iban -After $sandbox.Withdrawals[0].Id -Age 0
        $null = New-AqpWithdrawal 2000 $iban -Confirm:$false

        'IdempotencyKey,Amount,Iban', "INV-2,2000,$iban" | Set-Content (Join-Path $folder payouts.csv.failed.csv)
        $run = Invoke-Example 'Invoke-PayoutFile.ps1' '-Path payouts.csv.failed.csv' $environment
        $run.ExitCode | Should -Be 0 -Because $run.Text
        ($sandbox.Withdrawals | Sort-Object Id).Amount | Should -Be 1000, 2000
        (Get-AqpWithdrawalJournal $journal -IdempotencyKey INV-2).Adopted | Should -BeTrue
    }

    It 'Invoke-PayoutFile sends nothing when <what>' -ForEach @(
        @{ what = 'a row has no key'; lines = 'IdempotencyKey,Amount,Iban', 'INV-1,1000,IR270170000000100324200001', ',2000,IR270170000000100324200001'; says = 'have no idempotency key' }
        @{ what = 'the file has no keys'; lines = 'Amount,Iban', '1000,IR270170000000100324200001'; says = 'IdempotencyKey' }
        @{ what = 'a key stands twice'; lines = 'IdempotencyKey,Amount,Iban', 'INV-1,1000,IR270170000000100324200001', 'INV-1,1000,IR270170000000100324200001'; says = 'INV-1' }
        @{ what = 'there is no such file'; lines = $null; says = 'payouts.csv' }
    ) {
        if ($lines) { $lines | Set-Content (Join-Path $folder payouts.csv) }
        $run = Invoke-Example 'Invoke-PayoutFile.ps1' '-Path payouts.csv -JournalPath payouts.jsonl'
        $run.ExitCode | Should -Be 1 -Because $run.Text
        $run.Text | Should -Match $says
        $sandbox.Withdrawals.Count | Should -Be 0
    }

    It 'Invoke-PayoutFile has nothing to do with an empty file' {
        'IdempotencyKey,Amount,Iban' | Set-Content (Join-Path $folder payouts.csv)
        (Invoke-Example 'Invoke-PayoutFile.ps1' '-Path payouts.csv -JournalPath payouts.jsonl').ExitCode | Should -Be 0
        $sandbox.Withdrawals.Count | Should -Be 0
    }

    It 'Invoke-PayoutFile stops when the account is inactive' {
        'IdempotencyKey,Amount,Iban', "INV-1,1000,$iban", "INV-2,2000,$iban" | Set-Content (Join-Path $folder payouts.csv)
        $sandbox.IsActive = $false
        $run = Invoke-Example 'Invoke-PayoutFile.ps1' '-Path payouts.csv -JournalPath payouts.jsonl' -AsProcess
        $run.ExitCode | Should -Be 1 -Because $run.Text
        $run.Text | Should -Match '-20'
    }

    It 'Invoke-NightlySettlement settles once a night' {
        foreach ($time in 1, 2) {
            $run = Invoke-Example 'Invoke-NightlySettlement.ps1' "-Amount '1,500,000' -Iban $iban -JournalPath night.jsonl -Day 2026-11-24 -PollInterval 0:0:1"
            $run.ExitCode | Should -Be 0 -Because $run.Text
            $run.Text | Should -Match '1,500,000 +Paid'
            $sandbox.Withdrawals.Count | Should -Be 1
        }
        $next = Invoke-Example 'Invoke-NightlySettlement.ps1' "-Amount '1,500,000' -Iban $iban -JournalPath night.jsonl -Day 2026-11-25 -PollInterval 0:0:1" -AsProcess
        $next.ExitCode | Should -Be 0
        $sandbox.Withdrawals.Count | Should -Be 2
    }

    # Whoever runs it, and wherever: a key of the same night is the same. The farthest zones never have the same day.
    It 'Invoke-NightlySettlement settles once a night in every culture and time zone' {
        $iran = { [datetime]::UtcNow.AddMinutes(210).ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture) }
        $before = & $iran
        foreach ($place in @(
                @{ Culture = 'fa-IR'; Zone = 'UTC' }
                @{ Culture = 'en-US'; Zone = 'UTC' }
                @{ Culture = 'fa-IR'; Zone = 'Asia/Tehran' }
                @{ Culture = 'en-US'; Zone = 'Asia/Tehran' }
                @{ Culture = 'ar-SA'; Zone = 'Pacific/Kiritimati' }
                @{ Culture = 'en-US'; Zone = 'Etc/GMT+12' }
            )) {
            $run = Invoke-Example 'Invoke-NightlySettlement.ps1' "-Amount 1500000 -Iban $iban -JournalPath night.jsonl -PollInterval 0:0:1" @{
                TZ = $place.Zone } -Culture $place.Culture -AsProcess
            $run.ExitCode | Should -Be 0 -Because $run.Text
        }

        # It may be midnight in Iran while they run.
        $keys = @(Get-AqpWithdrawalJournal (Join-Path $folder night.jsonl)).IdempotencyKey
        $keys | Should -BeIn "settlement-$before", "settlement-$(& $iran)"
        $sandbox.Withdrawals.Count | Should -Be @($keys).Count
    }

    It 'Invoke-NightlySettlement takes no day of another calendar: <_>' -ForEach '1405-09-04', '24-11-2026', '2026/11/24' {
        $run = Invoke-Example 'Invoke-NightlySettlement.ps1' "-Amount 1500000 -Iban $iban -JournalPath night.jsonl -Day $_"
        $run.Text | Should -Match "argument on parameter 'Day'"
        $sandbox.Requests.Count | Should -Be 0
    }

    It 'Invoke-NightlySettlement finishes the settlement of an earlier day first, and pays nothing new while it cannot' {
        $settle = "-Amount 1500000 -Iban $iban -JournalPath night.jsonl -PollInterval 0:0:1 -Day"
        (Invoke-Example 'Invoke-NightlySettlement.ps1' "$settle 2026-11-23").ExitCode | Should -Be 0

        # What the run of the 24th leaves that is killed before its request leaves.
        $journal = Join-Path $folder night.jsonl
        $intent = '{{"v":1,"type":"intent","at":"{0}","key":"settlement-2026-11-24","amount":1500000,"iban":"{1}","after":{2},"timeout":30}}' -f @(
            [datetime]::UtcNow.AddHours(-1).ToString('yyyy-MM-ddTHH:mm:ss.fffZ', [cultureinfo]::InvariantCulture), $iban, $sandbox.Withdrawals[0].Id)
        [System.IO.File]::AppendAllText($journal, "$intent`n")

        $sandbox.AnswerNext(-20, 'List')
        (Invoke-Example 'Invoke-NightlySettlement.ps1' "$settle 2026-11-25").ExitCode | Should -Be 1
        $sandbox.Withdrawals.Count | Should -Be 1

        $run = Invoke-Example 'Invoke-NightlySettlement.ps1' "$settle 2026-11-25"
        $run.ExitCode | Should -Be 0 -Because $run.Text
        $entries = Get-AqpWithdrawalJournal $journal
        $entries.IdempotencyKey | Should -Be 'settlement-2026-11-23', 'settlement-2026-11-24', 'settlement-2026-11-25'
        $entries.State | Should -Be 'Made', 'Made', 'Made'
        $entries.Id | Should -Be ($sandbox.Withdrawals.Id | Sort-Object)
    }

    It 'Invoke-NightlySettlement fails when the withdrawal is <what>' -ForEach @(
        @{ what = 'cancelled'; settings = @{ SettleAfter = 0; CancelRate = 1 }; says = 'was cancelled' }
        @{ what = 'refused'; settings = @{ Balance = 1000 }; says = 'gateway code -12' }
        @{ what = 'late'; settings = @{ Manual = $true }; says = 'is still Pending' }
    ) {
        $sandbox = Start-AqpSandbox @settings
        $run = Invoke-Example 'Invoke-NightlySettlement.ps1' "-Amount 1500000 -Iban $iban -JournalPath night.jsonl -Timeout 0:0:1 -PollInterval 0:0:1"
        $run.ExitCode | Should -Be 1 -Because $run.Text
        ($run.Text -replace '\s*\n[ |]*', ' ') | Should -Match $says
    }

    It 'Export-MonthReport writes a month for Excel' {
        $sandbox.AddWithdrawals(3, 'Paid')
        $sandbox.AddWithdrawals(1, 'Cancelled')
        $jalali = $sandbox.Withdrawals[0].CreatedAt
        $calendar = New-Object System.Globalization.PersianCalendar
        $year = $calendar.GetYear($jalali)
        $month = $calendar.GetMonth($jalali)
        foreach ($time in 1, 2) {
            $run = Invoke-Example 'Export-MonthReport.ps1' "-Year $year -Month $month -Path report.csv | ForEach-Object { ""`$(`$_.Month) `$(`$_.Status) `$(`$_.Count)"" }"
            $run.ExitCode | Should -Be 0 -Because $run.Text
            $run.Lines | Sort-Object | Should -Be ("{0}/{1:00} Cancelled 1" -f $year, $month), ("{0}/{1:00} Paid 3" -f $year, $month)
            $rows = Import-Csv (Join-Path $folder report.csv) -Encoding UTF8
            $rows.Count | Should -Be 4
            $rows[1].TrackingNumber | Should -Be "=""$($sandbox.Withdrawals[1].TrackingNumber)"""
            $rows[0].HolderName | Should -Be $sandbox.Withdrawals[0].HolderName
            [System.IO.File]::ReadAllBytes((Join-Path $folder report.csv))[0] | Should -Be 0xEF
        }
    }

    It 'Export-MonthReport writes a month without withdrawals' {
        $run = Invoke-Example 'Export-MonthReport.ps1' '-Year 1404 -Month 12 -Path empty.csv'
        $run.ExitCode | Should -Be 0 -Because $run.Text
        $run.Text | Should -BeNullOrEmpty
        Import-Csv (Join-Path $folder empty.csv) | Should -BeNullOrEmpty
    }

    It 'Export-MonthReport writes a month to look at, and again' {
        $sandbox.AddWithdrawals(3, 'Paid')
        $calendar = New-Object System.Globalization.PersianCalendar
        $day = $sandbox.Withdrawals[0].CreatedAt
        foreach ($time in 1, 2) {
            $run = Invoke-Example 'Export-MonthReport.ps1' "-Year $($calendar.GetYear($day)) -Month $($calendar.GetMonth($day)) -Path report.html | ForEach-Object Count"
            $run.ExitCode | Should -Be 0 -Because $run.Text
            $run.Lines | Should -Be '3'
            [System.IO.File]::ReadAllText((Join-Path $folder report.html)) | Should -Match $sandbox.Withdrawals[0].TrackingNumber
        }
    }

    It 'Export-MonthReport says what an .xlsx file needs, before anything is asked' {
        $run = Invoke-Example 'Export-MonthReport.ps1' '-Year 1405 -Month 1 -Path report.xlsx' @{ PSModulePath = $folder }
        $run.ExitCode | Should -Be 1
        $run.Text | Should -Match 'ImportExcel'
        $sandbox.Calls | Where-Object Operation -EQ List | Should -BeNullOrEmpty
    }

    It 'Export-MonthReport leaves Excel no formula: <_>' -ForEach '=1+1', '+1', '-1', '@SUM(1)', "`t=1" {
        # The sandbox's names begin with letters, so the list is stood in for.
        $list = "function Get-AqpWithdrawalList { [pscustomobject]@{ Id = 1; Amount = 1; Status = 'Paid'; HolderName = '$_'; BankName = '$_'; " +
            "Iban = '$_'; CreatedAtJalali = ''; UpdatedAtJalali = ''; TrackingNumber = '12""3'; Comment = '$_' } }`n"
        $script = $list + "& '$(Join-Path $examples 'Export-MonthReport.ps1')' -Year 1405 -Month 1 -Path report.csv"
        (Invoke-NewSession $script -WorkingDirectory $folder).ExitCode | Should -Be 0
        $row = Import-Csv (Join-Path $folder report.csv) -Encoding UTF8
        $row.HolderName, $row.BankName, $row.Iban, $row.Comment | Should -Be @("'$_", "'$_", "'$_", "'$_")
        $row.TrackingNumber | Should -Be '="123"'
    }

    It 'Export-MonthReport writes a sheet that is right' -Tag NeedsImportExcel -Skip:(-not (Get-Module -ListAvailable ImportExcel)) {
        $sandbox.AddWithdrawals(3, 'Paid')
        $calendar = New-Object System.Globalization.PersianCalendar
        $day = $sandbox.Withdrawals[0].CreatedAt
        $month = "-Year $($calendar.GetYear($day)) -Month $($calendar.GetMonth($day)) -Path report.xlsx | ForEach-Object Count"
        (Invoke-Example 'Export-MonthReport.ps1' $month).Text | Should -Match '(?m)^3$'
        $read = Invoke-ChildShell @'
$package = Open-ExcelPackage ./report.xlsx
$sheet = $package.Workbook.Worksheets[1]
"$($sheet.Dimension.Address) $($sheet.View.RightToLeft) $($sheet.Cells['A2'].Value.GetType().Name) $($sheet.Cells['B2'].Value.GetType().Name)"
"$($sheet.Cells['G2'].Value.GetType().Name) $($sheet.Cells['K2'].Value.GetType().Name) $($sheet.Cells['K2'].Value)"
'@ -WorkingDirectory $folder
        $read.Lines | Where-Object { $_ -notmatch 'WARNING|apt-get' -and $_ } | Should -Be 'A1:L4 True Double Double', "DateTime String $($sandbox.Withdrawals[0].TrackingNumber)"
    }

    It 'Watch-CancelledWithdrawal tells of each once' {
        $sandbox.AddWithdrawals(2, 'Cancelled')
        $sandbox.AddWithdrawals(2, 'Paid')
        $watch = "-StatePath told.txt | ForEach-Object { `$_.Id }"
        (Invoke-Example 'Watch-CancelledWithdrawal.ps1' $watch).Lines | Should -Be ($sandbox.Withdrawals | Where-Object Status -EQ Cancelled | ForEach-Object { "$($_.Id)" })
        (Invoke-Example 'Watch-CancelledWithdrawal.ps1' $watch).Lines | Should -BeNullOrEmpty
        $sandbox.AddWithdrawals(1, 'Cancelled')
        (Invoke-Example 'Watch-CancelledWithdrawal.ps1' $watch).Lines | Should -Be "$($sandbox.Withdrawals[0].Id)"
    }
}
