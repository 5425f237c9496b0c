# What a script can tell from an error: its id, its type, its target and what to do.

BeforeAll {
    Import-Module "$PSScriptRoot/../../Aqayepardakht.psd1"
    Import-Module "$PSScriptRoot/TestSupport.psm1"
    $iban = 'IR270170000000100324200001'
}

Describe 'Errors in a script' {
    BeforeEach {
        $sandbox = Start-AqpSandbox -Manual -Balance 5000
        $null = $sandbox | Connect-AqpAccount
    }

    AfterEach {
        Stop-AqpSandbox
        Disconnect-AqpAccount -All
    }

    It 'can be caught by the type of what went wrong' {
        $caught = try { New-AqpWithdrawal 6000 $iban -Confirm:$false -ErrorAction Stop }
        catch [Aqayepardakht.OutcomeUnknownException] { 'unknown' }
        catch [Aqayepardakht.GatewayErrorException] { $_ }
        $caught.Exception.Code | Should -Be -12
        $caught.Exception.HttpStatus | Should -Be 422
        $caught.Exception.Operation | Should -Be 'Request'
        $caught.Exception.Error.Name | Should -Be 'InsufficientBalance'
        $caught.FullyQualifiedErrorId | Should -BeLike 'AqpInsufficientBalance,*'
        $caught.CategoryInfo.Category | Should -Be 'LimitsExceeded'
        $caught.ErrorDetails.RecommendedAction | Should -Match 'smaller amount'
    }

    It 'have a type each: <type>' -ForEach @(
        @{ type = 'Aqayepardakht.InvalidInputException'; id = 'AqpInvalidAmount'; script = { New-AqpWithdrawal 1.5 $iban -Confirm:$false -ErrorAction Stop } }
        @{ type = 'Aqayepardakht.OutcomeUnknownException'; id = 'AqpOutcomeUnknown'; script = {
                $sandbox.FailNext('DropBeforeCommit', 'Request')
                New-AqpWithdrawal 1000 $iban -Confirm:$false -ErrorAction Stop
            }
        }
        @{ type = 'Aqayepardakht.GatewayProtocolException'; id = 'AqpProtocolError'; script = { $sandbox.FailNext('HtmlOk', 'List'); Get-AqpWithdrawalList } }
        @{ type = 'Aqayepardakht.GatewayUnreachableException'; id = 'AqpGatewayUnreachable'; script = { Stop-AqpSandbox; New-AqpWithdrawal 1000 $iban -Confirm:$false -ErrorAction Stop } }
        @{ type = 'Aqayepardakht.GatewayErrorException'; id = 'AqpWithdrawalNotFound'; script = { Get-AqpWithdrawal 999999999 -ErrorAction Stop } }
        @{ type = 'Aqayepardakht.JournalException'; id = 'AqpJournalNotUsable'; script = {
                New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -JournalPath TestDrive:/no/such/folder.jsonl -Confirm:$false
            }
        }
        @{ type = 'Aqayepardakht.Commands.CommandException'; id = 'AqpNotConnected'; script = { Disconnect-AqpAccount; Get-AqpWithdrawalList } }
    ) {
        $caught = try { & $script } catch { $_ }
        $caught.Exception.GetType().FullName | Should -Be $type
        $caught.FullyQualifiedErrorId | Should -BeLike "$id,*"
        $caught.Exception | Should -BeOfType Aqayepardakht.WithdrawException
        $caught.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'can be caught by their type, an unknown outcome apart from a refusal' {
        $sandbox.FailNext('DropAfterCommit', 'Request')
        $caught = try { New-AqpWithdrawal 1000 $iban -Confirm:$false -ErrorAction Stop }
        catch [Aqayepardakht.GatewayErrorException] { 'refused' }
        catch [Aqayepardakht.OutcomeUnknownException] { 'unknown' }
        $caught | Should -Be 'unknown'
    }

    It 'can be caught by their type when the command itself fails: <script>' -ForEach @(
        @{ script = { Wait-AqpWithdrawal 11111 -Timeout 0 -ErrorAction Stop } }
        @{ script = { Get-AqpErrorCode 99 -ErrorAction Stop } }
    ) {
        $sandbox.AddWithdrawals(1, 'Pending')
        $caught = try { & $script; 'not reached' } catch [Aqayepardakht.Commands.CommandException] { $_ }
        $caught | Should -BeOfType System.Management.Automation.ErrorRecord
        $caught.FullyQualifiedErrorId | Should -BeLike 'Aqp*'
    }

    It 'end the pipeline at the first bad item with -ErrorAction Stop' {
        $sandbox.AddWithdrawals(2)
        $found = @()
        try { 11111, 99999, 11112 | Get-AqpWithdrawal -ErrorAction Stop | ForEach-Object { $found += $_.Id } } catch { $caught = $_ }
        $caught.Exception.Code | Should -Be -19
        $found | Should -Be 11111
        $sandbox.Requests.Count | Should -Be 2
    }

    It 'are told from success by $?' {
        $sandbox.AddWithdrawals(1)
        $null = Get-AqpWithdrawal 11111
        $? | Should -BeTrue
        $null = Get-AqpWithdrawal 99999 -ErrorAction SilentlyContinue
        $? | Should -BeFalse
    }

    It 'are said once, whatever the preference' {
        $script = $ConnectScript + @"
try { New-AqpWithdrawal 1000 $iban -Confirm:`$false -ErrorAction Stop | Out-Null } catch { 'caught ' + `$_.FullyQualifiedErrorId }
(New-AqpWithdrawal 1001 $iban -Confirm:`$false | Select-Object -First 1).Amount
"@
        $sandbox.FailNext('DropBeforeCommit', 'Request')
        $child = Invoke-ChildShell $script (Get-SandboxEnvironment $sandbox)
        $child.Lines | Should -Be 'caught AqpOutcomeUnknown,Aqayepardakht.Commands.NewAqpWithdrawalCommand', '1001'
    }

    It 'arrive in -ErrorVariable once each, with the row as their target' {
        $rows = '1.5', '1000', '9000' | ForEach-Object { [pscustomobject]@{ Amount = $_; Iban = $iban; IdempotencyKey = "INV-$_" } }
        $made = $rows | New-AqpWithdrawal -JournalPath TestDrive:/errors.jsonl -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failed
        $made.Amount | Should -Be 1000
        $failed.Count | Should -Be 2
        $failed.TargetObject.Amount | Should -Be '1.5', '9000'
        $failed.TargetObject.IdempotencyKey | Should -Be 'INV-1.5', 'INV-9000'
        $failed.TargetObject.Iban | Should -Be $iban, $iban
    }

    It 'add up with -ErrorVariable +' {
        $failed = @()
        1.5, 2.5 | ForEach-Object { New-AqpWithdrawal $_ $iban -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable +failed }
        $failed.Count | Should -Be 2
    }

    It 'of one id do not keep the others from being read' {
        $sandbox.AddWithdrawals(2)
        $ids = $sandbox.Withdrawals.Id
        $found = $ids[0], 999999999, $ids[1] | Get-AqpWithdrawal -ErrorAction SilentlyContinue -ErrorVariable missing
        $found.Id | Should -Be $ids
        $missing.TargetObject | Should -Be 999999999
        $missing.CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }

    It 'are in $Error, as the last ones' {
        New-AqpWithdrawal 1.5 $iban -Confirm:$false -ErrorAction SilentlyContinue
        $global:Error[0].FullyQualifiedErrorId | Should -BeLike 'AqpInvalidAmount,*'
    }

    It 'are shown with what to do about them' -Tag NeedsPowerShell7 -Skip:($PSVersionTable.PSVersion -lt [version]'7.0') {
        New-AqpWithdrawal 6000 $iban -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed | Out-String | Should -Match 'gateway code -12'
        $failed | Out-String | Should -Match 'Recommendation: Request a smaller amount'
        Get-Error -Newest 1 | Out-String | Should -Match 'InsufficientBalance'
    }
}
