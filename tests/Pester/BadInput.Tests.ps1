# What cannot be meant is refused with an error, and nothing leaves.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/TestSupport.psm1"
    $commands = @($AccountCommands.Keys)
}

BeforeAll {
    Import-Module "$PSScriptRoot/../../Aqayepardakht.psd1"
    Import-Module "$PSScriptRoot/TestSupport.psm1"
    $iban = 'IR270170000000100324200001'
    $sandbox = Start-AqpSandbox -Manual
    $null = $sandbox | Connect-AqpAccount

    function Assert-Refused([scriptblock] $Call, [string] $Id) {
        $result = Get-ScriptResult $Call
        $result.ErrorIds | Should -Be $Id
        "$($result.Errors[0])" | Should -Not -BeNullOrEmpty
        $result.Output | Should -BeNullOrEmpty
        $sandbox.Requests.Count | Should -Be 0
        $sandbox.Withdrawals.Count | Should -Be 0
    }
}

AfterAll {
    Stop-AqpSandbox
    Disconnect-AqpAccount -All
}

Describe 'An amount that is not a whole number above zero' {
    It 'is refused: <_>' -ForEach @(
        { New-AqpWithdrawal 1.5 $iban -Confirm:$false }
        { New-AqpWithdrawal '1.5' $iban -Confirm:$false }
        { New-AqpWithdrawal (1.5) $iban -Confirm:$false }
        { New-AqpWithdrawal (3 / 2) $iban -Confirm:$false }
        { New-AqpWithdrawal '1500.000' $iban -Confirm:$false }
        { New-AqpWithdrawal 0 $iban -Confirm:$false }
        { New-AqpWithdrawal '0.00' $iban -Confirm:$false }
        { New-AqpWithdrawal -5 $iban -Confirm:$false }
        { New-AqpWithdrawal '-5' $iban -Confirm:$false }
        { New-AqpWithdrawal 9223372036854775808 $iban -Confirm:$false }
        { New-AqpWithdrawal '99999999999999999999999999' $iban -Confirm:$false }
        { New-AqpWithdrawal ([double]::MaxValue) $iban -Confirm:$false }
        { New-AqpWithdrawal ([double]::NaN) $iban -Confirm:$false }
        { New-AqpWithdrawal '' $iban -Confirm:$false }
        { New-AqpWithdrawal '   ' $iban -Confirm:$false }
        { New-AqpWithdrawal $null $iban -Confirm:$false }
        { New-AqpWithdrawal 'a million' $iban -Confirm:$false }
        { New-AqpWithdrawal '1,5' $iban -Confirm:$false }
        { New-AqpWithdrawal '1,50,000' $iban -Confirm:$false }
        { New-AqpWithdrawal '1,000,00' $iban -Confirm:$false }
        { New-AqpWithdrawal '1 000' $iban -Confirm:$false }
        { New-AqpWithdrawal '1000 Rial' $iban -Confirm:$false }
        { New-AqpWithdrawal 1e3 $iban -Confirm:$false }
        { New-AqpWithdrawal '1e3' $iban -Confirm:$false }
        { New-AqpWithdrawal 0x10 $iban -Confirm:$false }
        { New-AqpWithdrawal '0x10' $iban -Confirm:$false }
        { New-AqpWithdrawal 1kb $iban -Confirm:$false }
        { New-AqpWithdrawal $true $iban -Confirm:$false }
    ) {
        Assert-Refused $_ 'AqpInvalidAmount'
    }

    It 'is refused when it is a list, which is what unquoted commas make: <_>' -ForEach @(
        { New-AqpWithdrawal 1,5 $iban -Confirm:$false }
        { New-AqpWithdrawal 1,500,000 $iban -Confirm:$false }
        { New-AqpWithdrawal @() $iban -Confirm:$false }
    ) {
        Assert-Refused $_ 'ParameterArgumentTransformationError'
    }
}

Describe 'An IBAN that cannot be one' {
    It 'is refused: "<_>"' -ForEach @(
        ''
        '  '
        'IR280170000000100324200001'
        'IR270170000000100324200010'
        'IR4444444444444444444440'
        'IR2701700000001003242000011'
        'DE89370400440532013000'
        'IR27017000000010032420000O'
        6037991234567890
        'hello'
    ) {
        $wrong = $_
        Assert-Refused { New-AqpWithdrawal 1000 $wrong -Confirm:$false } 'AqpInvalidIban'
    }

    It 'is refused when it is $null' {
        Assert-Refused { New-AqpWithdrawal 1000 $null -Confirm:$false } 'AqpInvalidIban'
    }
}

Describe 'A date that can be read in two ways or in none' {
    It 'is refused: "<_>"' -ForEach @(
        '01/02/2020'
        '1/2/2020'
        '01-02-20'
        '2020.02.01'
        '20200201'
        20200201
        '2020/02-01'
        '2020-02-30'
        '32-01-2020'
        '2020-13-01'
        '1401/12/30'
        '1401/13/01'
        'yesterday'
        '2020-02-01T00:00:00'
        ''
    ) {
        $date = $_
        Assert-Refused { Get-AqpWithdrawalList -StartDate $date } 'ParameterArgumentTransformationError'
        Assert-Refused { Get-AqpWithdrawalList -EndDate $date } 'ParameterArgumentTransformationError'
    }

    It 'is refused when it is $null' {
        Assert-Refused { Get-AqpWithdrawalList -StartDate $null } 'ParameterArgumentTransformationError'
        Assert-Refused { Get-AqpWithdrawalList -EndDate $null } 'ParameterArgumentTransformationError'
    }

    It 'is refused with the forms that are taken' {
        $result = Get-ScriptResult { Get-AqpWithdrawalList -StartDate '01/02/2020' }
        "$($result.Errors[0])" | Should -BeLike "*'01/02/2020'*25-12-2026 (day first), 2026-12-25, 2026/12/25, Jalali 1405/10/04*"
    }
}

Describe 'A list that cannot be' {
    It 'is refused: <script>' -ForEach @(
        @{ id = 'AqpInvalidPeriod'; script = { Get-AqpWithdrawalList -StartDate 02-01-2020 -EndDate 01-01-2020 } }
        @{ id = 'AqpInvalidPeriod'; script = { Get-AqpWithdrawalList -StartDate 1401/07/10 -EndDate 01-10-2022 } }
        @{ id = 'AqpInvalidPage'; script = { Get-AqpWithdrawalList -Page 0 } }
        @{ id = 'AqpInvalidPage'; script = { Get-AqpWithdrawalList -Page -1 } }
        @{ id = 'CannotConvertArgumentNoMessage'; script = { Get-AqpWithdrawalList -Page one } }
        @{ id = 'ParameterArgumentTransformationError'; script = { Get-AqpWithdrawalList -Status Lost } }
        @{ id = 'CannotConvertArgumentNoMessage'; script = { Get-AqpWithdrawalList -First -1 } }
        @{ id = 'CannotConvertArgumentNoMessage'; script = { Get-AqpWithdrawalList -Skip -1 } }
    ) {
        Assert-Refused $script $id
    }
}

Describe 'An id that cannot be one' {
    It 'is refused: <command> <written>' -ForEach @(
        foreach ($command in 'Get-AqpWithdrawal', 'Wait-AqpWithdrawal') {
            @{ command = $command; written = '0'; value = 0; id = 'AqpInvalidWithdrawalId' }
            @{ command = $command; written = '-1'; value = -1; id = 'AqpInvalidWithdrawalId' }
            @{ command = $command; written = "'0'"; value = '0'; id = 'AqpInvalidWithdrawalId' }
            @{ command = $command; written = 'one'; value = 'one'; id = 'ParameterArgumentTransformationError' }
            @{ command = $command; written = "'11111-2'"; value = '11111-2'; id = 'ParameterArgumentTransformationError' }
            @{ command = $command; written = '2 to the 63rd'; value = 9223372036854775808; id = 'ParameterArgumentTransformationError' }
            @{ command = $command; written = '11111.5'; value = 11111.5; id = 'ParameterArgumentTransformationError' }
            @{ command = $command; written = "'11111.7'"; value = '11111.7'; id = 'ParameterArgumentTransformationError' }
            @{ command = $command; written = "''"; value = ''; id = 'ParameterArgumentTransformationError' }
            @{ command = $command; written = '$true'; value = $true; id = 'ParameterArgumentTransformationError' }
            @{ command = $command; written = "11111, ''"; value = 11111, ''; id = 'ParameterArgumentTransformationError' }
            @{ command = $command; written = '$null'; value = $null; id = 'ParameterArgumentValidationErrorNullNotAllowed' }
            @{ command = $command; written = '@()'; value = @(); id = 'ParameterArgumentValidationErrorEmptyArrayNotAllowed' }
        }
    ) {
        Assert-Refused { & $command $value } $id
    }
}

Describe 'A length of time that cannot be waited' {
    It 'is refused as the time limit of a call: <_>' -ForEach ($commands + 'Connect-AqpAccount') {
        $command = $AccountCommands[$_]
        if (-not $command) { $command = { Connect-AqpAccount $sandbox.Credential -Endpoint $sandbox.Endpoint @args } }
        foreach ($seconds in 0, -1, 86401) {
            Assert-Refused { & $command -TimeoutSec $seconds } 'ParameterArgumentValidationError'
        }
    }

    It 'is refused: <_>' -ForEach @(
        { Wait-AqpWithdrawal 11111 -PollInterval 0 }
        { Wait-AqpWithdrawal 11111 -PollInterval -1 }
        { Wait-AqpWithdrawal 11111 -PollInterval soon }
        { Wait-AqpWithdrawal 11111 -PollInterval '' }
        { Wait-AqpWithdrawal 11111 -PollInterval ([timespan]::Zero) }
        { Wait-AqpWithdrawal 11111 -PollInterval ([timespan]::MaxValue) }
        { Wait-AqpWithdrawal 11111 -PollInterval 1e300 }
        { Wait-AqpWithdrawal 11111 -PollInterval ([double]::NaN) }
        { Wait-AqpWithdrawal 11111 -PollInterval $true }
        { Wait-AqpWithdrawal 11111 -Timeout -1 }
        { Wait-AqpWithdrawal 11111 -Timeout soon }
        { Wait-AqpWithdrawal 11111 -Timeout ([timespan]::MaxValue) }
    ) {
        Assert-Refused $_ 'ParameterArgumentTransformationError'
    }
}

Describe 'A pin that is no SecureString' {
    It 'is refused: <_>' -ForEach @('', 'text', 1234) {
        $text = $_
        Assert-Refused { New-AqpWithdrawal 1000 $iban -Pin $text -Confirm:$false } 'CannotConvertArgumentNoMessage'
    }
}

Describe 'Two accounts at once' {
    It 'are refused: <_>' -ForEach @(
        { Get-AqpWithdrawalList -Credential $sandbox.Credential -Connection $sandbox.Account }
        { Get-AqpWithdrawalList -Credential $sandbox.Credential -SecretName one }
        { Get-AqpWithdrawalList -SecretName one -Connection $sandbox.Account }
    ) {
        Assert-Refused $_ 'AmbiguousParameterSet'
    }
}

Describe 'A credential that has no key' {
    It 'is refused when it is $null, and nobody is asked for one: <_>' -ForEach ($commands + 'Connect-AqpAccount') {
        $command = $AccountCommands[$_]
        if (-not $command) { $command = { Connect-AqpAccount @args } }
        Assert-Refused { & $command -Credential $null } 'ParameterArgumentTransformationError'
        "$((Get-ScriptResult { & $command -Credential $null }).Errors[0])" | Should -BeLike '*$null*'
    }

    It 'is refused when its password is empty: <_>' -ForEach ($commands + 'Connect-AqpAccount') {
        $command = $AccountCommands[$_]
        if (-not $command) { $command = { Connect-AqpAccount @args } }
        $empty = New-Object pscredential $sandbox.Account, (New-Object securestring)
        Assert-Refused { & $command -Credential $empty -Endpoint $sandbox.Endpoint } 'AqpInvalidKey'
        $result = Get-ScriptResult { & $command -Credential $empty -Endpoint $sandbox.Endpoint }
        $result.Errors[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
    }
}

Describe 'An address that is not safe for a key' {
    It 'is refused: <_>' -ForEach @(
        'http://panel.aqayepardakht.ir/api/v2/withdraw/'
        'http://localhost.example.com/'
        'http://127.0.0.1.example.com/'
        'ftp://127.0.0.1/'
        'file:///tmp/withdraw'
        'panel.aqayepardakht.ir/api/v2/withdraw'
        'https://someone@panel.aqayepardakht.ir/api/v2/withdraw/'
        'https://panel.aqayepardakht.ir/api/v2/withdraw/?to='
        'https://panel.aqayepardakht.ir/api/v2/withdraw/?to=me'
        'https://panel.aqayepardakht.ir/api/v2/withdraw/#request'
    ) {
        $endpoint = $_
        foreach ($command in @($AccountCommands.Values) + { Connect-AqpAccount $sandbox.Credential @args }) {
            $null = $sandbox | Connect-AqpAccount
            Assert-Refused { & $command -Endpoint $endpoint } 'AqpInvalidEndpoint'
            $result = Get-ScriptResult { & $command -Endpoint $endpoint }
            $result.Errors[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
            $result.Ended | Should -BeTrue
            @(Get-AqpConnection).Count | Should -Be 1
        }
    }
}
