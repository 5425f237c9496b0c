# A request whose response was lost: never a failure, never sent again.

BeforeAll {
    Import-Module "$PSScriptRoot/../../Aqayepardakht.psd1"
    Import-Module "$PSScriptRoot/TestSupport.psm1"
    $iban = 'IR270170000000100324200001'
}

Describe 'A request whose response is lost' {
    BeforeEach {
        $sandbox = Start-AqpSandbox -Manual
        $null = $sandbox | Connect-AqpAccount
    }

    AfterEach {
        Stop-AqpSandbox
        Disconnect-AqpAccount -All
    }

    It 'has an unknown outcome and is not sent again: <fault>' -ForEach @(
        @{ fault = 'ServerError'; made = 0 }
        @{ fault = 'ServerErrorAfterCommit'; made = 1 }
        @{ fault = 'BadGatewayHtml'; made = 0 }
        @{ fault = 'ServiceUnavailable'; made = 0 }
        @{ fault = 'TooManyRequests'; made = 0 }
        @{ fault = 'BrokenJson'; made = 1 }
        @{ fault = 'BrokenJsonBeforeCommit'; made = 0 }
        @{ fault = 'DropBeforeCommit'; made = 0 }
        @{ fault = 'DropAfterCommit'; made = 1 }
        @{ fault = 'CutAnswer'; made = 1 }
        @{ fault = 'DisruptedBeforeCommit'; made = 0 }
        @{ fault = 'DisruptedAfterCommit'; made = 1 }
        @{ fault = 'Redirect'; made = 0 }
        @{ fault = 'HtmlOk'; made = 0 }
    ) {
        $sandbox.FailNext($fault, 'Request')
        $result = Get-ScriptResult { New-AqpWithdrawal '1,000' $iban -DuplicateWindow 0 -Confirm:$false }
        $result.Output | Should -BeNullOrEmpty
        $result.ErrorIds | Should -Be 'AqpOutcomeUnknown'
        $failure = $result.Errors[0]
        $failure.CategoryInfo.Category | Should -Be 'InvalidResult'
        $failure.Exception.GetType().FullName | Should -Be 'Aqayepardakht.OutcomeUnknownException'
        "$failure" | Should -BeLike "*1000 to $iban*"
        $failure.ErrorDetails.RecommendedAction | Should -Match 'Do not request it again yet'
        $failure.TargetObject.Amount | Should -Be '1,000'
        $sandbox.Requests.Count | Should -Be 1
        $sandbox.Withdrawals.Count | Should -Be $made
    }

    It 'has an unknown outcome when the time is up: <fault>' -ForEach @(
        @{ fault = 'Hang'; made = 0 }
        @{ fault = 'HangAfterCommit'; made = 1 }
    ) {
        $sandbox.FailNext($fault, 'Request')
        $result = Get-ScriptResult { New-AqpWithdrawal 1000 $iban -TimeoutSec 1 -DuplicateWindow 0 -Confirm:$false }
        $result.ErrorIds | Should -Be 'AqpOutcomeUnknown'
        "$($result.Errors[0])" | Should -Match 'within 1 seconds'
        $sandbox.Requests.Count | Should -Be 1
        $sandbox.Withdrawals.Count | Should -Be $made
    }

    It 'waits as long as the command says, or else the connection: <onConnection>, <onCommand>' -ForEach @(
        @{ onConnection = 1; onCommand = $null }
        @{ onConnection = 60; onCommand = 1 }
    ) {
        $null = $sandbox | Connect-AqpAccount -TimeoutSec $onConnection
        $sandbox.FailNext('Hang', 'Request')
        $limit = if ($onCommand) { @{ TimeoutSec = $onCommand } } else { @{} }
        $result = Get-ScriptResult { New-AqpWithdrawal 1000 $iban -Confirm:$false @limit }
        "$($result.Errors[0])" | Should -Match 'within 1 seconds'
    }

    It 'does not keep the next payment from being made' {
        $sandbox.FailNext('DropAfterCommit', 'Request')
        $rows = 1000, 2000 | ForEach-Object { [pscustomobject]@{ Amount = $_; Iban = $iban } }
        $result = Get-ScriptResult { $rows | New-AqpWithdrawal -AllowUnkeyed -Confirm:$false }
        $result.ErrorIds | Should -Be 'AqpOutcomeUnknown'
        $result.Output.Amount | Should -Be 2000
        @($sandbox.Requests | Where-Object Operation -EQ Request).Count | Should -Be 2
    }

    It 'is told from one that never left, since the gateway was not there' {
        Stop-AqpSandbox
        $result = Get-ScriptResult { New-AqpWithdrawal 1000 $iban -Confirm:$false }
        $result.ErrorIds | Should -Be 'AqpGatewayUnreachable'
        $result.Errors[0].CategoryInfo.Category | Should -Be 'ConnectionError'
        $sandbox.Withdrawals.Count | Should -Be 0
    }
}
