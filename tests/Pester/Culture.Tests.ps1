# The language of a session changes what is said, never what is sent, written or shown as data.

BeforeAll {
    Import-Module "$PSScriptRoot/../../Aqayepardakht.psd1"
    Import-Module "$PSScriptRoot/TestSupport.psm1"
    $sandbox = Start-AqpSandbox -Manual
    $sandbox.AddWithdrawals(1)

    # A session each, so that no other test ever runs in the culture. What it found comes back as JSON, whose own text knows no culture.
    function Invoke-InCulture([string] $Culture, [string] $UICulture) {
        $file = Join-Path (Get-Item TestDrive:/).FullName "$Culture-$UICulture.json"
        $environment = (Get-SandboxEnvironment $sandbox) + @{ AQP_TEST_CULTURE = $Culture; AQP_TEST_UI = $UICulture; AQP_TEST_FILE = $file }
        $child = Invoke-NewSession -Environment $environment -Script @'
[cultureinfo]::CurrentCulture = $env:AQP_TEST_CULTURE
[cultureinfo]::CurrentUICulture = $env:AQP_TEST_UI
Import-Module $env:AQP_TEST_MODULE
$credential = New-Object pscredential $env:AQP_TEST_ACCOUNT, (ConvertTo-SecureString $env:AQP_TEST_CODE -AsPlainText -Force)
$pin = ConvertTo-SecureString $env:AQP_TEST_PIN -AsPlainText -Force
$null = Connect-AqpAccount -Credential $credential -Pin $pin -Endpoint $env:AQP_TEST_ENDPOINT
$iban = 'IR270170000000100324200001'
$journal = $env:AQP_TEST_FILE + 'l'

$made = New-AqpWithdrawal -Amount '1,500,000' -Iban ir270170000000100324200001 -IdempotencyKey INV-I -JournalPath $journal -DuplicateWindow 0 -Confirm:$false
$fraction = try { New-AqpWithdrawal -Amount '1.500.000' -Iban $iban -Confirm:$false -ErrorAction Stop } catch { $_ }
$refused = try { New-AqpWithdrawal -Amount 9000000000000 -Iban $iban -Confirm:$false -ErrorAction Stop } catch { $_ }
$today = @(Get-AqpWithdrawalList -StartDate (Get-Date).AddDays(-2) -EndDate (Get-Date).AddDays(2))
$jalali = @(Get-AqpWithdrawalList -StartDate 1390/01/01 -EndDate 1490/12/29)

# Files as they are written and read here: with commas, and with the culture's own separator.
$failed = @()
$files = foreach ($style in @{}, @{ UseCulture = $true }) {
    $report = "$env:AQP_TEST_FILE.csv"
    Get-AqpWithdrawalList | Export-Csv $report -NoTypeInformation -Encoding UTF8 @style
    $rows = @(Import-Csv $report -Encoding UTF8 @style)
    $read = @($rows | Get-AqpWithdrawal -ErrorVariable +failed)
    $settled = @($rows | Where-Object Status -EQ Paid | Wait-AqpWithdrawal -ErrorVariable +failed)

    $payouts = "$env:AQP_TEST_FILE.payouts.csv"
    $keys = 1..2 | ForEach-Object { "I-$([guid]::NewGuid())" }
    $keys | ForEach-Object { [pscustomobject]@{ Amount = 1234567; Iban = $iban; IdempotencyKey = $_ } } |
        Export-Csv $payouts -NoTypeInformation -Encoding UTF8 @style
    $paid = foreach ($time in 1..2) {
        Import-Csv $payouts -Encoding UTF8 @style |
            New-AqpWithdrawal -JournalPath "$journal.payouts" -DuplicateWindow 0 -Confirm:$false -ErrorVariable +failed
    }

    @{
        Head      = Get-Content $report -TotalCount 1
        Separator = if ($style.Count) { [cultureinfo]::CurrentCulture.TextInfo.ListSeparator } else { ',' }
        Listed    = (Get-AqpWithdrawalList | Select-Object -Skip 2 | ConvertTo-Csv -NoTypeInformation) -join "`n"
        Read      = ($read | ConvertTo-Csv -NoTypeInformation) -join "`n"
        Settled   = $settled.Count
        Keys      = @($keys + $keys)
        PaidKeys  = @($paid.IdempotencyKey)
        Amounts   = @($paid.Amount)
        Origins   = @($paid.Origin | ForEach-Object { "$_" })
    }
}

@{
    Files      = @($files)
    Failed     = @($failed | ForEach-Object { "$_" })
    Culture    = [cultureinfo]::CurrentCulture.Name
    UICulture  = [cultureinfo]::CurrentUICulture.Name
    Amount     = $made.Amount
    Iban       = $made.Iban
    CreatedAt  = $made.CreatedAt.ToString('o', [cultureinfo]::InvariantCulture)
    Jalali     = $made.CreatedAtJalali
    Fraction   = $fraction.FullyQualifiedErrorId
    Refused    = $refused.Exception.Message
    RefusedId  = $refused.FullyQualifiedErrorId
    Advice     = $refused.ErrorDetails.RecommendedAction
    Today      = $today.Count
    All        = $jalali.Count
    Table      = @(($made | Out-String -Width 120) -split '\r?\n' | Where-Object { $_.Trim() })
    Requested  = (Get-AqpWithdrawalJournal $journal).RequestedAt.Year
    JournalRow = (Get-AqpWithdrawalJournal $journal | Out-String -Width 160)
} | ConvertTo-Json -Depth 4 | ForEach-Object {
    [regex]::Replace($_, '[^\x00-\x7F]', { param($match) '\u{0:x4}' -f [int][char]$match.Value })
} | Set-Content $env:AQP_TEST_FILE -Encoding ASCII
'@
        Test-Path $file | Should -BeTrue -Because $child.Text
        Get-Content $file -Raw | ConvertFrom-Json
    }
}

AfterAll {
    Stop-AqpSandbox
}

Describe 'A session in <culture>, spoken to in <ui>' -ForEach @(
    @{ culture = 'fa-IR'; ui = 'fa-IR'; persian = $true }
    @{ culture = 'tr-TR'; ui = 'tr-TR'; persian = $false }
    @{ culture = 'de-DE'; ui = 'de-DE'; persian = $false }
    @{ culture = 'en-US'; ui = 'fa'; persian = $true }
    @{ culture = 'ar-SA'; ui = 'en-US'; persian = $false }
    @{ culture = 'th-TH'; ui = 'th-TH'; persian = $false }
) {
    BeforeAll {
        $before = $sandbox.Withdrawals.Count
        $found = Invoke-InCulture $culture $ui

        # The payouts of the two files came after it.
        $sent = $sandbox.Withdrawals[4]
    }

    It 'is one' {
        $found.Culture | Should -Be $culture
        $found.UICulture | Should -Be $ui
    }

    It 'sends and reads the same' {
        $sandbox.Withdrawals.Count | Should -Be ($before + 5)
        $sent.Amount | Should -Be 1500000
        $sent.Iban | Should -BeExactly 'IR270170000000100324200001'
        $found.Amount | Should -Be 1500000
        $found.Iban | Should -BeExactly $sent.Iban
        ([datetime]$found.CreatedAt).ToString('s') | Should -Be $sent.CreatedAt.ToString('s')
        $found.Jalali | Should -Match '^14\d\d/\d\d/\d\d \d\d:\d\d:\d\d$'
    }

    It 'takes separators for what they are everywhere' {
        $found.Fraction | Should -BeLike 'AqpInvalidAmount,*'
    }

    It 'filters the same days' {
        $found.Today | Should -Be ($before + 1)
        $found.All | Should -Be ($before + 1)
    }

    It 'shows the same table and journal' {
        $found.Table[0].Trim() | Should -Match '^Id +Amount +Status +Bank +IBAN +Created$'
        $found.Table[2].Trim() | Should -Match ('^{0} +1,500,000 +Pending +\S+ +IR270170000000100324200001 +{1}$' -f $sent.Id, $sent.CreatedAt.ToString('yyyy-MM-dd HH:mm', [cultureinfo]::InvariantCulture))
        $found.Requested | Should -Be ([datetime]::UtcNow.Year)
        $found.JournalRow | Should -Match ' 1,500,000 .* 20\d\d-\d\d-\d\d '
    }

    It 'is spoken to in its own language' {
        $found.RefusedId | Should -BeLike 'AqpInsufficientBalance,*'
        ($found.Refused -match '[\u0600-\u06FF]') | Should -Be $persian
        ($found.Advice -match '[\u0600-\u06FF]') | Should -Be $persian
        $found.Refused | Should -Match '-12'
    }
    It 'reads back and pays what it wrote to a file, with commas and with its own separator' {
        $found.Failed | Should -BeNullOrEmpty
        $found.Files.Count | Should -Be 2
        foreach ($file in $found.Files) {
            $file.Head | Should -Match ('^\W*Id\W*{0}\W*Amount' -f [regex]::Escape($file.Separator))
            $file.Read | Should -BeExactly $file.Listed
            $file.Settled | Should -Be 1
            $file.PaidKeys | Should -BeExactly $file.Keys
            $file.Amounts | Should -Be 1234567, 1234567, 1234567, 1234567
            $file.Origins | Should -Be 'Requested', 'Requested', 'Recorded', 'Recorded'
        }
    }
}
