# The message of an error says what to do, since a log may have nothing else.

BeforeAll {
    Import-Module "$PSScriptRoot/../../Aqayepardakht.psd1"
    Import-Module "$PSScriptRoot/TestSupport.psm1"
    $sandbox = Start-AqpSandbox -Manual
}

AfterAll {
    Stop-AqpSandbox
}

Describe 'The message of an error' {
    It 'says what to do' {
        $failure = (Get-ScriptResult { Get-AqpWithdrawalList }).Errors[0]
        $failure.Exception.Message |
            Should -Be 'No account is connected in this session. Run Connect-AqpAccount, or give -Credential, -SecretName or -Connection.'
        "$failure" | Should -Be $failure.Exception.Message
    }

    It 'names the parameter where one is the way out, and the library does not' {
        $failure = (Get-ScriptResult { Get-AqpWithdrawal 1 -Credential $sandbox.Credential -Endpoint http://127.0.0.1:1/ }).Errors[0]
        "$failure" | Should -BeLike '* `[1`] Check the network and -Endpoint.'
        $failure.ErrorDetails.RecommendedAction | Should -Be 'Check the network and -Endpoint.'
        $failure.Exception.Message | Should -BeLike "* Check the network and the gateway's address."
    }
}
