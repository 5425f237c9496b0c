# A key in a transcript or a log is a key lost. Every failure there is, with everything switched on that talks.

BeforeAll {
    Import-Module "$PSScriptRoot/../../Aqayepardakht.psd1"
    Import-Module "$PSScriptRoot/TestSupport.psm1"
    $key = 'Key-3d7c1f0b9a8e4f21'
    $pin = 'Pin-5b92e7'
    $iban = 'IR270170000000100324200001'

    # Base64 is how a stream or a header would carry it.
    $secrets = foreach ($secret in $key, $pin) {
        $secret
        [Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes($secret)).TrimEnd('=')
        [Convert]::ToBase64String([System.Text.Encoding]::Unicode.GetBytes($secret)).TrimEnd('=')
    }

    function Find-Secret([string] $Text) {
        $secrets | Where-Object { $Text.IndexOf($_, [StringComparison]::OrdinalIgnoreCase) -ge 0 }
    }
}

Describe 'A session that records everything' {
    BeforeAll {
        $sandbox = Start-AqpSandbox -Manual -Credential (New-Object pscredential 'Account-1', (ConvertTo-TestSecret $key)) -Pin (ConvertTo-TestSecret $pin)
        $transcript = Join-Path (Get-Item TestDrive:/).FullName 'transcript.txt'
        $journal = Join-Path (Get-Item TestDrive:/).FullName 'secrets.jsonl'
        $environment = Get-SandboxEnvironment $sandbox
        $environment['AQP_TEST_JOURNAL'] = $journal
        $environment['AQP_TEST_TRANSCRIPT'] = $transcript

        # The sandbox is in the child, where its faults can be asked for while a command runs.
        $child = Invoke-ChildShell -Environment $environment -Script @'
$VerbosePreference = 'Continue'
$DebugPreference = 'Continue'
$InformationPreference = 'Continue'
$FormatEnumerationLimit = -1
Import-Module $env:AQP_TEST_MODULE
$credential = New-Object pscredential $env:AQP_TEST_ACCOUNT, (ConvertTo-SecureString $env:AQP_TEST_CODE -AsPlainText -Force)
$pin = ConvertTo-SecureString $env:AQP_TEST_PIN -AsPlainText -Force
$iban = 'IR270170000000100324200001'
$null = Start-Transcript $env:AQP_TEST_TRANSCRIPT

$sandbox = Start-AqpSandbox -Credential $credential -Pin $pin -Manual
$sandbox
$sandbox | Format-List * -Force
$sandbox | ConvertTo-Json -Depth 4
$connection = $sandbox | Connect-AqpAccount
$connection
$connection | Format-List * -Force
$connection | ConvertTo-Json -Depth 4
$connection | Get-Member -Force
"$connection $sandbox"
$sandbox.AddWithdrawals(3)

foreach ($fault in [enum]::GetNames([Aqayepardakht.Sandbox.SandboxFault])) {
    $sandbox.FailNext($fault, 'Request')
    $sandbox.FailNext($fault, 'List')

    New-AqpWithdrawal 1000 $iban -TimeoutSec 1 -DuplicateWindow 0 -Confirm:$false
    try { Get-AqpWithdrawalList -First 1 -TimeoutSec 1 } catch { $_ }
}

foreach ($code in -1..-21) {
    foreach ($call in 'Request', 'List', 'Details') {
        $sandbox.AnswerNext($code, $call)
    }

    try { New-AqpWithdrawal 1000 $iban -DuplicateWindow 0 -Confirm:$false } catch { $_ }
    try { Get-AqpWithdrawalList -First 1 } catch { $_ }
    try { Get-AqpWithdrawal 1 } catch { $_ }
}

foreach ($row in @{ Amount = '1.5' }, @{ Iban = 'IR00' }, @{ IdempotencyKey = '' }, @{ IdempotencyKey = 'INV-1' }, @{ IdempotencyKey = 'INV-1'; Amount = 2 }, @{ WhatIf = $true }) {
    $payment = @{ Amount = 1000; Iban = $iban; Confirm = $false; JournalPath = $env:AQP_TEST_JOURNAL; DuplicateWindow = 0 }
    foreach ($name in $row.Keys) { $payment[$name] = $row[$name] }
    New-AqpWithdrawal @payment
}

try { New-AqpWithdrawal 1000 $iban -Confirm:$false -Credential $credential -Endpoint http://example.com/ } catch { $_ }
try { New-AqpWithdrawal 1000 $iban -DuplicateWindow 0 -Confirm:$false -Pin (ConvertTo-SecureString wrong -AsPlainText -Force) } catch { $_ }
try { Get-AqpWithdrawal abc } catch { $_ }
try { Get-AqpWithdrawalList -Connection nobody } catch { $_ }
try { Wait-AqpWithdrawal $sandbox.Withdrawals[0].Id -Timeout 0 } catch { $_ }
Get-AqpWithdrawalJournal $env:AQP_TEST_JOURNAL | Format-List * -Force
Stop-AqpSandbox
try { New-AqpWithdrawal 1000 $iban -DuplicateWindow 0 -Confirm:$false } catch { $_ }

"ERRORS $($Error.Count)"
# One of each id: what stands in a record does not depend on which of its like it is.
foreach ($record in $Error | Group-Object FullyQualifiedErrorId | ForEach-Object { $_.Group[0] }) {
    $record | Format-List * -Force
    $record.Exception | Format-List * -Force
    $record.InvocationInfo | Format-List * -Force
    $record.InvocationInfo.BoundParameters
    $record.Exception.ToString()
    if (Get-Command Get-Error -ErrorAction SilentlyContinue) { Get-Error -InputObject $record }
}

foreach ($record in $Error | Group-Object { $_.Exception.GetType() } | ForEach-Object { $_.Group[0] }) {
    $record | ConvertTo-Json -Depth 2 -WarningAction SilentlyContinue -ErrorAction SilentlyContinue
    $record.Exception | Select-Object * -ExcludeProperty TargetSite, StackTrace | ConvertTo-Json -Depth 4 -WarningAction SilentlyContinue
}

$null = Stop-Transcript
'THE END'
'@
        $recorded = [System.IO.File]::ReadAllText($transcript)
    }

    AfterAll {
        Stop-AqpSandbox
    }

    It 'ran to its end and met every kind of failure' {
        $child.Lines | Should -Contain 'THE END'
        [int]($child.Text -replace '(?s).*ERRORS (\d+).*', '$1') | Should -BeGreaterThan 80
        foreach ($kind in 'GatewayErrorException', 'GatewayProtocolException', 'GatewayUnreachableException', 'OutcomeUnknownException', 'JournalException', 'InvalidInputException', 'CommandException') {
            $recorded | Should -Match $kind
        }
        $recorded | Should -Match 'VERBOSE:'
        $recorded | Should -Not -Match 'MethodNotFound' -Because 'every failure that is asked for has to happen'
    }

    It 'has no secret in its transcript' {
        Find-Secret $recorded | Should -BeNullOrEmpty
    }

    It 'has no secret in what it wrote' {
        Find-Secret $child.Text | Should -BeNullOrEmpty
    }

    It 'has no secret in its journal, whose text it can read' {
        $text = [System.IO.File]::ReadAllText($journal)
        $text | Should -Match 'INV-1'
        Find-Secret $text | Should -BeNullOrEmpty
    }

    It 'would have found one' {
        Find-Secret "x $($key.ToUpperInvariant()) y" | Should -Not -BeNullOrEmpty
    }
}

Describe 'Objects that are written out' {
    BeforeAll {
        $sandbox = Start-AqpSandbox -Manual -Credential (New-Object pscredential 'Account-1', (ConvertTo-TestSecret $key)) -Pin (ConvertTo-TestSecret $pin)
        $connection = $sandbox | Connect-AqpAccount
        $made = New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -JournalPath TestDrive:/objects.jsonl -Confirm:$false
    }

    AfterAll {
        Stop-AqpSandbox
        Disconnect-AqpAccount -All
    }

    It '<name> has no secret in any form' -ForEach @(
        @{ name = 'a connection'; read = { $connection } }
        @{ name = 'a listed connection'; read = { Get-AqpConnection } }
        @{ name = 'a withdrawal'; read = { $made } }
        @{ name = 'a list'; read = { Get-AqpWithdrawalList -IncludeTotalCount } }
        @{ name = 'a journal entry'; read = { Get-AqpWithdrawalJournal TestDrive:/objects.jsonl } }
        @{ name = 'an error code'; read = { Get-AqpErrorCode } }
        @{ name = 'a sandbox'; read = { $sandbox } }
        @{ name = 'the credential of a sandbox'; read = { $sandbox.Credential } }
        @{ name = 'the pin of a sandbox'; read = { $sandbox.Pin } }
        @{ name = 'the calls of a sandbox'; read = { $sandbox.Requests } }
        @{ name = 'an error'; read = { try { Get-AqpWithdrawal 1 -ErrorAction Stop } catch { $_.Exception } } }
    ) {
        $object = & $read
        $object | Should -Not -BeNullOrEmpty
        $text = @(
            $object | Format-List * -Force | Out-String -Width 1000
            $object | Format-Table * | Out-String -Width 1000
            $object | Format-Custom -Depth 3 | Out-String -Width 1000
            $object | Select-Object * -ExcludeProperty TargetSite | ConvertTo-Json -Depth 4 -WarningAction SilentlyContinue
            $object | ConvertTo-Csv -NoTypeInformation
            $object | ConvertTo-Html
            $object | ForEach-Object { "$_" }
        ) -join "`n"
        Find-Secret $text | Should -BeNullOrEmpty
    }

    It 'a connection that is exported does not take its key along' {
        $connection | Export-Clixml TestDrive:/connection.xml
        Find-Secret ([System.IO.File]::ReadAllText((Join-Path (Get-Item TestDrive:/).FullName 'connection.xml'))) | Should -BeNullOrEmpty
        { Get-AqpWithdrawalList -Connection (Import-Clixml TestDrive:/connection.xml) } | Should -Throw '*belongs to another process*'
    }
}
