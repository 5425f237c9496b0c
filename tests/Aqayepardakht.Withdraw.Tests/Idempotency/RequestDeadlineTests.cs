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
}
