using System;
using System.Threading.Tasks;
using Xunit;

namespace Aqayepardakht.Tests;

public sealed class RedirectTests
{
    [Theory]
    [InlineData(300)]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_never_followed(int status)
    {
        using var other = RawListener.RespondingWith(RawResponse.Json(Samples.Details));
        foreach (var location in new[] { other.Endpoint + "details", "//127.0.0.1:" + other.Port + "/", "/api/v2/withdraw/details" })
        {
            using var gateway = RawListener.RespondingWith(RawResponse.Json(Samples.Details, status, "Location: " + location));
            using var client = new TestClient(gateway.Endpoint);

            var exception = await Assert.ThrowsAsync<GatewayProtocolException>(() => client.Client.GetAsync(11111));
            await Assert.ThrowsAsync<GatewayProtocolException>(() => client.Client.GetPageAsync(1));
            await Assert.ThrowsAsync<OutcomeUnknownException>(() => client.Client.RequestAsync(TestClient.Payment));

            Assert.Equal(status, exception.HttpStatus);
            Assert.Contains("redirect", exception.Text.English, StringComparison.Ordinal);
            Assert.Equal(3, gateway.Requests.Count);
        }

        Assert.Equal(0, other.Connections);
    }

    [Theory]
    [InlineData("Refresh: 0; url=")]
    [InlineData("Content-Location: ")]
    [InlineData("Alt-Svc: h2=")]
    public async Task No_other_header_leads_anywhere_either(string header)
    {
        using var other = RawListener.RespondingWith(RawResponse.Json(Samples.Details));
        using var gateway = RawListener.RespondingWith(RawResponse.Json(Samples.Details, 200, header + '"' + other.Endpoint + '"', "Set-Cookie: session=1; Path=/"));
        using var client = new TestClient(gateway.Endpoint);

        await client.Client.GetAsync(11111);
        await client.Client.GetAsync(11111);

        Assert.Equal(2, gateway.Requests.Count);
        Assert.Empty(gateway.Requests[1].Header("Cookie"));
        Assert.Equal(0, other.Connections);
    }
}
