# What people see, and what PowerShell's own commands make of the objects.

BeforeAll {
    Import-Module "$PSScriptRoot/../../Aqayepardakht.psd1"
    Import-Module "$PSScriptRoot/TestSupport.psm1"
    $iban = 'IR270170000000100324200001'
    $sandbox = Start-AqpSandbox -Manual
    $connection = $sandbox | Connect-AqpAccount
    $sandbox.AddWithdrawals(3, 'Paid')
    $sandbox.AddWithdrawals(2, 'Cancelled')
    $made = New-AqpWithdrawal 1500000 $iban -IdempotencyKey INV-1405-001 -JournalPath TestDrive:/formats.jsonl -Confirm:$false
    $list = Get-AqpWithdrawalList

    # Out-String of one width, so that no terminal has a say; lines are compared without their padding.
    function Get-Line([int] $Width = 120) {
        ($input | Out-String -Width $Width) -split '\r?\n' | ForEach-Object { $_.Trim() } | Where-Object { $_ }
    }
}

AfterAll {
    Stop-AqpSandbox
    Disconnect-AqpAccount -All
}

Describe 'Withdrawals on the screen' {
    It 'are a table with thousands separators' {
        $lines = @($made | Get-Line)
        $lines.Count | Should -Be 3
        $lines[0] | Should -Match '^Id +Amount +Status +Bank +IBAN +Created$'
        $lines[2] | Should -Match ('^{0} +1,500,000 +Pending +\S+ +{1} +{2}$' -f $made.Id, $iban, $made.CreatedAt.ToString('yyyy-MM-dd HH:mm', [cultureinfo]::InvariantCulture))
    }

    It 'show every digit of id, amount and IBAN on 80 columns' {
        $lines = @($made | Get-Line 80)
        $lines[0] | Should -Match '^Id +Amount +Status +Bank +IBAN$'
        $lines[2] | Should -Match ('^{0} +1,500,000 +Pending +\S+ +{1}' -f $made.Id, $iban)
    }

    It 'never show an amount with a digit cut off' {
        $large = $made | Select-Object *
        $large.PSObject.TypeNames.Insert(0, 'Aqayepardakht.Withdrawal')
        $large.Amount = 999999999999
        ($large | Get-Line 80) -join "`n" | Should -Match ' 999,999,999,999 '
    }

    It 'have a Jalali view' {
        $lines = @($list[-1], $made | Format-Table -View Jalali | Get-Line)
        $lines[0] | Should -Match 'Status +Created \(Jalali\) +Updated \(Jalali\) +IBAN +Bank$'
        $lines[2] | Should -Match (' Paid +{0} {1} {2} +\S+$' -f $list[-1].CreatedAtJalali,
            $list[-1].UpdatedAtJalali, $list[-1].Iban)
        $lines[3] | Should -Match (' Pending +{0} +{1} +\S+$' -f $made.CreatedAtJalali, $iban)
        $made.CreatedAtJalali | Should -Match '^14\d\d/\d\d/\d\d \d\d:\d\d:\d\d$'
    }

    It 'show the Jalali days of the request and of the payment on 80 columns' {
        $lines = @($list[-1] | Format-Table -View Jalali | Get-Line 80)
        $lines[0] | Should -Match '^Id +Amount +Status +Created \(Jalali\) +Updated \(Jalali\)$'
        $lines[2] | Should -Match (' {0} {1}$' -f $list[-1].CreatedAtJalali, $list[-1].UpdatedAtJalali)
    }

    It 'have a list view with all twelve properties' {
        $lines = @($list[-1] | Format-List | Get-Line)
        $names = $lines | ForEach-Object { ($_ -split ' *: ', 2)[0].TrimEnd(' ', ':') }
        $names | Should -Be @(
            'Id', 'Amount', 'Status', 'HolderName', 'BankName', 'Iban', 'CreatedAt', 'CreatedAtJalali', 'UpdatedAt', 'UpdatedAtJalali',
            'TrackingNumber', 'Comment')
        $shown = @{}
        $lines | ForEach-Object { $name, $value = $_ -split ' *: ', 2; $shown[$name] = $value }
        $first = $list[-1]
        $shown.Id | Should -Be "$($first.Id)"
        $shown.Amount | Should -Be $first.Amount.ToString('N0', [cultureinfo]::InvariantCulture)
        $shown.Iban | Should -Be $first.Iban
        $shown.HolderName | Should -BeExactly $first.HolderName
        $shown.CreatedAt | Should -Be $first.CreatedAt.ToString('yyyy-MM-dd HH:mm:ss', [cultureinfo]::InvariantCulture)
        $shown.UpdatedAt | Should -Be $first.UpdatedAt.ToString('yyyy-MM-dd HH:mm:ss', [cultureinfo]::InvariantCulture)
        $shown.CreatedAtJalali | Should -Be $first.CreatedAtJalali
        $shown.UpdatedAtJalali | Should -Be $first.UpdatedAtJalali
        $shown.TrackingNumber | Should -Match '^\d{18}$'
    }
}

Describe 'Withdrawals in PowerShell''s own commands' {
    It 'group by status' {
        $groups = $list | Group-Object Status | Sort-Object Name
        $groups.Name | Should -Be 'Cancelled', 'Paid', 'Pending'
        $groups | ForEach-Object { $_.Count } | Should -Be 2, 3, 1
    }

    It 'add up' {
        ($list | Measure-Object Amount -Sum).Sum | Should -Be ($sandbox.Withdrawals | Measure-Object Amount -Sum).Sum
        ($list | Measure-Object Amount -Maximum).Maximum | Should -Be 1500000
    }

    It 'sort by time, amount and id' {
        ($list | Sort-Object CreatedAt, Id).Id | Should -Be ($list.Id | Sort-Object)
        ($list | Sort-Object Amount -Descending)[0].Amount | Should -Be 1500000
    }

    It 'filter by status, amount and time' {
        ($list | Where-Object Status -EQ Pending).Id | Should -Be $made.Id
        ($list | Where-Object Amount -GT 1000000).Id | Should -Be $made.Id
        ($list | Where-Object { $_.Status -in 'Paid', 'Cancelled' }).Count | Should -Be 5
        ($list | Where-Object CreatedAt -GT ([datetime]'2020-01-01')).Count | Should -Be 6
    }

    It 'become HTML with the twelve columns' {
        $html = $list | ConvertTo-Html | Out-String
        [regex]::Matches($html, '<th>(.*?)</th>').Count | Should -Be 12
        [regex]::Matches($html, '<tr><td>').Count | Should -Be 6
        $html | Should -Match $list[-1].TrackingNumber
    }

    It 'become JSON and come back' {
        $again = $list | ConvertTo-Json -Depth 2 | ConvertFrom-Json
        $again.Count | Should -Be 6
        $again[0].Id | Should -Be $made.Id
        $again[-1].TrackingNumber | Should -BeOfType string
        ($again | Get-AqpWithdrawal).Id | Should -Be $list.Id
    }
}

Describe 'The other objects on the screen' {
    It 'a connection shows no key' {
        $lines = @($connection | Get-Line)
        $lines[0] | Should -Match '^Account +Endpoint +Pin +Current +Timeout$'
        $lines[2] | Should -Match "^$($sandbox.Account) +$([regex]::Escape($sandbox.Endpoint)) +True +True +30$"
    }

    It 'an error code is a row, and a list with both languages' {
        @(Get-AqpErrorCode -12 | Get-Line)[0] | Should -Match '^ *Code +Name +Calls +Meaning$'
        @(Get-AqpErrorCode -12 | Get-Line)[2] | Should -Match '^ *-12 InsufficientBalance +Request +The amount is more than'
        $list = Get-AqpErrorCode -12 | Format-List | Out-String -Width 200
        $list | Should -Match 'ErrorId +: AqpInsufficientBalance'
        $list | Should -Match 'Persian +: [\u0600-\u06FF]'
    }

    It 'a journal entry is a row' {
        $lines = @(Get-AqpWithdrawalJournal TestDrive:/formats.jsonl | Get-Line 140)
        $lines[0] | Should -Match '^Key +State +Amount +Id +IBAN +Code +Requested$'
        $lines[2] | Should -Match "^INV-1405-001 +Made +1,500,000 +$($made.Id) +$iban +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$"
    }

    It 'a sandbox, its withdrawals and its calls are tables' {
        @($sandbox | Get-Line)[0] | Should -Match '^Account +Endpoint +Balance +Withdrawals$'
        @($sandbox | Get-Line)[2] | Should -Match "^$($sandbox.Account) +http://127.0.0.1:\d+/api/v2/withdraw/ +[\d,]+ +6$"
        @($sandbox.Withdrawals | Get-Line)[0] | Should -Match '^Id +Amount +Status +Bank +IBAN +Created$'
        @($sandbox.Withdrawals | Get-Line).Count | Should -Be 8
        @($sandbox.Requests | Get-Line)[0] | Should -Match '^Number +Operation +Page +Id +HTTP +Code +Fault$'
    }

    It 'a sandbox is a list of what it has, and not of every call' {
        $text = $sandbox | Format-List | Out-String -Width 200
        $text | Should -Match '(?m)^Withdrawals +: 6\r?$'
        $text | Should -Match '(?m)^HasPin +: True\r?$'
        $text | Should -Not -Match 'SandboxCall|SecureString'
    }
}
