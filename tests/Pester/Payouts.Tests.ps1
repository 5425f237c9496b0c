# A payout file is what the module is for: rows of text in, withdrawals out, and no row lost on the way.

BeforeAll {
    Import-Module "$PSScriptRoot/../../Aqayepardakht.psd1"
    Import-Module "$PSScriptRoot/TestSupport.psm1"
    $one = 'IR270170000000100324200001'
    $two = 'IR300120000000003412345678'

    function Write-PayoutFile([string[]] $Line, [string] $Path = "TestDrive:/payouts.csv", [switch] $WithoutMark) {
        $file = Join-Path (Get-Item TestDrive:/).FullName (Split-Path $Path -Leaf)
        [System.IO.File]::WriteAllLines($file, $Line, [System.Text.UTF8Encoding]::new(-not $WithoutMark))
        $file
    }
}

Describe 'Paying a CSV file' {
    BeforeEach {
        $sandbox = Start-AqpSandbox -Manual
        $null = $sandbox | Connect-AqpAccount
        $journal = "TestDrive:/$([guid]::NewGuid()).jsonl"
    }

    AfterEach {
        Stop-AqpSandbox
        Disconnect-AqpAccount -All
    }

    It 'pays every row, in the order of the file' {
        $file = Write-PayoutFile 'Amount,Iban', "1000,$one", "2000,$two", "3000,$one"
        $made = Import-Csv $file -Encoding UTF8 | New-AqpWithdrawal -AllowUnkeyed -Confirm:$false
        $made.Amount | Should -Be 1000, 2000, 3000
        $made.Iban | Should -Be $one, $two, $one
        ($sandbox.Withdrawals | Sort-Object Id).Amount | Should -Be 1000, 2000, 3000
    }

    It 'reads amounts and IBANs as people type them' {
        $file = Write-PayoutFile @(
            'Amount,Iban'
            '"{0}",{1}' -f (ConvertTo-PersianDigit '1500000'), $one
            '"1,500,001",IR27 0170 0000 0010 0324 2000 01'
            '"{0}",ir27-0170-0000-0010-0324-2000-01' -f ((ConvertTo-PersianDigit '1500002').Insert(4, [char]0x066C).Insert(1, [char]0x066C))
            '" 1500003 ",270170000000100324200001'
            '1500004.00,IR{0}' -f (ConvertTo-PersianDigit '300120000000003412345678')
        )
        $made = Import-Csv $file -Encoding UTF8 | New-AqpWithdrawal -AllowUnkeyed -Confirm:$false
        $made.Amount | Should -Be 1500000, 1500001, 1500002, 1500003, 1500004
        $made.Iban | Should -Be $one, $one, $one, $one, $two
    }

    It 'pays the same with and without a byte order mark' {
        $plain = Write-PayoutFile 'Amount,Iban', "1000,$one" -Path plain.csv -WithoutMark
        $marked = Write-PayoutFile 'Amount,Iban', "2000,$one" -Path marked.csv
        $made = $plain, $marked | ForEach-Object { Import-Csv $_ -Encoding UTF8 } | New-AqpWithdrawal -AllowUnkeyed -Confirm:$false
        $made.Amount | Should -Be 1000, 2000
    }

    It 'takes the key of each row from its column and pays a rerun of the file no second time' {
        $file = Write-PayoutFile 'IdempotencyKey,Amount,Iban', "INV-1,1000,$one", "INV-2,2000,$two"
        $first = Import-Csv $file -Encoding UTF8 | New-AqpWithdrawal -JournalPath $journal -Confirm:$false
        $second = Import-Csv $file -Encoding UTF8 | New-AqpWithdrawal -JournalPath $journal -Confirm:$false
        $second.Id | Should -Be $first.Id
        $sandbox.Withdrawals.Count | Should -Be 2
        (Get-AqpWithdrawalJournal $journal).IdempotencyKey | Should -Be 'INV-1', 'INV-2'
    }

    It 'refuses a row whose key is empty instead of paying it without one' {
        $file = Write-PayoutFile 'IdempotencyKey,Amount,Iban', ",1000,$one", "INV-2,2000,$two"
        $made = Import-Csv $file -Encoding UTF8 |
            New-AqpWithdrawal -JournalPath $journal -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failed
        $made.Amount | Should -Be 2000
        $failed.FullyQualifiedErrorId | Should -BeLike 'AqpInvalidIdempotencyKey,*'
    }

    It 'pays a key that stands in several rows once, and reports each of the others' {
        $file = Write-PayoutFile 'IdempotencyKey,Amount,Iban', "INV-1,1000,$one", "INV-1,1000,$one", "INV-1,1001,$one", "INV-2,2000,$two"
        $made = Import-Csv $file -Encoding UTF8 |
            New-AqpWithdrawal -JournalPath $journal -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failed
        $made.Amount | Should -Be 1000, 2000
        $sandbox.Withdrawals.Count | Should -Be 2
        $failed.Count | Should -Be 2
        $failed.FullyQualifiedErrorId | Should -BeLike 'AqpIdempotencyKeyRepeated,*'
    }

    It 'leaves columns alone that are not its own' {
        $file = Write-PayoutFile 'Id,Status,Note,Pin,Confirm,WhatIf,Amount,Iban', "7,Paid,rent,000,True,True,1000,$one"
        $made = Import-Csv $file -Encoding UTF8 | New-AqpWithdrawal -AllowUnkeyed -Confirm:$false
        $made.Amount | Should -Be 1000
    }

    It 'is not stopped by a bad row' {
        $sandbox.Balance = 6000
        $file = Write-PayoutFile @(
            'Amount,Iban'
            "1000,$one"
            "1000.5,$one"
            '1000,IR280170000000100324200001'
            "9000,$one"
            '1000,IR390170000000300000001234'
            ",$one"
            '1000,'
            "2000,$two"
        )
        $made = Import-Csv $file -Encoding UTF8 |
            New-AqpWithdrawal -AllowUnkeyed -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failed
        $made.Amount | Should -Be 1000, 2000
        ($failed | ForEach-Object { $_.FullyQualifiedErrorId.Split(',')[0] }) | Should -Be @(
            'AqpInvalidAmount', 'AqpInvalidIban', 'AqpInsufficientBalance', 'AqpIbanNotRegistered', 'AqpInvalidAmount', 'AqpInvalidIban')
        ($failed | ForEach-Object { "$($_.TargetObject.Amount) $($_.TargetObject.Iban)" }) | Should -Be @(
            "1000.5 $one", '1000 IR280170000000100324200001', "9000 $one", '1000 IR390170000000300000001234', " $one", '1000 ')
        @($sandbox.Requests | Where-Object Operation -EQ Request).Count | Should -Be 4

        # A log of the night shows the message alone.
        "$($failed[2])" | Should -BeLike "* (gateway code -12) ``[9000 -> $one``] Request a smaller amount*"
        "$($failed[3])" | Should -BeLike '* (gateway code -17) `[1000 -> IR390170000000300000001234`] Use a registered IBAN*'
    }

    It 'does not pay a row without a cell with that of the row before' {
        $rows = @(
            [pscustomobject]@{ Amount = '1000'; Iban = $one }
            [pscustomobject]@{ Iban = $one }
            [pscustomobject]@{ Amount = '2000' }
            [pscustomobject]@{ Amount = $null; Iban = $one }
            [pscustomobject]@{ Amount = '3000'; Iban = $null }
            [pscustomobject]@{ Amount = '4000'; Iban = $two }
        )
        $result = Get-ScriptResult { $rows | New-AqpWithdrawal -AllowUnkeyed -Confirm:$false }
        $result.Output.Amount | Should -Be 1000, 4000
        $result.ErrorIds | Should -Be 'InputObjectMissingMandatory', 'InputObjectMissingMandatory', 'AqpInvalidAmount', 'AqpInvalidIban'
        $sandbox.Withdrawals.Count | Should -Be 2
    }

    It 'requests each row as soon as it comes' {
        $rows = 1..3 | ForEach-Object { [pscustomobject]@{ Amount = "$_"; Iban = $one } }
        $rows | New-AqpWithdrawal -AllowUnkeyed -Confirm:$false | ForEach-Object { $sandbox.Withdrawals.Count } | Should -Be 1, 2, 3
    }

    It 'exports the rows that failed as a file that pays once it is corrected' {
        $file = Write-PayoutFile 'IdempotencyKey,Amount,Iban', "INV-1,1000,$one", "INV-2,2000.5,$two", "INV-3,3000,$one"
        Import-Csv $file -Encoding UTF8 |
            New-AqpWithdrawal -JournalPath $journal -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failed | Out-Null
        $failed.TargetObject | Export-Csv TestDrive:/failed.csv -NoTypeInformation -Encoding (Get-CsvEncoding)

        $rows = @(Import-Csv TestDrive:/failed.csv)
        $rows[0].PSObject.Properties.Name | Should -Be 'Amount', 'Iban', 'IdempotencyKey'
        $rows.IdempotencyKey | Should -Be 'INV-2'
        $rows[0].Amount = '2000'
        $made = $rows | New-AqpWithdrawal -JournalPath $journal -Confirm:$false
        $made.Amount | Should -Be 2000
        ($sandbox.Withdrawals | Sort-Object Id).Amount | Should -Be 1000, 3000, 2000
    }

    It 'stops at once when every further row would fail too' {
        $file = Write-PayoutFile 'Amount,Iban', "1000,$one", "2000,$one"
        $wrong = New-Object pscredential $sandbox.Account, (ConvertTo-TestSecret 'not the key')
        { Import-Csv $file -Encoding UTF8 | New-AqpWithdrawal -AllowUnkeyed -Credential $wrong -Endpoint $sandbox.Endpoint -Confirm:$false } |
            Should -Throw -ErrorId 'AqpKeyWrong,*'
        $sandbox.Requests.Count | Should -Be 1
        $sandbox.Withdrawals.Count | Should -Be 0
    }
}

Describe 'Pay, wait and export' {
    AfterEach {
        Stop-AqpSandbox
        Disconnect-AqpAccount -All
    }

    It 'is one line' {
        $sandbox = Start-AqpSandbox -SettleAfter 0
        $null = $sandbox | Connect-AqpAccount
        $file = Write-PayoutFile 'Amount,Iban,IdempotencyKey', "1000,$one,INV-1", "2000,$two,INV-2"
        Import-Csv $file -Encoding UTF8 | New-AqpWithdrawal -JournalPath (New-JournalPath) -Confirm:$false | Wait-AqpWithdrawal |
            Export-Csv TestDrive:/paid.csv -NoTypeInformation -Encoding (Get-CsvEncoding)
        $paid = Import-Csv TestDrive:/paid.csv -Encoding UTF8
        $paid.Amount | Should -Be '1000', '2000'
        $paid.Status | Should -Be 'Paid', 'Paid'
        $paid.TrackingNumber | Should -Match '^\d{18}$'
    }
}
