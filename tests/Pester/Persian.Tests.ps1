# What a user whose language is Persian reads: the gateway's own wording. With a byte order mark, for it is not ASCII.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/TestSupport.psm1"
    $requestCodes = Get-GatewayCode Request
    $readCodes = Get-GatewayCode Read

    # Where Persian is written, but for the names of columns, which people type in Arabic letters too.
    $sources = 'src/Aqayepardakht.Withdraw/Localization', 'src/Aqayepardakht.Withdraw/Errors/GatewayError.cs',
        'src/Aqayepardakht.PowerShell/Localization', 'src/Aqayepardakht.PowerShell/Reports/ReportText.cs',
        'src/Aqayepardakht.PowerShell/Help/fa-IR', 'src/Aqayepardakht.PostgreSql/DatabaseErrors.cs',
        'src/Aqayepardakht.Sandbox/SandboxMessages.cs', 'README.md' |
        ForEach-Object { Get-ChildItem (Join-Path (Get-RepositoryPath) $_) -File } | ForEach-Object { @{ file = $_.Name; path = $_.FullName } }
}

BeforeAll {
    Import-Module "$PSScriptRoot/../../Aqayepardakht.psd1"
    Import-Module "$PSScriptRoot/TestSupport.psm1"
    $iban = 'IR270170000000100324200001'
    $language = [cultureinfo]::CurrentUICulture
    [cultureinfo]::CurrentUICulture = 'fa-IR'

    function Assert-Persian([string] $Text) {
        [regex]::Matches($Text, '[\u0600-\u06FF]').Count | Should -BeGreaterThan 10 -Because $Text
    }

    function Assert-IsCode($Failure, $Expected) {
        $Failure.FullyQualifiedErrorId | Should -BeLike "Aqp$($Expected.Name),*"
        "$Failure".Contains($Expected.Persian) | Should -BeTrue -Because "$Failure"
        "$Failure".Contains($Expected.Code) | Should -BeTrue -Because "$Failure"
        Assert-Persian $Failure.ErrorDetails.RecommendedAction
    }
}

AfterAll {
    [cultureinfo]::CurrentUICulture = $language
}

Describe 'In a Persian session' {
    BeforeEach {
        $sandbox = Start-AqpSandbox -Manual
        $null = $sandbox | Connect-AqpAccount
    }

    AfterEach {
        Stop-AqpSandbox
        Disconnect-AqpAccount -All -ErrorAction SilentlyContinue
    }

    It 'code <_.Code> for a request is told in the words of the documentation' -ForEach $requestCodes {
        $sandbox.AnswerNext($_.Code, 'Request')
        Assert-IsCode (Get-ScriptResult { New-AqpWithdrawal 1000 $iban -Confirm:$false }).Errors[0] $_
    }

    It 'code <_.Code> for a call that reads is told in the words of the documentation' -ForEach $readCodes {
        $sandbox.AnswerNext($_.Code, 'Details')
        $sandbox.AnswerNext($_.Code, 'List')
        Assert-IsCode (Get-ScriptResult { Get-AqpWithdrawal 11111 }).Errors[0] $_
        Assert-IsCode (Get-ScriptResult { Get-AqpWithdrawalList }).Errors[0] $_
    }

    It 'an error and its advice are told in Persian: <_>' -ForEach @(
        { New-AqpWithdrawal 1.5 $iban -Confirm:$false }
        { New-AqpWithdrawal 1 IR -Confirm:$false }
        { Get-AqpWithdrawal 0 }
        { Get-AqpWithdrawalList -Page 0 }
        { Get-AqpWithdrawalList -Endpoint http://example.com }
        { Get-AqpErrorCode 99 }
        { Start-AqpSandbox -LedgerPath /nowhere/at/all/ledger.jsonl }
    ) {
        $result = Get-ScriptResult $_
        $result.ErrorIds | Should -BeLike 'Aqp*'
        Assert-Persian "$($result.Errors[0])"
        Assert-Persian $result.Errors[0].ErrorDetails.RecommendedAction
    }

    It 'a parameter that cannot be taken is explained in Persian: <_>' -ForEach @(
        { Get-AqpWithdrawalList -StartDate 01/02/2020 }
        { Get-AqpWithdrawalList -Credential $null }
        { Get-AqpWithdrawalList -Connection nobody }
        { Wait-AqpWithdrawal 1 -PollInterval 0 }
    ) {
        Assert-Persian "$((Get-ScriptResult $_).Errors[0])"
    }

    It 'no part of a sentence stays in English: <part>' -ForEach @(
        @{ part = 'JSON سرویس تسویه حساب نیست'; script = { $sandbox.FailNext('HtmlOk', 'List'); Get-AqpWithdrawalList } }
        @{
            part = 'وضعیت تسویه 11111 در 0 ثانیه خوانده نشد.'
            script = { $sandbox.FailNext('HtmlOk', 'Details'); Wait-AqpWithdrawal 11111 -Timeout 0 }
        }
        @{
            part = 'هنوز در انتظار پرداخت است'
            script = { $sandbox.AddWithdrawals(1, 'Pending'); Wait-AqpWithdrawal 11111 -Timeout 0 }
        }
        @{ part = 'دفتر پرداخت در این مسیر نیست'; script = { Get-AqpWithdrawalJournal TestDrive:/none.jsonl } }
        @{
            part = 'این خط قالب دفتر پرداخت را ندارد'
            script = { Set-Content TestDrive:/persian-1.jsonl damaged; Get-AqpWithdrawalJournal TestDrive:/persian-1.jsonl }
        }
        @{
            part = 'استفاده شده است (ثبت شده است)'
            script = {
                foreach ($amount in 1000, 2000) {
                    New-AqpWithdrawal $amount $iban -IdempotencyKey K -JournalPath TestDrive:/persian-2.jsonl -Confirm:$false
                }
            }
        }
    ) {
        $result = Get-ScriptResult $script
        "$($result.Errors[0])".Contains($part) | Should -BeTrue -Because "$($result.Errors[0])"
    }

    It 'what is wrong with a journal is told in Persian, and so is what to do' {
        Set-Content TestDrive:/persian-3.jsonl damaged
        $payment = @{ Amount = 1000; Iban = $iban; IdempotencyKey = 'INV-1'; JournalPath = 'TestDrive:/persian-3.jsonl'; Confirm = $false }
        $failure = (Get-ScriptResult { New-AqpWithdrawal @payment }).Errors[0]
        "$failure" | Should -Match 'در خط 1 آسیب دیده است'
        $failure.ErrorDetails.RecommendedAction | Should -Match 'فایل را حذف یا جایگزین نکنید'
    }

    It 'the preview of a payment is told in Persian' {
        $child = Invoke-ChildShell -Environment (Get-SandboxEnvironment $sandbox) -Script (
            "[cultureinfo]::CurrentUICulture = 'fa-IR'; [Console]::OutputEncoding = [System.Text.Encoding]::UTF8`n" +
            $ConnectScript + "New-AqpWithdrawal 1500000 $iban -WhatIf")
        $child.Text | Should -Match 'درخواست تسویه حساب'
        # Bars and marks keep each name beside its value from either side; what was piped through a child is read without its line breaks.
        ($child.Text -replace '\s+', ' ') | Should -Match "مبلغ 1,500,000 \u200E\| شبا $iban \| حساب کاربری \d+ \u200E\| درگاه 127\.0\.0\.1:\d+ \u200E\| بدون کلید یکتایی"
        $sandbox.Withdrawals.Count | Should -Be 0
    }

    It 'error codes say what they mean in Persian' {
        Get-AqpErrorCode -12 | Out-String -Width 160 | Should -Match 'موجودی'
    }
}

# The words and the rules are those of docs/persian.md.
Describe 'The Persian of <file>' -ForEach $sources {
    BeforeAll {
        $text = [System.IO.File]::ReadAllText($path) -replace 'aliases="[^"]*"', ''

        function Find-Text([string] $Pattern) {
            [regex]::Matches($text, "[^\r\n]{0,30}(?:$Pattern)[^\r\n]{0,30}") | ForEach-Object { $_.Value }
        }
    }

    It 'has no word that another one stands for' {
        $letter = '\u0620-\u065F\u0670-\u06D3'
        $words = 'پرونده', 'راز', 'نشانی', 'اعتبارنامه', 'نویسه', 'گیومه', 'رایانه', 'چاره', 'نخست', 'نخستین', 'بی‌درنگ', 'چشم‌به‌راه', 'آزموده', 'نیاورید', 'دفتر کل'
        Find-Text "(?<![$letter\u200C])(?:$($words -join '|'))(?![$letter])" | Should -BeNullOrEmpty
    }

    It 'does not call a bank account what is the account of the gateway' {
        Find-Text 'شماره حساب(?!\s+کاربری)' | Should -BeNullOrEmpty
    }

    It 'has no Arabic letter in the place of a Persian one' {
        Find-Text '[\u064A\u0643\u0629\u0660-\u0669]' | Should -BeNullOrEmpty
    }

    It 'marks a number with hyphens behind Persian letters, so that its parts stay in their order' {
        Find-Text '(?<=[\p{IsArabic}\u200C»] )\d+-\d' | Should -BeNullOrEmpty
    }
}
