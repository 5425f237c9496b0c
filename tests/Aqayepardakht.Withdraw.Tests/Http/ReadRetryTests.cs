using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Aqayepardakht.Sandbox;
using Xunit;

namespace Aqayepardakht.Tests;

public sealed class ReadRetryTests
{
    public static TheoryData<string> Transient => new("reset", "close", "cut", "429", "500", "502", "503", "504", "broken gzip");

    [Theory]
    [MemberData(nameof(Transient))]
    public async Task A_read_is_tried_again_and_succeeds(string kind)
    {
        using var gateway = new RawListener(exchange => exchange.Request.Number <= 2
            ? FailAsync(exchange, kind)
            : exchange.SendAsync(RawResponse.Json(Samples.Details)));
        using var client = new TestClient(gateway.Endpoint);

        var withdrawal = await client.Client.GetAsync(11111);

        Assert.Equal(11111, withdrawal.Id);
        Assert.Equal(3, gateway.Requests.Count);
        Assert.Single(gateway.Requests.Select(request => request.BodyText).Distinct());
        Assert.Equal(2, client.Waits.Count);
        Assert.InRange(client.Waits.First(), TimeSpan.FromMilliseconds(250), TimeSpan.FromMilliseconds(500));
        Assert.InRange(client.Waits.Last(), TimeSpan.FromMilliseconds(500), TimeSpan.FromMilliseconds(1000));
    }

    [Theory]
    [MemberData(nameof(Transient))]
    public async Task A_read_is_tried_as_often_as_allowed_and_not_more(string kind)
    {
        foreach (var attempts in new[] { 1, 2, 5 })
        {
            using var gateway = new RawListener(exchange => FailAsync(exchange, kind));
            using var client = new TestClient(gateway.Endpoint, attempts: attempts);

            var exception = await Assert.ThrowsAnyAsync<WithdrawException>(() => client.Client.GetPageAsync(1));

            Assert.True(exception is GatewayUnreachableException { ProvablyNotSent: false } or GatewayProtocolException);
            Assert.Equal(attempts, gateway.Requests.Count);
            Assert.Equal(attempts - 1, client.Waits.Count);
        }
    }

    [Fact]
    public async Task A_read_that_times_out_is_tried_again()
    {
        using var gateway = new RawListener(exchange => exchange.StallAsync());
        using var client = new TestClient(gateway.Endpoint, timeout: TimeSpan.FromMilliseconds(300), attempts: 2);

        var exception = await Assert.ThrowsAsync<GatewayUnreachableException>(() => client.Client.GetAsync(1));

        Assert.Equal("GatewayTimeout", exception.Name);
        Assert.Contains("0.3 seconds", exception.Text.English, StringComparison.Ordinal);
        Assert.Equal(2, client.Reports.Count);
    }

    [Fact]
    public async Task A_read_whose_connection_is_refused_is_tried_again()
    {
        using var port = new RefusingPort();
        using var client = new TestClient(port.Endpoint);

        var exception = await Assert.ThrowsAsync<GatewayUnreachableException>(() => client.Client.GetAsync(1));

        Assert.True(exception.ProvablyNotSent);
        Assert.Equal(3, client.Reports.Count);
    }

    [Theory]
    [InlineData("400")]
    [InlineData("401")]
    [InlineData("403")]
    [InlineData("404")]
    [InlineData("408")]
    [InlineData("422")]
    [InlineData("302")]
    [InlineData("html")]
    [InlineData("broken json")]
    [InlineData("-3")]
    [InlineData("-18")]
    [InlineData("-19")]
    [InlineData("-99")]
    public async Task What_would_be_the_same_again_is_not_tried_again(string kind)
    {
        using var gateway = RawListener.RespondingWith(kind switch
        {
            "html" => RawResponse.Html("<p>hello</p>", 200),
            "broken json" => RawResponse.Json("{"),
            ['-', ..] => RawResponse.Error($"\"{kind}\"", 422, "Retry-After: 0"),
            _ => RawResponse.Html("<p>no</p>", int.Parse(kind, CultureInfo.InvariantCulture), "Retry-After: 0"),
        });
        using var client = new TestClient(gateway.Endpoint);

        await Assert.ThrowsAnyAsync<WithdrawException>(() => client.Client.GetAsync(1));

        Assert.Single(gateway.Requests);
        Assert.Empty(client.Waits);
        Assert.Null(Assert.Single(client.Reports).RetryIn);
    }

    [Fact]
    public async Task Every_fault_of_the_sandbox_that_may_pass_is_survived()
    {
        var settings = new SandboxSettings { SettleAfter = null, RetryAfter = TimeSpan.FromSeconds(2) };
        using var sandbox = SandboxGateway.Start(settings);
        sandbox.AddWithdrawals(3);
        using var client = new TestClient(sandbox, settings);
        foreach (var fault in new[]
        {
            SandboxFault.TooManyRequests, SandboxFault.ServerError, SandboxFault.BadGatewayHtml, SandboxFault.ServiceUnavailable,
            SandboxFault.DropBeforeCommit, SandboxFault.CutAnswer,
        })
        {
            client.Waits.Clear();
            sandbox.FailNext(fault, WithdrawalOperation.List, 2);

            Assert.Equal(3, (await client.Client.GetPageAsync(1)).Withdrawals.Count);

            Assert.Equal(2, client.Waits.Count);
            if (fault is SandboxFault.TooManyRequests or SandboxFault.ServiceUnavailable)
            {
                Assert.All(client.Waits, wait => Assert.Equal(TimeSpan.FromSeconds(2), wait));
            }
        }
    }

    [Fact]
    public async Task Many_attempts_never_wait_longer_than_two_minutes()
    {
        using var port = new RefusingPort();
        using var client = new TestClient(port.Endpoint, attempts: 100);

        await Assert.ThrowsAsync<GatewayUnreachableException>(() => client.Client.GetAsync(1));

        Assert.Equal(99, client.Waits.Count);
        Assert.All(client.Waits, wait => Assert.InRange(wait, TimeSpan.FromMilliseconds(250), TimeSpan.FromMinutes(2)));
    }

    [Fact]
    public async Task Every_attempt_is_reported_with_its_status_and_the_wait_that_follows()
    {
        using var gateway = RawListener.RespondingWith(
            RawResponse.Html("busy", 503, "Retry-After: 7"), RawResponse.Html("busy", 500), RawResponse.Json(Samples.List));
        using var client = new TestClient(gateway.Endpoint);

        await client.Client.GetPageAsync(4);

        Assert.Collection(
            client.Reports,
            first =>
            {
                Assert.Equal(WithdrawalOperation.List, first.Operation);
                Assert.Equal("page 4", first.Subject);
                Assert.Equal(1, first.Attempt);
                Assert.Equal(503, first.HttpStatus);
                Assert.Equal(TimeSpan.FromSeconds(7), first.RetryIn);
                Assert.Contains("busy", first.Failure!, StringComparison.Ordinal);
                Assert.Matches(@"^list page 4: HTTP 503 after \d+ ms, attempt 1\. .*\. Trying again in 7\.0 s\.$", first.ToString());
            },
            second =>
            {
                Assert.Equal(2, second.Attempt);
                Assert.Equal(500, second.HttpStatus);
                Assert.Equal(client.Waits.Last(), second.RetryIn);
            },
            third =>
            {
                Assert.Equal(3, third.Attempt);
                Assert.Equal(200, third.HttpStatus);
                Assert.Null(third.Failure);
                Assert.Null(third.RetryIn);
                Assert.True(third.Duration > TimeSpan.Zero);
                Assert.Matches(@"^list page 4: HTTP 200 after \d+ ms, attempt 3\.$", third.ToString());
            });
    }

    [Fact]
    public async Task A_call_without_a_response_is_reported_as_that()
    {
        using var port = new RefusingPort();
        using var client = new TestClient(port.Endpoint, attempts: 1);

        await Assert.ThrowsAsync<GatewayUnreachableException>(() => client.Client.GetAsync(9));

        var report = Assert.Single(client.Reports);
        Assert.Null(report.HttpStatus);
        Assert.Equal("id 9", report.Subject);
        Assert.Matches(@"^details id 9: no response after \d+ ms, attempt 1\. The connection to 127\.0\.0\.1 was refused\.$", report.ToString());
    }

    private static async Task FailAsync(RawExchange exchange, string kind)
    {
        switch (kind)
        {
            case "reset":
                exchange.Reset();
                break;
            case "close":
                exchange.Close();
                break;
            case "cut":
                await exchange.SendAsync(RawResponse.Json(Samples.Details).AsMemory(0, 150));
                exchange.Reset();
                break;
            case "broken gzip":
                await exchange.SendAsync(RawResponse.Of(200, "application/json", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "Content-Encoding: gzip"));
                break;
            default:
                await exchange.SendAsync(RawResponse.Html("<h1>later</h1>", int.Parse(kind, CultureInfo.InvariantCulture)));
                break;
        }
    }
}
