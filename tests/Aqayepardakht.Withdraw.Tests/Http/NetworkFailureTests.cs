#if NET
using System;
using System.Threading.Tasks;
using Xunit;

namespace Aqayepardakht.Tests;

/// <summary>What networks really do before a request can leave.</summary>
public sealed class NetworkFailureTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    public static TheoryData<string, int, int, string> BadCertificates => new()
    {
        { "localhost", -1, 1, "does not trust its issuer 'localhost'" },
        { "localhost", -9, -2, "it expired at " },
        { "localhost", 2, 9, "it is not valid before " },
        { "another.example", -1, 1, "it belongs to 'another.example'" },
    };

    [Theory]
    [MemberData(nameof(BadCertificates))]
    public async Task A_certificate_that_is_not_accepted_is_explained_and_nothing_left(string name, int fromDay, int toDay, string reason)
    {
        using var gateway = new TlsListener(name, Now.AddDays(fromDay), Now.AddDays(toDay));
        using var client = new TestClient(gateway.Endpoint);

        foreach (var exception in await FailuresAsync(client))
        {
            Assert.Equal("GatewayUnreachable", exception.Name);
            Assert.True(exception.ProvablyNotSent);
            Assert.Contains("The certificate of localhost was rejected", exception.Text.English, StringComparison.Ordinal);
            Assert.Contains(reason, exception.Text.English, StringComparison.Ordinal);
            Assert.Contains("date and time", exception.Text.English, StringComparison.Ordinal);
        }

        // It stays rejected, so no call is attempted twice.
        Assert.Equal(3, client.Reports.Count);
        Assert.Equal(0, gateway.BytesReceived);
    }

    [Fact]
    public async Task A_server_without_tls_sees_nothing_of_the_request()
    {
        using var gateway = RawListener.RespondingWith(RawResponse.Json(Samples.Request));
        using var client = new TestClient(new Uri($"https://127.0.0.1:{gateway.Port}/"), timeout: TimeSpan.FromSeconds(3), attempts: 1);

        foreach (var exception in await FailuresAsync(client))
        {
            Assert.True(exception.ProvablyNotSent);
        }

        Assert.Empty(gateway.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connect_that_gets_no_response_ends_by_itself_and_nothing_left(bool connectTimeoutIsShorter)
    {
        using var port = await SilentPort.OpenAsync();
        var (shorter, longer) = (TimeSpan.FromSeconds(1), HangGuard.Timeout);
        using var client = new TestClient(
            port.Endpoint,
            timeout: connectTimeoutIsShorter ? longer : shorter,
            connectTimeout: connectTimeoutIsShorter ? shorter : longer,
            attempts: connectTimeoutIsShorter ? 2 : 1);

        foreach (var exception in await FailuresAsync(client))
        {
            Assert.Equal("GatewayUnreachable", exception.Name);
            Assert.True(exception.ProvablyNotSent);
            Assert.Contains("within 1 seconds", exception.Text.English, StringComparison.Ordinal);
        }

        Assert.Equal(connectTimeoutIsShorter ? 6 : 3, client.Reports.Count);
    }

    [Fact]
    public async Task A_handshake_that_gets_no_response_ends_by_itself_and_nothing_left()
    {
        using var gateway = new RawListener(exchange => exchange.StallAsync());
        using var client = new TestClient(new Uri($"https://127.0.0.1:{gateway.Port}/"), connectTimeout: TimeSpan.FromSeconds(1), attempts: 1);

        foreach (var exception in await FailuresAsync(client))
        {
            Assert.Equal("GatewayUnreachable", exception.Name);
            Assert.True(exception.ProvablyNotSent);
        }
    }

    private static async Task<GatewayUnreachableException[]> FailuresAsync(TestClient client) =>
    [
        await Assert.ThrowsAsync<GatewayUnreachableException>(() => client.Client.RequestAsync(TestClient.Payment)),
        await Assert.ThrowsAsync<GatewayUnreachableException>(() => client.Client.GetAsync(1)),
        await Assert.ThrowsAsync<GatewayUnreachableException>(() => client.Client.GetPageAsync(1)),
    ];
}
#endif
