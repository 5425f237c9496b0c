using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Aqayepardakht.Sandbox;
using Xunit;

namespace Aqayepardakht.Tests;

/// <summary>Whatever comes back, a withdrawal is asked for once, and what is not known is never called a failure.</summary>
public sealed class RequestIsSentOnceTests
{
    /// <summary>Long enough for a busy machine to send the request, short enough to wait for.</summary>
    private static readonly TimeSpan ShortTimeout = TimeSpan.FromSeconds(3);

    public static TheoryData<SandboxFault> FaultsOfTheSandbox => new(Enum.GetValues<SandboxFault>());

    [Theory]
    [MemberData(nameof(FaultsOfTheSandbox))]
    public async Task Every_fault_of_the_sandbox_is_an_unknown_outcome_after_one_request(SandboxFault fault)
    {
        var hangs = fault is SandboxFault.Hang or SandboxFault.HangAfterCommit;
        var settings = new SandboxSettings { SettleAfter = null };
        using var sandbox = SandboxGateway.Start(settings);
        using var client = new TestClient(sandbox, settings, hangs ? ShortTimeout : null);
        sandbox.FailNext(fault, WithdrawalOperation.Request);

        var exception = await Assert.ThrowsAsync<OutcomeUnknownException>(() => client.Client.RequestAsync(TestClient.Payment));

        AssertUnknown(exception, client);
        Assert.Equal(1, sandbox.RequestCount(WithdrawalOperation.Request));
        var committed = fault is SandboxFault.ServerErrorAfterCommit or SandboxFault.BrokenJson or SandboxFault.DropAfterCommit
            or SandboxFault.CutAnswer or SandboxFault.HangAfterCommit or SandboxFault.DisruptedAfterCommit;
        Assert.Equal(committed ? 1 : 0, sandbox.Withdrawals.Count);
    }

    public static TheoryData<string> Responses => new(
        "500", "502", "503", "504", "429", "400", "403", "404", "422",
        "500 with Retry-After", "429 with Retry-After", "503 with a success that is cut",
        "empty 200", "empty 204", "html 200", "html in json", "broken json", "json null", "json array",
        "301", "302", "303", "307", "308", "304 with a success", "302 with an error body",
        "-18", "-18 with 200", "-18 with 500", "unknown code with 500", "code 0", "code 0 with 422", "a code of a database",
        "success without data", "success with empty data", "success with two rows", "success with a broken row", "success with a fraction",
        "unknown status", "error without code",
        "too large", "too large without length", "broken gzip", "cut gzip", "gzip that is none",
#if NET
        "broken deflate",
#endif
        "broken chunks", "length that lies", "no http", "no http at all", "broken header", "huge header");

    [Theory]
    [MemberData(nameof(Responses))]
    public async Task A_response_that_proves_nothing_is_an_unknown_outcome_after_one_request(string response)
    {
        using var gateway = new RawListener(async exchange =>
        {
            await exchange.SendAsync(Bytes(response));
            exchange.Close();
        });
        using var client = new TestClient(gateway.Endpoint);

        var exception = await Assert.ThrowsAsync<OutcomeUnknownException>(() => client.Client.RequestAsync(TestClient.Payment));

        AssertUnknown(exception, client);
        Assert.Single(gateway.Requests);
        Assert.Equal(1, gateway.Connections);
    }

    public static TheoryData<string> Breaks => new(
        "reset before reading", "reset after reading", "close after reading", "reset within the head", "close within the head",
        "reset within the body", "close within the body", "close within a chunk");

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task A_broken_connection_is_an_unknown_outcome_after_one_request(string kind)
    {
        using var gateway = new RawListener(exchange => BreakAsync(exchange, kind));
        using var client = new TestClient(gateway.Endpoint);

        var exception = await Assert.ThrowsAsync<OutcomeUnknownException>(() => client.Client.RequestAsync(TestClient.Payment));

        AssertUnknown(exception, client);
        Assert.Single(gateway.Requests);
        Assert.Equal(1, gateway.Connections);
        Assert.False(Assert.IsType<GatewayUnreachableException>(exception.InnerException).ProvablyNotSent);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("head")]
    [InlineData("half")]
    public async Task A_timeout_is_an_unknown_outcome_after_one_request(string sentBeforeTheSilence)
    {
        using var gateway = new RawListener(async exchange =>
        {
            var response = RawResponse.Json(Samples.Request);
            var bytes = sentBeforeTheSilence switch
            {
                "head" => RawResponse.Head(200, "application/json", 500),
                "half" => response[..(response.Length - 20)],
                _ => [],
            };
            await exchange.SendAsync(bytes);
            await exchange.StallAsync();
        });
        using var client = new TestClient(gateway.Endpoint, timeout: ShortTimeout);

        var exception = await Assert.ThrowsAsync<OutcomeUnknownException>(() => client.Client.RequestAsync(TestClient.Payment));

        AssertUnknown(exception, client);
        Assert.Single(gateway.Requests);
        var cause = Assert.IsType<GatewayUnreachableException>(exception.InnerException);
        Assert.Equal("GatewayTimeout", cause.Name);
        Assert.False(cause.ProvablyNotSent);
        Assert.Contains("3 seconds", exception.Text.English, StringComparison.Ordinal);
    }

#if NET
    /// <summary>Closed in order, the kernel would go on sending for minutes what did not arrive, and the payment would be made after it was settled.</summary>
    [Fact]
    public async Task A_connection_that_was_given_up_takes_back_what_did_not_arrive()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TestClient(new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/"), timeout: TimeSpan.FromMilliseconds(500));
        var call = client.Client.RequestAsync(TestClient.Payment);
        using var socket = await HangGuard.Within(listener.AcceptSocketAsync());

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => HangGuard.Within(call));

        var error = Assert.Throws<SocketException>(() =>
        {
            while (socket.Receive(new byte[4096]) > 0)
            {
            }
        });
        Assert.Equal(SocketError.ConnectionReset, error.SocketErrorCode);
    }
#endif

    [Fact]
    public async Task A_connection_that_nobody_reads_from_is_an_unknown_outcome_after_one_connection()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(8);
        var accepted = Task.Run(() =>
        {
            using var socket = listener.Accept();
            socket.Poll(-1, SelectMode.SelectRead);
            socket.LingerState = new LingerOption(true, 0);
        });
        var port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        using var client = new TestClient(new Uri($"http://127.0.0.1:{port}/"));

        var exception = await Assert.ThrowsAsync<OutcomeUnknownException>(() => client.Client.RequestAsync(TestClient.Payment));

        await HangGuard.Within(accepted);
        AssertUnknown(exception, client);
        Assert.False(listener.Poll(0, SelectMode.SelectRead));
    }

    [Fact]
    public async Task A_connection_that_was_kept_alive_never_makes_a_second_request()
    {
        using var gateway = new RawListener(async exchange =>
        {
            if (exchange.Request.Number == 1)
            {
                await exchange.SendAsync(RawResponse.Json(Samples.Details));
                return;
            }

            exchange.Close();
        });
        using var client = new TestClient(gateway.Endpoint);
        await client.Client.GetAsync(11111);

        var exception = await Assert.ThrowsAsync<OutcomeUnknownException>(() => client.Client.RequestAsync(TestClient.Payment));

        Assert.Equal(2, gateway.Requests.Count);
#if NET
        Assert.Equal(1, gateway.Connections);
#else
        // .NET Framework may send again what a kept-alive connection did not respond to, so there a request gets a connection of its own.
        Assert.Equal(2, gateway.Connections);
#endif
        Assert.EndsWith("/request HTTP/1.1", gateway.Requests[1].RequestLine, StringComparison.Ordinal);
        Assert.IsType<GatewayUnreachableException>(exception.InnerException);
    }

    [Fact]
    public async Task A_success_is_returned_after_one_request()
    {
        var settings = new SandboxSettings { SettleAfter = null };
        using var sandbox = SandboxGateway.Start(settings);
        using var client = new TestClient(sandbox, settings);

        var withdrawal = await client.Client.RequestAsync(TestClient.Payment);

        var made = Assert.Single(sandbox.Withdrawals);
        Assert.Equal(made.Id, withdrawal.Id);
        Assert.Equal(55214, made.Amount);
        Assert.Equal(TestClient.Iban, made.Iban);
        Assert.Equal(made.CreatedAt, withdrawal.CreatedAt);
        Assert.Equal(1, sandbox.RequestCount(WithdrawalOperation.Request));
        Assert.Null(Assert.Single(client.Reports).Failure);
    }

    [Fact]
    public async Task A_listener_that_throws_loses_neither_a_payment_nor_the_reason_of_a_failure()
    {
        var settings = new SandboxSettings { SettleAfter = null };
        using var sandbox = SandboxGateway.Start(settings);
        using var client = new TestClient(sandbox.Endpoint, sandbox.Account, settings.Code, onAttempt: _ => throw new InvalidOperationException("the log is full"));

        var withdrawal = await client.Client.RequestAsync(TestClient.Payment);
        Assert.Equal(withdrawal.Id, Assert.Single(sandbox.Withdrawals).Id);

        sandbox.FailNext(SandboxFault.DropAfterCommit, WithdrawalOperation.Request);
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => client.Client.RequestAsync(TestClient.Payment));
        Assert.Equal(2, sandbox.RequestCount(WithdrawalOperation.Request));

        sandbox.AnswerNext(-12, WithdrawalOperation.Request);
        await Assert.ThrowsAsync<GatewayErrorException>(() => client.Client.RequestAsync(TestClient.Payment));
        Assert.Equal(withdrawal.Id, (await client.Client.GetAsync(withdrawal.Id)).Id);
    }

    private static void AssertUnknown(OutcomeUnknownException exception, TestClient client)
    {
        Assert.Equal("OutcomeUnknown", exception.Name);
        Assert.Contains("55214", exception.Text.English, StringComparison.Ordinal);
        Assert.Contains(TestClient.Iban, exception.Text.English, StringComparison.Ordinal);
        Assert.Contains("55214", exception.Text.Persian, StringComparison.Ordinal);
        Assert.Contains("Do not request it again yet", exception.Advice.English, StringComparison.Ordinal);
        Assert.IsAssignableFrom<WithdrawException>(exception.InnerException);
        var report = Assert.Single(client.Reports);
        Assert.Equal(WithdrawalOperation.Request, report.Operation);
        Assert.Equal(1, report.Attempt);
        Assert.NotNull(report.Failure);
        Assert.Null(report.RetryIn);
        Assert.Empty(client.Waits);
    }

    private static async Task BreakAsync(RawExchange exchange, string kind)
    {
        var response = RawResponse.Json(Samples.Request);
        switch (kind)
        {
            case "reset within the head" or "close within the head":
                await exchange.SendAsync(response.AsMemory(0, 20));
                break;
            case "reset within the body" or "close within the body":
                await exchange.SendAsync(response.AsMemory(0, response.Length - 5));
                break;
            case "close within a chunk":
                await exchange.SendAsync(RawResponse.Head(200, "application/json", null, "Transfer-Encoding: chunked"));
                await exchange.SendAsync(Encoding.ASCII.GetBytes("ff\r\n{\"status\""));
                break;
        }

        if (kind.StartsWith("reset", StringComparison.Ordinal))
        {
            exchange.Reset();
        }
        else
        {
            exchange.Close();
        }
    }

    private static byte[] Bytes(string response) => response switch
    {
        "500 with Retry-After" => RawResponse.Html("no", 500, "Retry-After: 0"),
        "429 with Retry-After" => RawResponse.Html("no", 429, "Retry-After: 0"),
        "503 with a success that is cut" => RawResponse.Json(Samples.Request[..^3], 503),
        "empty 200" => RawResponse.Json(string.Empty),
        "empty 204" => RawResponse.Head(204, null, null),
        "html 200" => RawResponse.Html("<html>welcome</html>", 200),
        "html in json" => RawResponse.Json("<html>welcome</html>"),
        "broken json" => RawResponse.Json(Samples.Request.Replace("\"status\" : \"0\",", "\"status\" : \"0\"", StringComparison.Ordinal)),
        "json null" => RawResponse.Json("null"),
        "json array" => RawResponse.Json("[]"),
        "304 with a success" => RawResponse.Head(304, "application/json", null),
        "302 with an error body" => RawResponse.Error("\"-12\"", 302, "Location: /elsewhere"),
        "-18" => RawResponse.Error("\"-18\""),
        "-18 with 200" => RawResponse.Error("\"18-\"", 200),
        "-18 with 500" => RawResponse.Error("-18", 500),
        "unknown code with 500" => RawResponse.Error("\"-77\"", 500),
        "code 0" => RawResponse.Error("0", 200),
        "code 0 with 422" => RawResponse.Error("\"0\"", 422),
        "a code of a database" => RawResponse.Error("23000", 200),
        "success without data" => RawResponse.Json("""{"status":"success"}"""),
        "success with empty data" => RawResponse.Json(Samples.Success()),
        "success with two rows" => RawResponse.Json(Samples.Success(Samples.Row(1), Samples.Row(2))),
        "success with a broken row" => RawResponse.Json(Samples.WithField("id", "\"x\"")),
        "success with a fraction" => RawResponse.Json(Samples.WithField("amount", "\"55214.50\"")),
        "unknown status" => RawResponse.Json("""{"status":"failed","code":"-12"}"""),
        "error without code" => RawResponse.Json("""{"status":"error"}""", 422),
        "too large" => RawResponse.Head(200, "application/json", 16 * 1024 * 1024 + 1),
        "too large without length" => RawResponse.Join(RawResponse.Head(200, "application/json", null), Encoding.ASCII.GetBytes(new string(' ', 17 * 1024 * 1024))),
        "broken gzip" => RawResponse.Of(200, "application/json", Corrupted(Zipped()), "Content-Encoding: gzip"),
        "cut gzip" => RawResponse.Of(200, "application/json", Zipped()[..60], "Content-Encoding: gzip"),
        "gzip that is none" => RawResponse.Of(200, "application/json", Encoding.UTF8.GetBytes(Samples.Request), "Content-Encoding: gzip"),
        "broken deflate" => RawResponse.Of(200, "application/json", Encoding.UTF8.GetBytes(Samples.Request), "Content-Encoding: deflate"),
        "broken chunks" => RawResponse.Join(RawResponse.Head(200, "application/json", null, "Transfer-Encoding: chunked"), Encoding.ASCII.GetBytes("zz\r\n{}\r\n")),
        "length that lies" => RawResponse.Join(RawResponse.Head(200, "application/json", 10_000), Encoding.UTF8.GetBytes(Samples.Request)),
        "no http" => Encoding.UTF8.GetBytes(Samples.Request + "\r\n\r\n"),
        "no http at all" => [.. Enumerable.Range(0, 4096).Select(number => (byte)number)],
        "broken header" => Encoding.UTF8.GetBytes("HTTP/1.1 200 OK\r\n" + Samples.Success() + "\r\n\r\n"),
        "huge header" => Encoding.UTF8.GetBytes("HTTP/1.1 200 OK\r\nX-Long: " + new string('x', 1024 * 1024) + "\r\n\r\n"),
        _ when int.Parse(response, System.Globalization.CultureInfo.InvariantCulture) is >= 300 and < 400 and var redirect =>
            RawResponse.Json(Samples.Request, redirect, "Location: /api/v2/withdraw/request"),
        _ => RawResponse.Html("<h1>no</h1>", int.Parse(response, System.Globalization.CultureInfo.InvariantCulture)),
    };

    private static byte[] Zipped() => RawResponse.Gzip(Encoding.UTF8.GetBytes(Samples.List));

    private static byte[] Corrupted(byte[] bytes)
    {
        for (var index = 12; index < bytes.Length; index++)
        {
            bytes[index] ^= 0x5A;
        }

        return bytes;
    }
}
