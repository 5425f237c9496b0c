# Files as Excel in Iran writes them: Persian headings, typed on one keyboard or another, semicolons, and the encoding of a Persian Windows.

BeforeAll {
    Import-Module "$PSScriptRoot/../../Aqayepardakht.psd1"
    Import-Module "$PSScriptRoot/TestSupport.psm1"
    $iban = 'IR270170000000100324200001'
    $sandbox = Start-AqpSandbox -Manual
    $null = $sandbox | Connect-AqpAccount
    $folder = (Get-Item TestDrive:/).FullName

    function Write-TextFile([string] $Name, [string[]] $Line, [System.Text.Encoding] $Encoding = [System.Text.UTF8Encoding]::new($true)) {
        $path = Join-Path $folder $Name
        [System.IO.File]::WriteAllLines($path, $Line, $Encoding)
        $path
    }
}

AfterAll {
    Stop-AqpSandbox
    Disconnect-AqpAccount -All
}

Describe 'A file with Persian headings' {
    It 'is paid by <headings>' -ForEach @(
        @{ headings = 'مبلغ,شبا,کلید یکتایی' }
        @{ headings = 'مبلغ,شماره شبا,شماره فاکتور' }
        @{ headings = 'مبلغ,شبا,كليد يكتايي' }
        @{ headings = 'مبلغ,شماره شبا,شماره فاكتور' }
        @{ headings = 'مبلغ,Iban,کلید یکتایی' }
    ) {
        $key = [guid]::NewGuid().ToString()
        $file = Write-TextFile headings.csv $headings, "7000,$iban,$key"
        $journal = "TestDrive:/$key.jsonl"
        $result = Get-ScriptResult {
            Import-Csv $file -Encoding UTF8 | New-AqpWithdrawal -JournalPath $journal -DuplicateWindow 0 -Confirm:$false
        }
        $result.Errors | Should -BeNullOrEmpty
        $result.Output.Amount | Should -Be 7000
        $result.Output.Iban | Should -Be $iban
        (Get-AqpWithdrawalJournal $journal).IdempotencyKey | Should -Be $key
    }

    It 'is refused for an empty key as one with English headings is' {
        $before = $sandbox.Withdrawals.Count
        $file = Write-TextFile empty.csv 'مبلغ,شبا,کلید یکتایی', "7000,$iban,"
        $result = Get-ScriptResult { Import-Csv $file -Encoding UTF8 | New-AqpWithdrawal -JournalPath TestDrive:/empty.jsonl -Confirm:$false }
        $result.ErrorIds | Should -Be 'AqpInvalidIdempotencyKey'
        $sandbox.Withdrawals.Count | Should -Be $before
    }

    It 'leads to the withdrawals of its column of ids: <_>' -ForEach 'Get-AqpWithdrawal', 'Wait-AqpWithdrawal' {
        $sandbox.AddWithdrawals(2, 'Paid')
        $ids = $sandbox.Withdrawals[0..1].Id
        $file = Write-TextFile ids.csv (@('شناسه') + $ids)
        (Import-Csv $file -Encoding UTF8 | & $_).Id | Should -Be $ids
    }
}

Describe 'A file that Excel saved with semicolons' {
    It 'is paid once it is imported with its delimiter' {
        $file = Write-TextFile semicolons.csv 'مبلغ;شبا;شماره فاکتور', "8000;$iban;INV-1"
        $result = Get-ScriptResult {
            Import-Csv $file -Delimiter ';' -Encoding UTF8 | New-AqpWithdrawal -JournalPath TestDrive:/semicolons.jsonl -Confirm:$false
        }
        $result.Errors | Should -BeNullOrEmpty
        $result.Output.Amount | Should -Be 8000
    }

    It 'is never paid without' {
        $before = $sandbox.Withdrawals.Count
        $file = Write-TextFile semicolons.csv 'Amount;Iban;IdempotencyKey', "8000;$iban;INV-1"
        (Get-ScriptResult { Import-Csv $file | New-AqpWithdrawal -Confirm:$false }).ErrorIds | Should -Be 'InputObjectNotBound'
        $sandbox.Withdrawals.Count | Should -Be $before
    }
}

Describe 'A file in the encoding of a Persian Windows' {
    It 'is paid once it is imported with it' {
        if ($PSEdition -eq 'Core') {
            $encoding = @{ Encoding = 1256 }
            $lines = 'مبلغ,شبا,شماره فاکتور', "9000,$iban,INV-2"
        }
        else {
            # Windows PowerShell knows it only where it is the system's own.
            $encoding = @{ Encoding = 'Default' }
            $lines = 'Amount,Iban,IdempotencyKey', "9000,$iban,INV-2"
        }

        $file = Write-TextFile windows.csv $lines ([System.Text.Encoding]::GetEncoding(1256))
        $result = Get-ScriptResult {
            Import-Csv $file @encoding | New-AqpWithdrawal -JournalPath TestDrive:/windows.jsonl -Confirm:$false
        }
        $result.Errors | Should -BeNullOrEmpty
        $result.Output.Amount | Should -Be 9000
        (Get-AqpWithdrawalJournal TestDrive:/windows.jsonl).IdempotencyKey | Should -Be 'INV-2'
    }
}
