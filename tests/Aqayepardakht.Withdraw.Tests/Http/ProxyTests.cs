using System;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using Xunit;

namespace Aqayepardakht.Tests;

/// <summary>Plain HTTP is for this machine alone, so that the proxy of the environment must not carry it away.</summary>
[Collection("The proxy of the whole process")]
public sealed class ProxyTests
{
    [Fact]
    public async Task A_call_to_this_machine_never_goes_through_a_proxy()
    {
        using var proxy = RawListener.RespondingWith(RawResponse.Html("proxy", 502));
        using var gateway = RawListener.RespondingWith(RawResponse.Json(Samples.Details));
        var before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new EverythingProxy(new Uri($"http://127.0.0.1:{proxy.Port}"));
        try
        {
            using var client = new TestClient(gateway.Endpoint);
            await client.Client.GetAsync(11111);
            await client.Client.RequestAsync(TestClient.Payment);
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }

        Assert.Equal(2, gateway.Requests.Count);
        Assert.Equal(0, proxy.Connections);
    }

    [Theory]
    [InlineData(407)]
    [InlineData(502)]
    [InlineData(403)]
    public async Task A_proxy_that_refuses_the_tunnel_is_named_and_the_request_provably_never_left(int status)
    {
        using var proxy = RawListener.RespondingWith(RawResponse.Html("proxy", status));
        var address = new Uri($"http://user:password@127.0.0.1:{proxy.Port}");
        var before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new EverythingProxy(address);
        try
        {
            using var client = new TestClient(new Uri("https://gateway.invalid/api/"), attempts: 2);
            foreach (var call in new Func<Task>[] { () => client.Client.RequestAsync(TestClient.Payment), () => client.Client.GetAsync(1), () => client.Client.GetPageAsync(1) })
            {
                var exception = await Assert.ThrowsAsync<GatewayUnreachableException>(call);

                Assert.True(exception.ProvablyNotSent);
                Assert.Contains($"The proxy http://127.0.0.1:{proxy.Port} refused", exception.Text.English, StringComparison.Ordinal);
                Assert.DoesNotContain("password", exception.ToString(), StringComparison.Ordinal);
            }
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }

        Assert.All(proxy.Requests, request => Assert.StartsWith("CONNECT gateway.invalid:443", request.RequestLine, StringComparison.Ordinal));
    }

    private sealed class EverythingProxy(Uri address) : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri GetProxy(Uri destination) => address;

        public bool IsBypassed(Uri host) => false;
    }
}

/// <summary>What changes the whole process runs alone.</summary>
[CollectionDefinition("The proxy of the whole process", DisableParallelization = true)]
public sealed class WholeProcess;
