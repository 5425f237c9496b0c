using System.Threading.Tasks;
using Xunit;

namespace Aqayepardakht.Tests;

public sealed class CompressionTests
{
    [Fact]
    public async Task Only_what_NET_Framework_can_read_is_asked_for()
    {
        using var gateway = RawListener.RespondingWith(RawResponse.Json(Samples.Details));
        using var client = new TestClient(gateway.Endpoint);

        await client.Client.GetAsync(11111);
        await client.Client.RequestAsync(TestClient.Payment);

        Assert.All(gateway.Requests, request => Assert.Equal(["gzip"], request.Header("Accept-Encoding")));
    }
}
