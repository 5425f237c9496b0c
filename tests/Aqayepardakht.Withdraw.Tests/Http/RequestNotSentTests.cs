using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Aqayepardakht.Sandbox;
using Xunit;

namespace Aqayepardakht.Tests;

/// <summary>The one case in which a request may be sent again: it never left.</summary>
public sealed class RequestNotSentTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_refused_connection_is_tried_again_and_is_then_provably_not_sent(int attempts)
    {
        using var port = new RefusingPort();
        using var client = new TestClient(port.Endpoint, attempts: attempts);

        var exception = await Assert.ThrowsAsync<GatewayUnreachableException>(() => client.Client.RequestAsync(TestClient.Payment));

        Assert.True(exception.ProvablyNotSent);
        Assert.Equal("GatewayUnreachable", exception.Name);
        Assert.Contains("refused", exception.Text.English, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(1, attempts), client.Reports.Select(report => report.Attempt));
        Assert.Equal(attempts - 1, client.Waits.Count);
        Assert.Equal([.. client.Waits, null], client.Reports.Select(report => report.RetryIn));
    }

    [Fact]
    public async Task A_gateway_that_listens_after_a_refusal_gets_the_request_once()
    {
        using var port = new RefusingPort();
        var settings = new SandboxSettings { Account = TestClient.Account, Code = TestClient.Key, SettleAfter = null, Port = port.Number };
        SandboxGateway? sandbox = null;
        try
        {
            using var client = new TestClient(
                port.Endpoint,
                delay: (_, _) =>
                {
                    port.Dispose();
                    sandbox ??= SandboxGateway.Start(settings);
                    return Task.CompletedTask;
                });

            var withdrawal = await client.Client.RequestAsync(TestClient.Payment);

            Assert.Equal(1, sandbox!.RequestCount(WithdrawalOperation.Request));
            Assert.Equal(Assert.Single(sandbox.Withdrawals).Id, withdrawal.Id);
            Assert.Equal(2, client.Reports.Count);
            Assert.Single(client.Waits);
        }
        finally
        {
            sandbox?.Dispose();
        }
    }

    [Fact]
    public async Task A_name_that_does_not_resolve_is_provably_not_sent()
    {
        using var client = new TestClient(new Uri("https://gateway-of-nobody.invalid/api/v2/withdraw/"));

        var exception = await Assert.ThrowsAsync<GatewayUnreachableException>(() => client.Client.RequestAsync(TestClient.Payment));

        Assert.True(exception.ProvablyNotSent);
        Assert.Contains("gateway-of-nobody.invalid", exception.Text.English, StringComparison.Ordinal);
        Assert.Contains("gateway-of-nobody.invalid", exception.Text.Persian, StringComparison.Ordinal);
        Assert.Equal(3, client.Reports.Count);
    }

    [Fact]
    public async Task Cancelled_before_it_begins_a_request_is_not_sent()
    {
        using var gateway = RawListener.RespondingWith(RawResponse.Json(Samples.Request));
        using var client = new TestClient(gateway.Endpoint);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.Client.RequestAsync(TestClient.Payment, new CancellationToken(true)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.Client.GetAsync(1, new CancellationToken(true)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.Client.GetPageAsync(1, null, new CancellationToken(true)));

        Assert.Equal(0, gateway.Connections);
        Assert.Empty(client.Reports);
    }

    [Fact]
    public async Task Cancelled_while_it_waits_to_try_again_a_request_is_not_sent()
    {
        using var stop = new CancellationTokenSource();
        using var port = new RefusingPort();
        using var client = new TestClient(port.Endpoint, delay: (_, token) =>
        {
            stop.Cancel();
            return Task.FromCanceled(token);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.Client.RequestAsync(TestClient.Payment, stop.Token));

        Assert.Single(client.Reports);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancelled_in_flight_a_request_is_an_unknown_outcome(bool withinTheResponse)
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stop = new CancellationTokenSource();
        using var gateway = new RawListener(async exchange =>
        {
            if (withinTheResponse)
            {
                await exchange.SendAsync(RawResponse.Head(200, "application/json", 1000));
            }

            arrived.SetResult();
            await exchange.StallAsync();
        });
        using var client = new TestClient(gateway.Endpoint);
        var request = client.Client.RequestAsync(TestClient.Payment, stop.Token);
        await HangGuard.Within(arrived.Task);

        await stop.CancelAsync();

        var exception = await Assert.ThrowsAsync<OutcomeUnknownException>(() => HangGuard.Within(request));
        Assert.Contains("stopped", exception.Text.English, StringComparison.Ordinal);
        Assert.Single(gateway.Requests);
        Assert.Equal("stopped", Assert.Single(client.Reports).Failure);
    }

    [Fact]
    public async Task Cancelled_in_flight_a_read_ends_as_cancelled()
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stop = new CancellationTokenSource();
        using var gateway = new RawListener(exchange =>
        {
            arrived.SetResult();
            return exchange.StallAsync();
        });
        using var client = new TestClient(gateway.Endpoint);
        var read = client.Client.GetAsync(1, stop.Token);
        await HangGuard.Within(arrived.Task);

        await stop.CancelAsync();

        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => HangGuard.Within(read));
        Assert.Equal(stop.Token, exception.CancellationToken);
        Assert.Single(gateway.Requests);
    }
}
