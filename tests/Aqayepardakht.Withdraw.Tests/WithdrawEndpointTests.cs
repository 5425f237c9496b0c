using System;
using System.Threading.Tasks;
using Xunit;

namespace Aqayepardakht.Tests;

public sealed class WithdrawEndpointTests
{
    [Theory]
    [InlineData("http://panel.aqayepardakht.ir/api/v2/withdraw/")]
    [InlineData("http://192.168.1.10/")]
    [InlineData("http://10.0.0.1/")]
    [InlineData("http://0.0.0.0/")]
    [InlineData("http://localhost.example.com/")]
    [InlineData("http://127.0.0.1.example.com/")]
    [InlineData("http://[2001:db8::1]/")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("ftp://panel.aqayepardakht.ir/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ws://127.0.0.1/")]
    [InlineData("net.tcp://127.0.0.1/")]
    [InlineData("mailto:a@127.0.0.1")]
    [InlineData("https://user@panel.aqayepardakht.ir/")]
    [InlineData("https://user:word@panel.aqayepardakht.ir/")]
    [InlineData("http://user:word@127.0.0.1/")]
    [InlineData("https://panel.aqayepardakht.ir@example.com/")]
    [InlineData("https://panel.aqayepardakht.ir/?a=b")]
    [InlineData("https://panel.aqayepardakht.ir/api?")]
    [InlineData("https://panel.aqayepardakht.ir/#part")]
    [InlineData("/api/v2/withdraw/")]
    [InlineData("withdraw")]
    [InlineData("panel.aqayepardakht.ir/api")]
    public void Any_other_address_is_refused_before_anything_is_sent(string address)
    {
        var endpoint = new Uri(address, UriKind.RelativeOrAbsolute);

        var exception = Assert.Throws<InvalidInputException>(() => new GatewayConnection(endpoint));

        Assert.Equal(InputErrorKind.Endpoint, exception.Kind);
        Assert.Equal("InvalidEndpoint", exception.Name);
        Assert.DoesNotContain("word", exception.ToString(), StringComparison.Ordinal);
        Assert.Equal(exception.Text.English, Assert.Throws<InvalidInputException>(() => WithdrawEndpoint.Normalize(endpoint)).Text.English);
    }

    [Fact]
    public void A_missing_address_is_refused_by_the_check_and_the_real_gateway_by_default()
    {
        Assert.Throws<InvalidInputException>(() => WithdrawEndpoint.Normalize(null));
        using var connection = new GatewayConnection();

        Assert.Equal("https://panel.aqayepardakht.ir/api/v2/withdraw/", connection.Endpoint.AbsoluteUri);
        Assert.Equal(WithdrawEndpoint.Default, connection.Endpoint);
    }

    [Theory]
    [InlineData("https://panel.aqayepardakht.ir/api/v2/withdraw", "https://panel.aqayepardakht.ir/api/v2/withdraw/")]
    [InlineData("https://panel.aqayepardakht.ir/api/v2/withdraw/", "https://panel.aqayepardakht.ir/api/v2/withdraw/")]
    [InlineData("https://panel.aqayepardakht.ir", "https://panel.aqayepardakht.ir/")]
    [InlineData("HTTPS://PANEL.aqayepardakht.ir/api", "https://panel.aqayepardakht.ir/api/")]
    [InlineData("https://panel.aqayepardakht.ir:8443/a%20b", "https://panel.aqayepardakht.ir:8443/a%20b/")]
    [InlineData("http://localhost:5000/x", "http://localhost:5000/x/")]
    [InlineData("http://127.0.0.1:5000", "http://127.0.0.1:5000/")]
    [InlineData("http://127.8.8.8/", "http://127.8.8.8/")]
    [InlineData("http://[::1]:5000/", "http://[::1]:5000/")]
    public void A_safe_address_gets_its_trailing_slash(string address, string expected) =>
        Assert.Equal(expected, WithdrawEndpoint.Normalize(new Uri(address)).AbsoluteUri);

    [Theory]
    [InlineData("/api/v2/withdraw", "/api/v2/withdraw/")]
    [InlineData("/api/v2/withdraw/", "/api/v2/withdraw/")]
    [InlineData("", "/")]
    [InlineData("/", "/")]
    public async Task With_and_without_a_trailing_slash_the_calls_go_to_the_same_path(string path, string expected)
    {
        using var gateway = RawListener.RespondingWith(RawResponse.Json(Samples.Success(Samples.Row(1))));
        using var client = new TestClient(new Uri($"http://127.0.0.1:{gateway.Port}{path}"));

        await client.Client.RequestAsync(TestClient.Payment);
        await client.Client.GetPageAsync(1);
        await client.Client.GetAsync(1);

        Assert.Collection(
            gateway.Requests,
            request => Assert.Equal($"POST {expected}request HTTP/1.1", request.RequestLine),
            list => Assert.Equal($"POST {expected}list HTTP/1.1", list.RequestLine),
            details => Assert.Equal($"POST {expected}details HTTP/1.1", details.RequestLine));
        Assert.Equal($"http://127.0.0.1:{gateway.Port}{expected}", client.Client.Endpoint.AbsoluteUri);
    }
}
