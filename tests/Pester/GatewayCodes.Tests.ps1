# Each of the gateway's codes, from each of its calls, as an error that a script can tell from the others.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/TestSupport.psm1"
    $requestCodes = Get-GatewayCode Request
    $readCodes = Get-GatewayCode Read
}

BeforeAll {
    Import-Module "$PSScriptRoot/../../Aqayepardakht.psd1"
    Import-Module "$PSScriptRoot/TestSupport.psm1"
    $iban = 'IR270170000000100324200001'
    $sandbox = Start-AqpSandbox -Manual
    $null = $sandbox | Connect-AqpAccount

    function Assert-IsCode($Failure, $Expected, [string] $Command) {
        $Failure.FullyQualifiedErrorId | Should -Be "Aqp$($Expected.Name),Aqayepardakht.Commands.${Command}Command"
        $Failure.CategoryInfo.Category | Should -Be $Expected.Category
        $Failure.ErrorDetails.Message | Should -BeLike "*(gateway code $($Expected.Code))*"
        $Failure.ErrorDetails.Message | Should -Not -Match '[\u0600-\u06FF]'
        "$Failure" | Should -Be $Failure.ErrorDetails.Message
        $Failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $type = if ($Expected.Name -eq 'OutcomeUnknown') { 'OutcomeUnknownException' } else { 'GatewayErrorException' }
        $Failure.Exception.GetType().FullName | Should -Be "Aqayepardakht.$type"
        $Failure.Exception.Name | Should -Be $Expected.Name
    }
}

AfterAll {
    Stop-AqpSandbox
    Disconnect-AqpAccount -All
}

Describe 'Code <_.Code> for a request' -ForEach $requestCodes {
    BeforeAll {
        $expected = $_
        $wholeAccount = $expected.AffectsWholeAccount -eq 'True'
    }

    It 'is about the payment' {
        $sandbox.AnswerNext($expected.Code, 'Request')
        $result = Get-ScriptResult { New-AqpWithdrawal '1,000' $iban -DuplicateWindow 0 -Confirm:$false }
        $result.Errors.Count | Should -Be 1
        Assert-IsCode $result.Errors[0] $expected 'NewAqpWithdrawal'
        $result.Errors[0].TargetObject.Amount | Should -Be '1,000'
        $result.Errors[0].TargetObject.Iban | Should -Be $iban
        $result.Ended | Should -Be $wholeAccount
        $sandbox.Withdrawals.Count | Should -Be 0
    }

    It 'ends the pipeline only when it is about the whole account' {
        $times = if ($wholeAccount) { 1 } else { 3 }
        $before = $sandbox.Requests.Count
        $sandbox.AnswerNext($expected.Code, 'Request', $times)
        $rows = 1..3 | ForEach-Object { [pscustomobject]@{ Amount = $_; Iban = $iban } }
        $result = Get-ScriptResult { $rows | New-AqpWithdrawal -AllowUnkeyed -DuplicateWindow 0 -Confirm:$false }
        @($result.ErrorIds -eq "Aqp$($expected.Name)").Count | Should -Be $times

        # The third outcome in a row that is not known ends it too.
        $result.ErrorIds[$times..9] | Should -Be $(if ($expected.Name -eq 'OutcomeUnknown') { 'AqpGatewayTroubled' })
        $result.Output | Should -BeNullOrEmpty
        $sandbox.Requests.Count - $before | Should -Be $times
    }
}

Describe 'Code <_.Code> for a call that reads' -ForEach $readCodes {
    BeforeAll {
        $expected = $_
        $wholeAccount = $expected.AffectsWholeAccount -eq 'True'
    }

    It 'is about the id' {
        $sandbox.AnswerNext($expected.Code, 'Details')
        $result = Get-ScriptResult { Get-AqpWithdrawal 11111 }
        $result.Errors.Count | Should -Be 1
        Assert-IsCode $result.Errors[0] $expected 'GetAqpWithdrawal'
        $result.Errors[0].TargetObject | Should -Be 11111
    }

    It 'ends a list' {
        $sandbox.AnswerNext($expected.Code, 'List')
        $result = Get-ScriptResult { Get-AqpWithdrawalList }
        $result.Ended | Should -BeTrue
        Assert-IsCode $result.Errors[0] $expected 'GetAqpWithdrawalList'
    }

    It 'ends the pipeline of ids only when it is about the whole account' {
        $ids = if ($wholeAccount) { 1 } else { 1, 2, 3 }
        $before = $sandbox.Requests.Count
        $sandbox.AnswerNext($expected.Code, 'Details', @($ids).Count)
        $result = Get-ScriptResult { 1..3 | Get-AqpWithdrawal }
        $result.Errors.TargetObject | Should -Be $ids
        $sandbox.Requests.Count - $before | Should -Be @($ids).Count
    }
}

Describe 'A code that the documentation does not have' {
    It 'is shown with its number: <command>' -ForEach @(
        @{ command = 'New-AqpWithdrawal'; call = 'Request' }
        @{ command = 'Get-AqpWithdrawal'; call = 'Details' }
        @{ command = 'Get-AqpWithdrawalList'; call = 'List' }
        @{ command = 'Wait-AqpWithdrawal'; call = 'Details' }
        @{ command = 'Resolve-AqpWithdrawal'; call = 'Details' }
    ) {
        $sandbox.AnswerNext(-77, $call)
        $result = Get-ScriptResult { & $AccountCommands[$command] }
        $result.ErrorIds | Should -Be 'AqpGatewayError'
        "$($result.Errors[0])" | Should -BeLike '*-77*'
        $result.Errors[0].Exception.Code | Should -Be -77
        $result.Errors[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }
}

Describe 'Get-AqpErrorCode' {
    It 'has every code of the documentation in both languages' {
        $documented = @(Get-GatewayCode Read) + @(Get-GatewayCode Request | Where-Object Code -EQ -8) | Sort-Object { [int]$_.Code }, Name
        $rows = Get-AqpErrorCode | Sort-Object Code, Name
        $rows.Code | Should -Be $documented.Code
        $rows.Name | Should -Be $documented.Name
        $rows.Category | Should -Be $documented.Category
        $rows.Persian | Should -BeExactly $documented.Persian
        "$($rows.AffectsWholeAccount)" | Should -Be "$($documented.AffectsWholeAccount)"
        $rows.English | Should -Match '^[A-Z][ -~]+\.$'
        $rows | Should -BeOfType Aqayepardakht.GatewayError
    }

    It 'takes a code with and without its sign' {
        (Get-AqpErrorCode -12).Name | Should -Be 'InsufficientBalance'
        (Get-AqpErrorCode 12).Name | Should -Be 'InsufficientBalance'
        (-12 | Get-AqpErrorCode).Name | Should -Be 'InsufficientBalance'
    }

    It 'takes a code from a row and from an error' {
        ([pscustomobject]@{ Code = '-12' } | Get-AqpErrorCode).Name | Should -Be 'InsufficientBalance'
        $failed = try { Get-AqpWithdrawal 999999999 -ErrorAction Stop } catch { $_.Exception }
        ($failed | Get-AqpErrorCode).Name | Should -Be 'WithdrawalNotFound'
    }

    It 'gives several in the order they were asked for' {
        (Get-AqpErrorCode -20, -1).Code | Should -Be -20, -1
    }

    It 'tells the code of two meanings apart by the call' {
        (Get-AqpErrorCode -8).Name | Should -Be 'IbanWrong', 'TransactionNotFound'
        (Get-AqpErrorCode -8 -Operation Request).Name | Should -Be 'IbanWrong'
        (Get-AqpErrorCode -8 -Operation Details).Name | Should -Be 'TransactionNotFound'
        (Get-AqpErrorCode -8 -Operation List).Name | Should -Be 'TransactionNotFound'
    }

    It 'says which code it does not know and shows the others' {
        $result = Get-ScriptResult { -1, -21, -20 | Get-AqpErrorCode }
        $result.Output.Code | Should -Be -1, -20
        $result.ErrorIds | Should -Be 'AqpUnknownErrorCode'
        $result.Errors[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $result.Errors[0].TargetObject | Should -Be -21
    }
}
