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
