using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Aqayepardakht.Sandbox;
using Xunit;

namespace Aqayepardakht.Tests.Idempotency;

/// <summary>An intent says how late its request can leave, so no attempt of it may begin later than that.</summary>
public sealed class RequestDeadlineTests
{
    [Fact]
    public async Task No_attempt_of_a_request_begins_after_its_timeout()
    {
        using var port = new RefusingPort();
        var timeout = TimeSpan.FromSeconds(3);

        // A timer may end a little early by the clock that the timeout is measured with.
        using var client = new TestClient(port.Endpoint, timeout: timeout, delay: (_, token) => Task.Delay(timeout + TimeSpan.FromSeconds(0.1), token));

        var exception = await Assert.ThrowsAsync<GatewayUnreachableException>(() => client.Client.RequestAsync(TestClient.Payment));

        Assert.True(exception.ProvablyNotSent);
        Assert.Equal(1, client.Reports.Max(report => report.Attempt));
    }

    [Fact]
    public async Task A_payer_that_was_suspended_after_its_intent_sends_nothing()
    {
        var settings = new SandboxSettings();
        using var sandbox = SandboxGateway.Start(settings);
        using var client = new TestClient(sandbox, settings);
        var clock = new SkippingClock();
        var journal = new WithdrawalJournal(new MemoryStorage(), sandbox.Account, sandbox.Endpoint);
        var gateway = new SuspendingGateway(new ClientGateway(client.Client), clock);
        var keyed = new IdempotentWithdrawalClient(gateway, journal, new IdempotencyOptions { Clock = clock });

        var exception = await Assert.ThrowsAsync<GatewayUnreachableException>(() => keyed.RequestAsync("1", TestClient.Payment));

        Assert.True(exception.ProvablyNotSent);
        Assert.Contains("held up", exception.Message);
        Assert.Equal(0, sandbox.RequestCount(WithdrawalOperation.Request));
        Assert.Equal(JournalState.NotMade, journal.PeekIndex().Find("1")!.State);
        Assert.Equal(WithdrawalOrigin.Requested, (await keyed.RequestAsync("1", TestClient.Payment)).Origin);
    }

    /// <summary>Suspends its process for an hour before the first request.</summary>
    private sealed class SuspendingGateway(ClientGateway gateway, SkippingClock clock) : IWithdrawGateway
    {
        private TimeSpan _suspended = TimeSpan.FromHours(1);

        public TimeSpan RequestTimeout => gateway.RequestTimeout;

        public Task<Withdrawal> RequestAsync(WithdrawalRequest request, Func<bool>? mayLeave, CancellationToken cancellationToken)
        {
            clock.Ahead = _suspended;
            _suspended = TimeSpan.Zero;
            return gateway.RequestAsync(request, mayLeave, cancellationToken);
        }

        public Task<Withdrawal> GetAsync(long id, CancellationToken cancellationToken) => gateway.GetAsync(id, cancellationToken);

        public Task<WithdrawalPage> GetPageAsync(int page, CancellationToken cancellationToken) =>
            gateway.GetPageAsync(page, cancellationToken);
    }
}
