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

Describe 'A session that is traced' {
    BeforeAll {
        $sandbox = Start-AqpSandbox -Manual -Credential (New-Object pscredential 'Account-1', (ConvertTo-TestSecret $key)) -Pin (ConvertTo-TestSecret $pin)
        $folder = (Get-Item TestDrive:/).FullName
        $trace = Join-Path $folder 'trace.txt'
        $transcript = Join-Path $folder 'traced.txt'
        $connectionFile = Join-Path $folder 'traced.xml'
        $environment = (Get-SandboxEnvironment $sandbox) + @{ AQP_TEST_FOLDER = $folder }

        # What makes the account comes first: a trace shows a script's own variables.
        $child = Invoke-ChildShell -Environment $environment -Script @'
Import-Module $env:AQP_TEST_MODULE
$credential = New-Object pscredential $env:AQP_TEST_ACCOUNT, (ConvertTo-SecureString $env:AQP_TEST_CODE -AsPlainText -Force)
$pin = ConvertTo-SecureString $env:AQP_TEST_PIN -AsPlainText -Force
$iban = 'IR270170000000100324200001'
$endpoint = [uri]$env:AQP_TEST_ENDPOINT
$journal = Join-Path $env:AQP_TEST_FOLDER 'traced.jsonl'
$null = Start-Transcript (Join-Path $env:AQP_TEST_FOLDER 'traced.txt')
$work = {
    $connection = Connect-AqpAccount -Credential $credential -Pin $pin -Endpoint $endpoint
    $connection
    New-AqpWithdrawal 1000 $iban -IdempotencyKey TRACED -JournalPath $journal -DuplicateWindow 0 -Confirm:$false -Verbose
    New-AqpWithdrawal 2000 $iban -Credential $credential -Pin $pin -Endpoint $endpoint -DuplicateWindow 0 -Confirm:$false -Debug
    Get-AqpWithdrawalList -Connection $connection
    try { New-AqpWithdrawal 9000000000000 $iban -DuplicateWindow 0 -Confirm:$false -ErrorAction Stop } catch { "REFUSED $_" }
    Export-Clixml -InputObject $connection -Path (Join-Path $env:AQP_TEST_FOLDER 'traced.xml') -Depth 5
}
Trace-Command -Name * -Option All -FilePath (Join-Path $env:AQP_TEST_FOLDER 'trace.txt') -Expression $work
Trace-Command -Name ParameterBinding, TypeConversion, CommandDiscovery, MemberResolution -Option All -PSHost -Expression $work
Set-PSDebug -Trace 2
. $work
Set-PSDebug -Off
$null = Stop-Transcript
'THE END'
'@
    }

    AfterAll {
        Stop-AqpSandbox
    }

    It 'ran to its end, was traced and paid' {
        $child.Lines | Should -Contain 'THE END'
        @($child.Lines -match 'REFUSED').Count | Should -BeGreaterThan 1
        $child.Text | Should -Match 'DEBUG:.*(TRACED|ParameterBinding|BIND)'
        $sandbox.Withdrawals.Count | Should -Be 4 -Because 'the key is paid once, and what has none each time'
    }

    It 'has no secret in <name>' -ForEach @(
        @{ name = 'the trace of a command'; path = 'trace.txt'; expected = 'BIND arg|ParameterBinding' }
        @{ name = 'a transcript of traces and debugged lines'; path = 'traced.txt'; expected = 'New-AqpWithdrawal' }
        @{ name = 'an exported connection'; path = 'traced.xml'; expected = 'AccountConnection' }
        @{ name = 'the journal'; path = 'traced.jsonl'; expected = 'TRACED' }
    ) {
        $text = [System.IO.File]::ReadAllText((Join-Path $folder $path))
        $text | Should -Match $expected
        Find-Secret $text | Should -BeNullOrEmpty
    }

    It 'has no secret in what it wrote' {
        Find-Secret $child.Text | Should -BeNullOrEmpty
    }
}

Describe 'The events of .NET''s network' -Tag NeedsPowerShell7 -Skip:($PSEdition -ne 'Core') {
    BeforeAll {
        # All that a payment makes .NET say, one event a line, dumped bytes as the text that they are.
        function Get-NetworkEvent([uri] $Endpoint, [hashtable] $Environment = @{}) {
            $file = Join-Path (Get-Item TestDrive:/).FullName "$([guid]::NewGuid())"
            $account = Get-SandboxEnvironment $sandbox
            $account['AQP_TEST_ENDPOINT'] = $Endpoint
            $account['AQP_TEST_FILE'] = $file
            $child = Invoke-ChildShell -Environment ($account + $Environment) -Script (@'
Add-Type -TypeDefinition @"
using System; using System.Collections.Concurrent; using System.Diagnostics.Tracing; using System.Linq; using System.Text;
public sealed class NetworkEvents : EventListener {
    public static readonly ConcurrentQueue<string> Seen = new ConcurrentQueue<string>();
    protected override void OnEventSourceCreated(EventSource source) {
        if (source.Name.Contains("System.Net.")) { EnableEvents(source, EventLevel.LogAlways, EventKeywords.All); }
    }
    protected override void OnEventWritten(EventWrittenEventArgs written) {
        var payload = (written.Payload ?? Enumerable.Empty<object>()).Select(value =>
            value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : Convert.ToString(value));
        Seen.Enqueue((written.EventSource.Name + " " + written.EventName + " " + string.Join(" ", payload)).ReplaceLineEndings(" "));
    }
}
"@
$listener = New-Object NetworkEvents

'@ + $ConnectScript + @"
New-AqpWithdrawal 1000 $iban -DuplicateWindow 0 -Confirm:`$false
[System.IO.File]::WriteAllLines(`$env:AQP_TEST_FILE, [NetworkEvents]::Seen)
"@)
            Test-Path $file | Should -BeTrue -Because $child.Text
            [System.IO.File]::ReadAllLines($file)
        }

        $sandbox = Start-AqpSandbox -Manual -Credential (New-Object pscredential 'Account-1', (ConvertTo-TestSecret $key)) -Pin (ConvertTo-TestSecret $pin)
        $private = 'Private.InternalDiagnostics.System.Net'
    }

    AfterAll {
        Stop-AqpSandbox
    }

    # What the private sources dump is for .NET's own developers, and README.md warns of it. It also shows that a secret would be found.
    It 'have the secrets over plain HTTP in what a private source dumps, and nowhere else' {
        $events = Get-NetworkEvent $sandbox.Endpoint
        foreach ($name in 'System.Net.Http RequestStart', 'System.Net.Sockets ConnectStart', "$private.Http HandlerMessage", "$private.Sockets Info") {
            $events | Where-Object { $_.StartsWith($name) } | Should -Not -BeNullOrEmpty -Because $name
        }

        $dumps, $others = $events.Where({ $_.StartsWith("$private.Sockets DumpBuffer ") }, 'Split')
        Find-Secret ($others -join "`n") | Should -BeNullOrEmpty
        Find-Secret ($dumps -join "`n") | Should -Be $key, $pin
    }

    It 'have the secrets over TLS in what a private source dumps, and nowhere else' -Tag NeedsLinux -Skip:(-not $IsLinux) {
        Add-Type -TypeDefinition @'
using System; using System.IO; using System.Net; using System.Net.Security; using System.Net.Sockets; using System.Text; using System.Threading.Tasks;
using System.Security.Cryptography; using System.Security.Cryptography.X509Certificates;
public sealed class TlsGateway : IDisposable {
    private readonly TcpListener _listener = new TcpListener(IPAddress.Loopback, 0);
    public TlsGateway(string certificatePath) {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(names.Build());
        var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(certificatePath, certificate.ExportCertificatePem());
        _listener.Start();
        Served = ServeAsync(certificate);
    }
    public Uri Endpoint => new Uri("https://localhost:" + ((IPEndPoint)_listener.LocalEndpoint).Port + "/");
    public Task<string> Served { get; }
    public void Dispose() => _listener.Stop();
    private async Task<string> ServeAsync(X509Certificate2 certificate) {
        using var client = await _listener.AcceptTcpClientAsync();
        using var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsServerAsync(certificate);
        var seen = "";
        for (var buffer = new byte[4096]; !seen.EndsWith("}"); ) { seen += Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer)); }
        var body = "{\"status\":\"error\",\"code\":\"-12\"}";
        await stream.WriteAsync(Encoding.UTF8.GetBytes("HTTP/1.1 422 x\r\nContent-Type: application/json\r\nContent-Length: " + body.Length + "\r\n\r\n" + body));
        return seen;
    }
}
'@
        $certificate = Join-Path (Get-Item TestDrive:/).FullName 'certificate.pem'
        $gateway = New-Object TlsGateway $certificate
        try {
            $events = Get-NetworkEvent $gateway.Endpoint @{ SSL_CERT_FILE = $certificate }
        }
        finally {
            $gateway.Dispose()
        }

        foreach ($name in 'System.Net.Security HandshakeStart', 'System.Net.NameResolution ResolutionStart', "$private.Sockets DumpBuffer") {
            $events | Where-Object { $_.StartsWith($name) } | Should -Not -BeNullOrEmpty -Because $name
        }

        Find-Secret $gateway.Served.Result | Should -Be $key, $pin
        $dumps, $others = $events.Where({ $_.StartsWith("$private.Security DumpBuffer ") }, 'Split')
        Find-Secret ($others -join "`n") | Should -BeNullOrEmpty
        Find-Secret ($dumps -join "`n") | Should -Be $key, $pin
    }
}
