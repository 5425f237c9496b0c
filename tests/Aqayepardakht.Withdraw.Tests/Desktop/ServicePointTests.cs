using System;
using System.Net;
using System.Threading.Tasks;
using Xunit;

namespace Aqayepardakht.Tests;

/// <summary>What .NET Framework keeps per server, outside of any client.</summary>
public sealed class ServicePointTests
{
    [Fact]
    public async Task A_server_gets_enough_connections_and_small_packets_at_once()
    {
        using var gateway = RawListener.RespondingWith(RawResponse.Json(Samples.Details));
        using var client = new TestClient(gateway.Endpoint);

        await client.Client.GetAsync(11111);

        AssertSet(PointOf(gateway));
        Assert.DoesNotContain("Expect", gateway.Requests[0].Head, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_server_that_was_forgotten_while_idle_gets_them_again()
    {
        using var gateway = RawListener.RespondingWith(RawResponse.Json(Samples.Details));
        using var client = new TestClient(gateway.Endpoint);
        await client.Client.GetAsync(11111);
        var first = PointOf(gateway);
        first.MaxIdleTime = 1;
        for (var left = 600; ReferenceEquals(PointOf(gateway), first); left--)
        {
            Assert.True(left > 0, "The server is still known.");
            await Task.Delay(100);
        }

        await client.Client.GetAsync(11111);

        AssertSet(PointOf(gateway));
    }

    [Fact]
    public async Task A_higher_limit_of_the_session_is_left_alone()
    {
        using var gateway = RawListener.RespondingWith(RawResponse.Json(Samples.Details));
        using var client = new TestClient(gateway.Endpoint);
        PointOf(gateway).ConnectionLimit = 40;

        await client.Client.GetAsync(11111);

        Assert.Equal(40, PointOf(gateway).ConnectionLimit);
    }

    private static ServicePoint PointOf(RawListener gateway) => ServicePointManager.FindServicePoint(gateway.Endpoint, null);

    private static void AssertSet(ServicePoint server)
    {
        Assert.InRange(server.ConnectionLimit, 16, int.MaxValue);
        Assert.False(server.UseNagleAlgorithm);
    }
}
