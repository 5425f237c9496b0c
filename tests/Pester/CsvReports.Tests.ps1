# An accountant opens the file in Excel; the next script reads it back. Both must find what the gateway said.

BeforeAll {
    Import-Module "$PSScriptRoot/../../Aqayepardakht.psd1"
    Import-Module "$PSScriptRoot/TestSupport.psm1"
    $sandbox = Start-AqpSandbox -Manual -PageSize 4
    $null = $sandbox | Connect-AqpAccount
    $sandbox.AddWithdrawals(5, 'Paid')
    $sandbox.AddWithdrawals(3, 'Cancelled')
    $sandbox.AddWithdrawals(2, 'Pending')
    $file = Join-Path (Get-Item TestDrive:/).FullName 'report.csv'
    Get-AqpWithdrawalList | Export-Csv $file -NoTypeInformation -Encoding (Get-CsvEncoding)
    $rows = Import-Csv $file -Encoding UTF8
}

AfterAll {
    Stop-AqpSandbox
    Disconnect-AqpAccount -All
}

Describe 'Get-AqpWithdrawalList | Export-Csv' {
    It 'has exactly the twelve columns, in order' {
        $rows[0].PSObject.Properties.Name | Should -Be @(
            'Id', 'Amount', 'Status', 'HolderName', 'BankName', 'Iban', 'CreatedAt', 'CreatedAtJalali', 'UpdatedAt', 'UpdatedAtJalali', 'TrackingNumber', 'Comment')
    }

    It 'has every row once, newest first' {
        $rows.Id | Should -Be ($sandbox.Withdrawals.Id | ForEach-Object { "$_" })
    }

    It 'begins with a byte order mark, without which Excel does not read Persian' {
        [System.IO.File]::ReadAllBytes($file)[0..2] | Should -Be 0xEF, 0xBB, 0xBF
    }

    It 'brings Persian text back as it was' {
        $rows[0].HolderName | Should -Match '^[\u0600-\u06FF ]+$'
        $rows[0].HolderName | Should -BeExactly $sandbox.Withdrawals[0].HolderName
        $rows[0].BankName | Should -BeExactly $sandbox.Withdrawals[0].BankName
        ($rows | Where-Object Status -EQ Cancelled).Comment | Should -Match '[\u0600-\u06FF]'
    }

    It 'keeps all 18 digits of a tracking number, and leaves the cell empty where there is none' {
        $paid = @($rows | Where-Object Status -EQ Paid)
        $paid.Count | Should -Be 5
        $paid.TrackingNumber | Should -Match '^\d{18}$'
        $paid[0].TrackingNumber | Should -BeExactly @($sandbox.Withdrawals | Where-Object Status -EQ Paid)[0].TrackingNumber
        ($rows | Where-Object Status -NE Paid).TrackingNumber | Should -Be @('', '', '', '', '')
    }

    It 'writes states as words and amounts as bare numbers' {
        $rows.Status | Should -Be (@('Pending') * 2 + @('Cancelled') * 3 + @('Paid') * 5)
        $rows.Amount | Should -Match '^\d+$'
    }
}

Describe 'A report that is read back' {
    It 'pipes into Get-AqpWithdrawal' {
        $again = Import-Csv $file -Encoding UTF8 | Get-AqpWithdrawal
        $again.Id | Should -Be ($rows.Id | ForEach-Object { [long]$_ })
        ($again | ConvertTo-Csv -NoTypeInformation) | Should -Be (Get-AqpWithdrawalList | ConvertTo-Csv -NoTypeInformation)
    }

    It 'pipes into Wait-AqpWithdrawal, which emits each row that is settled' {
        $settled = Import-Csv $file -Encoding UTF8 | Where-Object Status -NE Pending | Wait-AqpWithdrawal -Timeout 60
        $settled.Count | Should -Be 8
    }

    It 'names the ids that are still pending when the time is over' {
        $settled = Import-Csv $file -Encoding UTF8 |
            Wait-AqpWithdrawal -Timeout 0 -ErrorAction SilentlyContinue -ErrorVariable late
        $settled.Count | Should -Be 8
        $late.FullyQualifiedErrorId | Should -Be @(@('AqpWaitTimeout,Aqayepardakht.Commands.WaitAqpWithdrawalCommand') * 2)
        $late.TargetObject | Should -Be ($rows | Where-Object Status -EQ Pending | ForEach-Object { [long]$_.Id })
    }

    It 'may be sorted, filtered and summed as it was written' {
        ($rows | Measure-Object Amount -Sum).Sum | Should -Be ($sandbox.Withdrawals | Measure-Object Amount -Sum).Sum
    }

    It 'reads back ids typed with Persian digits' {
        $id = $rows[0].Id
        ([pscustomobject]@{ Id = ConvertTo-PersianDigit $id } | Get-AqpWithdrawal).Id | Should -Be ([long]$id)
    }
}
