using System;
using System.Linq;
using System.Threading.Tasks;
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
        using var client = new TestClient(port.Endpoint, timeout: timeout, delay: (_, token) => Task.Delay(timeout, token));

        var exception = await Assert.ThrowsAsync<GatewayUnreachableException>(() => client.Client.RequestAsync(TestClient.Payment));

        Assert.True(exception.ProvablyNotSent);
        Assert.Equal(1, client.Reports.Max(report => report.Attempt));
    }

    [Fact]
    public async Task A_payer_that_was_suspended_after_its_intent_sends_nothing()
    {
        using var payer = new Payer();
        payer.OnWarning = _ => payer.Clock.Ahead = TimeSpan.FromHours(1);

        var exception = await Assert.ThrowsAsync<GatewayUnreachableException>(() => payer.PayAsync("1"));

        Assert.True(exception.ProvablyNotSent);
        Assert.Contains("held up", exception.Message);
        Assert.Equal(0, payer.Requests);
        Assert.Equal(JournalState.NotMade, WithdrawalJournal.Read(payer.Path).Single().State);
        Assert.Equal(WithdrawalOrigin.Requested, (await payer.PayAsync("1")).Origin);
    }
}
