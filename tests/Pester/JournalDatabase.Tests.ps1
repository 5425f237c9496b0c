# One journal for many machines: what the commands do with one in PostgreSQL, against a server of the tests' own.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Postgres.psm1"
    $hasPostgres = $PSEdition -eq 'Core' -and (Test-PostgresInstalled)
    $help = [xml]::new()
    $help.Load((Convert-Path (Join-Path $PSScriptRoot '../../src/Aqayepardakht.PowerShell/Help/en-US/Aqayepardakht.PowerShell.dll-Help.xml')))
    $readme = [System.IO.File]::ReadAllText((Join-Path $PSScriptRoot '../../README.md'))
    $blocks = [regex]::Matches($readme, '(?s)```powershell\r?\n(.*?)```') | ForEach-Object { $_.Groups[1].Value } | Where-Object { $_ -match 'JournalDatabase' } |
        ForEach-Object -Begin { $number = 0 } { $number++; @{ Title = "block $number of the README"; Code = $_ } }
    $examples = foreach ($example in $help.GetElementsByTagName('command:example')) {
        if ($example.code -match 'JournalDatabase') { @{ Title = $example.title.Trim('-', ' '); Code = $example.code } }
    }
}

BeforeAll {
    Import-Module "$PSScriptRoot/../../Aqayepardakht.psd1"
    Import-Module "$PSScriptRoot/TestSupport.psm1"
    Import-Module "$PSScriptRoot/Postgres.psm1"
    $iban = 'IR270170000000100324200001'
}

Describe 'A journal in PostgreSQL' -Tag NeedsPostgreSql -Skip:(-not $hasPostgres) {
    BeforeAll {
        $server = Start-PostgresServer
        $secret = ConvertTo-TestSecret $PostgresPassword

        function Get-RequestCount {
            @($sandbox.Requests | Where-Object Operation -EQ Request).Count
        }

        function Get-StepCount {
            [int](Invoke-PostgresSql $server $database 'SELECT count(*) FROM aqayepardakht.step')
        }

        # How many connections the payer has to the server.
        function Get-SessionCount {
            [int](Invoke-PostgresSql $server postgres "SELECT count(*) FROM pg_stat_activity WHERE usename = '$database'")
        }

        function Assert-NothingPaid([string] $ErrorId, [string] $Category, [scriptblock] $Script) {
            $result = Get-ScriptResult $Script
            $result.ErrorIds | Should -Be $ErrorId
            $result.Errors[0].CategoryInfo.Category | Should -Be $Category
            $result.Ended | Should -BeTrue
            Get-RequestCount | Should -Be 0
        }

        # The database as another process finds it.
        function Get-PayerEnvironment {
            (Get-SandboxEnvironment $sandbox) + @{ AQP_TEST_DATABASE = "$payer;Password=$PostgresPassword" }
        }
    }

    AfterAll {
        Stop-PostgresServer $server
    }

    BeforeEach {
        $database = New-PostgresDatabase $server
        $owner = Get-PostgresConnection $server $database -AsAdministrator
        $payer = Get-PostgresConnection $server $database
        $role = [pscredential]::new($database, $secret)
        $name = "$database on 127.0.0.1:$($server.Port)"
        Initialize-AqpJournalDatabase $owner -PayerRole $database
        $sandbox = Start-AqpSandbox -Manual
        $null = $sandbox | Connect-AqpAccount -JournalDatabase $payer -JournalCredential $role
    }

    AfterEach {
        Disconnect-AqpAccount -All
        Stop-AqpSandbox
    }

    Context 'that is prepared' {
        It 'may be prepared again, which changes nothing' {
            $null = New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -Confirm:$false
            Initialize-AqpJournalDatabase $owner -PayerRole $database | Should -BeNullOrEmpty
            (Get-AqpWithdrawalJournal).State | Should -Be 'Made'
            Get-StepCount | Should -Be 2
        }

        It 'is not touched by -WhatIf' {
            $other = New-PostgresDatabase $server
            Initialize-AqpJournalDatabase (Get-PostgresConnection $server $other -AsAdministrator) -WhatIf
            Invoke-PostgresSql $server $other "SELECT count(*) FROM pg_namespace WHERE nspname = 'aqayepardakht'" | Should -Be 0
        }

        It 'is prepared by the script as well, which is made without a server' {
            $other = New-PostgresDatabase $server
            $script = Initialize-AqpJournalDatabase 'Host=nowhere.invalid;Database=payments' -PayerRole $other -AsScript
            $script | Should -BeOfType string
            Invoke-PostgresSql $server $other $script
            $payment = @{ JournalDatabase = Get-PostgresConnection $server $other; JournalCredential = [pscredential]::new($other, $secret) }
            $null = New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 @payment -Confirm:$false
            (Get-AqpWithdrawalJournal @payment).IdempotencyKey | Should -Be 'INV-1'
        }

        It 'lets a payer read and append, and change nothing' {
            $null = New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -Confirm:$false
            foreach ($sql in 'DELETE FROM aqayepardakht.step', "UPDATE aqayepardakht.step SET amount = 1", 'TRUNCATE aqayepardakht.step') {
                { Invoke-PostgresSql $server $database "SET ROLE $database; $sql" } | Should -Throw '*permission denied*'
            }
        }
    }

    Context 'that goes along with the connection' {
        It 'is named by the connection, without the role' {
            (Get-AqpConnection).Journal | Should -Be $name
        }

        It 'is begun with a warning, and pays a key once' {
            $first = New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -Confirm:$false -WarningVariable warnings -WarningAction SilentlyContinue
            "$warnings" | Should -BeLike "*$name*"
            $again = New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -Confirm:$false -WarningVariable warnings
            $warnings | Should -BeNullOrEmpty
            $first.Origin, $again.Origin | Should -Be 'Requested', 'Recorded'
            $again.Id | Should -Be $first.Id
            Get-RequestCount | Should -Be 1
        }

        It 'is read by Get-AqpWithdrawalJournal with its filters' {
            1..3 | ForEach-Object { $null = New-AqpWithdrawal (1000 * $_) $iban -IdempotencyKey "INV-$_" -Confirm:$false -WarningAction Ignore }
            $entries = Get-AqpWithdrawalJournal
            $entries.IdempotencyKey | Should -Be 'INV-1', 'INV-2', 'INV-3'
            $entries.Amount | Should -Be 1000, 2000, 3000
            (Get-AqpWithdrawalJournal -State Made -IdempotencyKey INV-[12]).IdempotencyKey | Should -Be 'INV-1', 'INV-2'
            Get-AqpWithdrawalJournal -State Open | Should -BeNullOrEmpty
        }

        It 'knows nothing before the first payment' {
            Get-AqpWithdrawalJournal | Should -BeNullOrEmpty
        }

        It 'takes a person''s word about a key' {
            $made = New-AqpWithdrawal 1000 $iban -Confirm:$false
            (Get-ScriptResult { New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -Confirm:$false }).ErrorIds | Should -Be 'AqpPossibleDuplicate'
            (Resolve-AqpWithdrawal INV-1 $made.Id -Confirm:$false -WarningAction Ignore).Id | Should -Be $made.Id
            (New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -Confirm:$false).Origin | Should -Be 'Recorded'
            (Get-AqpWithdrawalJournal).ResolvedBy | Should -Be "$([Environment]::UserName)@$([Environment]::MachineName)"
            Get-RequestCount | Should -Be 1
        }

        It 'finds a payment whose response was lost' {
            $sandbox.FailNext('DropAfterCommit', 'Request')
            $made = New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -SettlingTime 1 -Confirm:$false -WarningAction Ignore
            $made.Origin | Should -Be 'Adopted'
            $sandbox.Withdrawals.Count | Should -Be 1
        }

        It 'goes on after the server was restarted' {
            $null = New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -Confirm:$false -WarningAction Ignore
            Suspend-PostgresServer $server
            Resume-PostgresServer $server
            $null = New-AqpWithdrawal 2000 $iban -IdempotencyKey INV-2 -Confirm:$false
            (Get-AqpWithdrawalJournal).State | Should -Be 'Made', 'Made'
        }

        It 'is let go when the account is disconnected' {
            $null = Get-AqpWithdrawalJournal
            Get-SessionCount | Should -BeGreaterThan 0
            Disconnect-AqpAccount

            # The server takes a moment to notice that somebody left.
            while (Get-SessionCount) { Start-Sleep -Milliseconds 20 }
        }

        It 'may come from the stored secret, with the role apart' {
            $vault = @{
                store = @{
                    Account         = $sandbox.Account
                    Code            = $sandbox.Credential.Password
                    Pin             = $sandbox.Pin
                    JournalDatabase = ConvertTo-TestSecret "$payer;Password=$PostgresPassword"
                }
            }
            $module = New-Module -Name Microsoft.PowerShell.SecretManagement -ArgumentList $vault -ScriptBlock {
                param($Vault)
                $secrets = $Vault
                function Get-Secret { [CmdletBinding()] param($Name) $secrets[$Name] }
            } | Import-Module -PassThru
            try {
                $place = @{ Endpoint = $sandbox.Endpoint; SecretName = 'store'; Confirm = $false; WarningAction = 'Ignore' }
                (New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 @place).Origin | Should -Be 'Requested'
                $vault.store.JournalDatabase = $payer
                $connection = Connect-AqpAccount -SecretName store -Endpoint $sandbox.Endpoint -JournalCredential $role
                $connection.Journal | Should -Be $name
                (New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -Confirm:$false).Origin | Should -Be 'Recorded'
                (New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -JournalCredential $role @place).Origin | Should -Be 'Recorded'
            }
            finally {
                Remove-Module $module
            }
        }
    }

    Context 'that a command is given' {
        It 'wins over the one of the connection, as does a file' {
            $path = New-JournalPath
            $null = New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -JournalPath $path -Confirm:$false -WarningAction Ignore
            Get-AqpWithdrawalJournal | Should -BeNullOrEmpty
            (Get-AqpWithdrawalJournal $path).IdempotencyKey | Should -Be 'INV-1'

            $connection = $sandbox | Connect-AqpAccount -JournalPath $path
            $connection.Journal | Should -Be $path
            (Get-AqpWithdrawalJournal).IdempotencyKey | Should -Be 'INV-1'
            $given = @{ JournalDatabase = $payer; JournalCredential = $role }
            $null = New-AqpWithdrawal 2000 $iban -IdempotencyKey INV-2 @given -Confirm:$false -WarningAction Ignore
            (Get-AqpWithdrawalJournal @given).IdempotencyKey | Should -Be 'INV-2'
            (Get-AqpWithdrawalJournal).IdempotencyKey | Should -Be 'INV-1'
        }

        It 'may have its password in the file .pgpass' {
            $passwords = Join-Path (New-ThrowAwayHome) 'passwords'
            [System.IO.File]::WriteAllText($passwords, "127.0.0.1:$($server.Port):*:${database}:$PostgresPassword`n")
            & chmod 600 $passwords
            Use-Environment @{ PGPASSFILE = $passwords } {
                $null = New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -JournalDatabase $payer -Confirm:$false -WarningAction Ignore
            }
            (Get-AqpWithdrawalJournal).IdempotencyKey | Should -Be 'INV-1'
        }

        It 'is let go with the command' {
            Disconnect-AqpAccount
            $null = $sandbox | Connect-AqpAccount
            $null = New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -JournalDatabase $payer -JournalCredential $role -Confirm:$false -WarningAction Ignore
            while (Get-SessionCount) { Start-Sleep -Milliseconds 20 }
        }
    }

    Context 'that two machines share' {
        It 'gives another process what the first one paid' {
            $made = New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -Confirm:$false -WarningAction Ignore
            $child = Invoke-ChildShell ($ConnectScript + @'
$result = New-AqpWithdrawal 1000 IR270170000000100324200001 -IdempotencyKey INV-1 -JournalDatabase $env:AQP_TEST_DATABASE -Confirm:$false
"$($result.Id) $($result.Origin)"
'@) (Get-PayerEnvironment)
            $child.Text | Should -Be "$($made.Id) Recorded"
            Get-RequestCount | Should -Be 1
        }

        It 'pays a file once that both pay at once, equal amounts among it' {
            $script = $ConnectScript + @'
1..12 | ForEach-Object { [pscustomobject]@{ IdempotencyKey = "INV-$_"; Amount = 1000 * (1 + $_ % 3); Iban = 'IR270170000000100324200001' } } |
    New-AqpWithdrawal -JournalDatabase $env:AQP_TEST_DATABASE -DuplicateWindow 0 -Confirm:$false -WarningAction Ignore |
    ForEach-Object { "$($_.IdempotencyKey) $($_.Id)" }
'@
            $environment = Get-PayerEnvironment
            $children = 1..2 | ForEach-Object { Start-ChildShell $script $environment }
            $children | ForEach-Object { $_.WaitForExit() }
            $first, $second = $children | ForEach-Object { Get-ChildOutput $_ }
            @($first.Trim() -split '\r?\n').Count | Should -Be 12 -Because $first
            $second | Should -Be $first
            $sandbox.Withdrawals.Count | Should -Be 12
            (Get-AqpWithdrawalJournal).State | Sort-Object -Unique | Should -Be 'Made'
        }
    }

    Context 'of two servers that settle at once' {
        It 'is paid by one of them' {
            $example = Join-Path (Get-RepositoryPath) 'docs/examples/Invoke-SharedSettlement.ps1'
            $script = $ConnectScript + "& '$example' -Amount '1,500,000' -Iban $iban -JournalDatabase `$env:AQP_TEST_DATABASE -Day 2026-11-25 | " +
                "ForEach-Object { `"`$(`$_.Id) `$(`$_.Origin)`" }"
            $children = 1..2 | ForEach-Object { Start-ChildShell $script (Get-PayerEnvironment) }
            $children | ForEach-Object { $_.WaitForExit() }
            $text = $children | ForEach-Object { Get-ChildOutput $_ }
            $id = @($sandbox.Withdrawals)[0].Id
            @($sandbox.Withdrawals).Count | Should -Be 1 -Because "$text"
            [regex]::Matches("$text", "$id (Requested|Recorded|Adopted)").Count | Should -Be 2 -Because "$text"

            $next = Invoke-ChildShell $script.Replace('2026-11-25', '2026-11-26') (Get-PayerEnvironment)
            $next.Text | Should -Match ' Requested$'
            @($sandbox.Withdrawals).Count | Should -Be 2
        }
    }

    Context 'that cannot be used' {
        It 'is told from a file that is given too: <_>' -ForEach 'New', 'Resolve', 'Get', 'Connect' {
            $both = @{ JournalDatabase = $payer; JournalPath = New-JournalPath }
            $calls = @{
                New     = { New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 @both -Confirm:$false }
                Resolve = { Resolve-AqpWithdrawal INV-1 -NotMade @both -Confirm:$false }
                Get     = { Get-AqpWithdrawalJournal @both }
                Connect = { $sandbox | Connect-AqpAccount @both }
            }
            Assert-NothingPaid AqpJournalPathAndDatabase InvalidArgument $calls[$_]
            Test-Path $both.JournalPath | Should -BeFalse
        }

        It 'is no connection string: <_>' -ForEach 'payments', 'Host=db1', 'Database=payments', 'Host=a;Database=b;SSL Mode=maybe' {
            Assert-NothingPaid AqpInvalidJournalDatabase InvalidArgument { New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -JournalDatabase $_ -Confirm:$false }
        }

        It 'leaves no account connected when connecting to it failed' {
            (Get-ScriptResult { $sandbox | Connect-AqpAccount -JournalDatabase payments }).ErrorIds | Should -Be 'AqpInvalidJournalDatabase'
            Assert-NothingPaid AqpNotConnected ConnectionError { New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -Confirm:$false }
        }

        It 'has a credential and no database' {
            $null = $sandbox | Connect-AqpAccount
            Assert-NothingPaid AqpJournalDatabaseMissing InvalidArgument { New-AqpWithdrawal 1000 $iban -JournalCredential $role -Confirm:$false }
            Assert-NothingPaid AqpJournalDatabaseMissing InvalidArgument { Import-AqpWithdrawalJournal (New-JournalPath) }
        }

        It 'has an empty credential, and does not ask for another' {
            { New-AqpWithdrawal 1000 $iban -JournalDatabase $payer -JournalCredential $null -Confirm:$false } | Should -Throw '*database is empty*'
        }

        It 'is unreachable' {
            $nowhere = "Host=127.0.0.1;Port=1;Database=$database;Username=$database"
            Assert-NothingPaid AqpJournalDatabaseUnreachable ConnectionError {
                New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -JournalDatabase $nowhere -JournalCredential $role -Confirm:$false
            }
        }

        It 'is not prepared' {
            $other = New-PostgresDatabase $server
            Assert-NothingPaid AqpJournalDatabaseNotInitialized ObjectNotFound {
                $given = @{ JournalDatabase = Get-PostgresConnection $server $other; JournalCredential = [pscredential]::new($other, $secret) }
                New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 @given -Confirm:$false
            }
        }

        It 'does not let the role use it' {
            $stranger = New-PostgresDatabase $server
            Assert-NothingPaid AqpJournalDatabaseDenied PermissionDenied {
                New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -JournalDatabase $payer -JournalCredential ([pscredential]::new($stranger, $secret)) -Confirm:$false
            }
        }

        It 'does not know the password' {
            Assert-NothingPaid AqpJournalDatabaseDenied PermissionDenied {
                $wrong = [pscredential]::new($database, (ConvertTo-TestSecret 'another'))
                New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -JournalDatabase $payer -JournalCredential $wrong -Confirm:$false
            }
        }

        It 'is prepared for a role that there is not' {
            $result = Get-ScriptResult { Initialize-AqpJournalDatabase $owner -PayerRole nobody }
            $result.ErrorIds | Should -Be 'AqpJournalDatabaseDenied'
            "$($result.Errors)" | Should -BeLike '*"nobody" does not exist*'
        }

        It 'is of a later version' {
            Invoke-PostgresSql $server $database 'INSERT INTO aqayepardakht.schema_version (version) VALUES (99)'
            Assert-NothingPaid AqpJournalDatabaseNewer InvalidData { New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -Confirm:$false }
            (Get-ScriptResult { Initialize-AqpJournalDatabase $owner }).ErrorIds | Should -Be 'AqpJournalDatabaseNewer'
        }
    }

    Context 'that a file is moved to' {
        BeforeEach {
            $path = New-JournalPath
            1..3 | ForEach-Object {
                $null = New-AqpWithdrawal (1000 * $_) $iban -IdempotencyKey "INV-$_" -JournalPath $path -Confirm:$false -WarningAction Ignore
            }
        }

        It 'has every key of it, and the file takes no payment any more' {
            $moved = Import-AqpWithdrawalJournal $path
            $moved.Path, $moved.Journal, $moved.NewKeys | Should -Be $path, $name, 3
            $result = Get-ScriptResult { New-AqpWithdrawal 4000 $iban -IdempotencyKey INV-4 -JournalPath $path -Confirm:$false }
            $result.ErrorIds | Should -Be 'AqpJournalMoved'
            $result.Errors[0].ErrorDetails.Message | Should -BeLike "*$name*-JournalDatabase*"
            (New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -Confirm:$false).Origin | Should -Be 'Recorded'
            Compare-Object (Get-AqpWithdrawalJournal) (Get-AqpWithdrawalJournal $path) -Property IdempotencyKey, State, Amount, Iban, Id |
                Should -BeNullOrEmpty
            Get-RequestCount | Should -Be 3
        }

        It 'may be given it again, which changes nothing' {
            $null = Import-AqpWithdrawalJournal $path
            $steps = Get-StepCount
            (Import-AqpWithdrawalJournal $path).NewKeys | Should -Be 0
            Get-StepCount | Should -Be $steps
        }

        It 'takes the file of the connection, to the database that is given' {
            $null = $sandbox | Connect-AqpAccount -JournalPath $path
            (Import-AqpWithdrawalJournal -JournalDatabase $payer -JournalCredential $role).NewKeys | Should -Be 3
        }

        It 'is not touched by -WhatIf, nor is the file' {
            Import-AqpWithdrawalJournal $path -WhatIf | Should -BeNullOrEmpty
            Get-StepCount | Should -Be 0
            (New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -JournalPath $path -Confirm:$false).Origin | Should -Be 'Recorded'
        }

        It 'keeps to what it knows when the file says something else' {
            $null = New-AqpWithdrawal 9000 $iban -IdempotencyKey INV-2 -Confirm:$false -WarningAction Ignore
            $steps = Get-StepCount
            $result = Get-ScriptResult { Import-AqpWithdrawalJournal $path }
            $result.ErrorIds | Should -Be 'AqpJournalImportConflict'
            $result.Errors[0].CategoryInfo.Category | Should -Be 'InvalidData'
            Get-StepCount | Should -Be $steps
            (New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -JournalPath $path -Confirm:$false).Origin | Should -Be 'Recorded'
        }

        It 'is given no file that is not there, and none of another account' {
            (Get-ScriptResult { Import-AqpWithdrawalJournal (New-JournalPath) }).ErrorIds | Should -Be 'AqpJournalNotFound'
            $other = Start-AqpSandbox -Manual
            $null = $other | Connect-AqpAccount -JournalDatabase $payer -JournalCredential $role
            (Get-ScriptResult { Import-AqpWithdrawalJournal $path }).ErrorIds | Should -Be 'AqpJournalOfAnotherAccount'
            Get-StepCount | Should -Be 0
        }
    }

    Context 'beside a module that has another Npgsql' {
        It 'works, and so does the module, whichever is first: <_>' -ForEach 'it', 'the other module' {
            $neighbour = Get-ChildItem (Join-Path (Get-RepositoryPath) 'tests/Aqayepardakht.DatabaseNeighbour/bin') -Recurse -Filter Aqayepardakht.DatabaseNeighbour.dll |
                Sort-Object LastWriteTime | Select-Object -Last 1
            $calls = @(
                "`$made = New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -JournalDatabase `$env:AQP_TEST_DATABASE -Confirm:`$false -WarningAction Ignore; `$made.Amount"
                "Import-Module '$($neighbour.FullName)'; Get-NeighbourDatabase `$env:AQP_TEST_DATABASE"
            )
            if ($_ -ne 'it') { [array]::Reverse($calls) }
            $child = Invoke-ChildShell ($ConnectScript + ($calls + $calls -join "`n")) (Get-PayerEnvironment)
            $answers = '1000', '55214 by 8.0.9.0 in Default'
            if ($_ -ne 'it') { [array]::Reverse($answers) }
            $child.Lines | Should -Be ($answers + $answers)
        }
    }

    Context 'in the examples of the help and the README' {
        BeforeAll {
            foreach ($one in 'payer', 'owner') { Invoke-PostgresSql $server postgres "CREATE ROLE $one LOGIN PASSWORD '$PostgresPassword'" }
            Invoke-PostgresSql $server postgres 'CREATE DATABASE payments OWNER owner'
            $place = "Host=127.0.0.1;Port=$($server.Port);Password=$PostgresPassword"
            Initialize-AqpJournalDatabase "$place;Database=payments;Username=owner" -PayerRole payer
        }

        It 'runs: <Title>' -ForEach (@($examples) + @($blocks)) {
            # Before, the account had a file; what a person types is stood in for, and all else is real.
            $before = @'
$PSDefaultParameterValues['*-Aqp*:Endpoint'] = $env:AQP_TEST_ENDPOINT
$PSDefaultParameterValues['Connect-AqpAccount:Pin'] = $pin
$payment = @{ Amount = 1000; Iban = 'IR270170000000100324200001'; IdempotencyKey = 'INV-1'; Confirm = $false; WarningAction = 'Ignore' }
$null = New-AqpWithdrawal @payment
$null = New-AqpWithdrawal @payment -DuplicateWindow 0 -JournalPath ./payouts.jsonl
function Get-Credential($UserName) {
    if ($UserName) { [pscredential]::new($UserName, (ConvertTo-SecureString $env:AQP_TEST_PASSWORD -AsPlainText -Force)) } else { $credential }
}

'@
            $folder = New-ThrowAwayHome
            $environment = (Get-SandboxEnvironment $sandbox) + @{ AQP_TEST_PASSWORD = $PostgresPassword; XDG_STATE_HOME = $folder }
            $run = Invoke-NewSession ($ConnectScript + $before + $Code.Replace('Host=db.example.com', $place) + "`n'done'") $environment $folder
            $run.ExitCode | Should -Be 0 -Because $run.Text
            $run.Text | Should -Match 'done\s*$' -Because $run.Text
            $run.Text | Should -Not -Match 'Exception|Recommendation:' -Because $run.Text
        }
    }

    Context 'whose password nobody may see' {
        It 'shows it in no object, error, stream and transcript' {
            $transcript = Join-Path (Get-Item TestDrive:/).FullName transcript.txt
            $child = Invoke-ChildShell ($ConnectScript + @"
`$null = Start-Transcript '$transcript'
`$VerbosePreference = `$DebugPreference = 'Continue'
`$string = `$env:AQP_TEST_DATABASE
`$owner = `$env:AQP_TEST_OWNER
function Show(`$Value) { `$Value | Format-List * -Force | Out-String -Width 500; `$Value | ConvertTo-Json -Depth 4 -WarningAction Ignore; "`$Value" }
Initialize-AqpJournalDatabase `$owner -PayerRole $database -AsScript
Initialize-AqpJournalDatabase `$owner -PayerRole $database
Show (Get-AqpConnection | Connect-AqpAccount -Credential `$credential -Pin `$pin -JournalDatabase `$string)
Show (Get-AqpConnection)
Show (New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-1 -Confirm:`$false)
Show (Get-AqpWithdrawalJournal)
Show (New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-2 -JournalPath '$(New-JournalPath)' -DuplicateWindow 0 -Confirm:`$false)
foreach (`$bad in `$string.Replace('Port=$($server.Port)', 'Port=1'), (`$string + ';Sll=1'), `$string.Replace('Database=', 'Database=no'),
    `$string.Replace('Username=', 'Username=no'), (`$string + ';Timeout=x'), `$string.Replace('Host=', 'Hst='), `$string.Replace(';', ',')) {
    foreach (`$call in { New-AqpWithdrawal 1000 $iban -IdempotencyKey INV-3 -JournalDatabase `$bad -Confirm:`$false },
        { Initialize-AqpJournalDatabase `$bad }, { Import-AqpWithdrawalJournal -JournalDatabase `$bad }, { Get-AqpWithdrawalJournal -JournalDatabase `$bad }) {
        try { & `$call; 'no error' }
        catch { 'error'; `$_ | Get-Error | Out-String -Width 500; `$_.Exception | Format-List * -Force | Out-String -Width 500; "`$(`$_.Exception)" }
    }
}
`$null = Stop-Transcript
"@) ((Get-PayerEnvironment) + @{ AQP_TEST_OWNER = $owner; XDG_STATE_HOME = (Get-Item TestDrive:/).FullName })
            $child.ExitCode | Should -Be 0 -Because $child.Text
            @($child.Lines -eq 'error').Count | Should -Be 28
            @($child.Lines -eq 'no error').Count | Should -Be 0
            $child.Text | Should -BeLike "*$name*"
            $child.Text.Contains($PostgresPassword) | Should -BeFalse
            [System.IO.File]::ReadAllText($transcript).Contains($PostgresPassword) | Should -BeFalse
        }
    }
}

Describe 'A journal in PostgreSQL for Windows PowerShell' -Tag NeedsWindowsPowerShell -Skip:($PSEdition -eq 'Core') {
    It 'is refused with what to do' {
        $sandbox = Start-AqpSandbox -Manual
        $result = Get-ScriptResult { $sandbox | Connect-AqpAccount -JournalDatabase 'Host=127.0.0.1;Database=payments' }
        $result.ErrorIds | Should -Be 'AqpJournalDatabaseNeedsPowerShell7'
        Stop-AqpSandbox
    }
}
