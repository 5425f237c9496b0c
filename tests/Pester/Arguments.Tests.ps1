# Numbers, dates, times and accounts come with the marks, digits and spaces of the page that they were copied from.

BeforeAll {
    Import-Module "$PSScriptRoot/../../Aqayepardakht.psd1"
    $sandbox = Start-AqpSandbox
    $null = $sandbox | Connect-AqpAccount

    function ConvertTo-PersianDigit([string] $Text) {
        -join ($Text.ToCharArray() | ForEach-Object { if ($_ -ge '0' -and $_ -le '9') { [char](0x6F0 + [int]$_ - 48) } else { $_ } })
    }

    function Get-CopiedForm([string] $Plain) {
        $persian = ConvertTo-PersianDigit $Plain
        $Plain
        $persian
        "$([char]0x200E)$Plain$([char]0x200F)"
        " $([char]0x200F) $persian$([char]0xA0)$([char]0x200E)"
    }
}

AfterAll {
    Stop-AqpSandbox
    Disconnect-AqpAccount -All
}

Describe 'Text copied from a page' {
    It 'is read as a code' {
        foreach ($text in Get-CopiedForm '12') { (Get-AqpErrorCode $text).Code | Should -Be -12 }
    }

    It 'is read as a page' {
        foreach ($text in Get-CopiedForm '1') { { Get-AqpWithdrawalList -Page $text -ErrorAction Stop } | Should -Not -Throw }
    }

    It 'is read as a date' {
        foreach ($text in Get-CopiedForm '2026-12-25') { { Get-AqpWithdrawalList -StartDate $text -ErrorAction Stop } | Should -Not -Throw }
    }

    It 'is read as an id' {
        foreach ($text in Get-CopiedForm '99999') {
            $failed = $null
            Get-AqpWithdrawal $text -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed[0].TargetObject | Should -Be 99999
        }
    }

    It 'is read as a duration' {
        foreach ($plain in '30', '00:00:30') {
            foreach ($text in Get-CopiedForm $plain) {
                $failed = $null
                Wait-AqpWithdrawal 99999 -Timeout $text -PollInterval $text -ErrorAction SilentlyContinue -ErrorVariable failed
                $failed[0].TargetObject | Should -Be 99999
            }
        }
    }

    It 'is read as a state' {
        foreach ($text in Get-CopiedForm '7') { { Get-AqpWithdrawalList -Status $text -ErrorAction Stop } | Should -Not -Throw }
    }

    It 'finds a connection by its account number' {
        foreach ($text in Get-CopiedForm $sandbox.Account) { { Get-AqpWithdrawalList -Page 1 -Connection $text -ErrorAction Stop } | Should -Not -Throw }
    }
}
