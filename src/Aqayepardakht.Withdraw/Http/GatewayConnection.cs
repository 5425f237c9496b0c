using System;
using System.Net;
using System.Net.Http;
#if NET
using System.IO;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Aqayepardakht.Http;
#endif

namespace Aqayepardakht;

/// <summary>The kept-alive HTTP connections to one gateway. Many clients, also at the same time, may share it.</summary>
public sealed class GatewayConnection : IDisposable
{
    private static readonly TimeSpan DefaultConnectTimeout = TimeSpan.FromSeconds(10);

    private readonly HttpClient _reads;
    private readonly HttpClient _payments;

    /// <summary>Prepares connections; none is opened before the first call.</summary>
    /// <param name="endpoint">
    /// The address that the calls are appended to, a trailing slash optional; null for <see cref="WithdrawEndpoint.Default"/>.
    /// </param>
    /// <exception cref="InvalidInputException">The address is not https, nor http to this machine itself.</exception>
    public GatewayConnection(Uri? endpoint = null)
        : this(endpoint, DefaultConnectTimeout)
    {
    }

    internal GatewayConnection(Uri? endpoint, TimeSpan connectTimeout)
    {
        ConnectTimeout = connectTimeout;
        Endpoint = WithdrawEndpoint.Normalize(endpoint ?? WithdrawEndpoint.Default);
        _reads = CreateClient();
#if NET
        _payments = _reads;
#else
        // .NET Framework silently sends a POST again when a kept-alive connection turns out to be dead; a new connection rules that out.
        _payments = CreateClient();
        _payments.DefaultRequestHeaders.ConnectionClose = true;
#endif
    }

    /// <summary>The address that <c>request</c>, <c>list</c> and <c>details</c> are appended to, with its trailing slash.</summary>
    public Uri Endpoint { get; }

    /// <summary>How long a connection may take to be made, TLS included; networks that filter drop its packets without a word.</summary>
    internal TimeSpan ConnectTimeout { get; }

    /// <summary>Closes the connections; calls in flight end with an error.</summary>
    public void Dispose()
    {
        _reads.Dispose();
        _payments.Dispose();
    }

    internal HttpClient ClientFor(WithdrawalOperation operation)
    {
#if !NET
        // Set before each call, since .NET Framework drops the settings of an idle server. Its default of two connections would slow lists,
        // and Nagle's algorithm would delay every body, which is sent apart from the headers.
        var server = ServicePointManager.FindServicePoint(Endpoint, Endpoint.IsLoopback ? null : WebRequest.DefaultWebProxy);
        server.ConnectionLimit = Math.Max(server.ConnectionLimit, 16);
        server.UseNagleAlgorithm = false;
#endif
        return operation == WithdrawalOperation.Request ? _payments : _reads;
    }

#if NET
    /// <summary>
    /// Resets abandoned connections, also when the process dies; otherwise the kernel may deliver buffered request bytes minutes later,
    /// when the outcome has long been decided.
    /// </summary>
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var reset = new LingerOption(enable: true, seconds: 0);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, LingerState = reset };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken).ConfigureAwait(false);
            return new AbortingStream(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
#endif

    private HttpClient CreateClient()
    {
#if NET
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            UseCookies = false,

            // Plain HTTP is for this machine alone: a proxy of the environment would get the encryption key in the clear.
            UseProxy = !Endpoint.IsLoopback,
            ConnectCallback = ConnectAsync,
            ConnectTimeout = ConnectTimeout,
            SslOptions =
            {
                RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                    CertificateRejectedException.Validate(Endpoint.Host, certificate, chain, errors),
            },
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
#else
        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,

            // GatewayTransport unpacks: .NET Framework would free what it unpacks with when a response is closed under its reader.
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            UseProxy = !Endpoint.IsLoopback,
            SslProtocols = System.Security.Authentication.SslProtocols.Tls12,
        };
#endif

        var client = new HttpClient(handler)
        {
            BaseAddress = Endpoint,

            // Each attempt has its own timeout, which also covers reading the body.
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
#if !NET
        // .NET Framework cannot read deflate as the standard has it, with a header, so it must not be asked for.
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip");
#endif
        var version = typeof(GatewayConnection).Assembly.GetName().Version!.ToString(3);
        client.DefaultRequestHeaders.UserAgent.ParseAdd("Aqayepardakht.Withdraw/" + version);
        client.DefaultRequestHeaders.ExpectContinue = false;
        return client;
    }

#if NET
    private sealed class AbortingStream(Socket socket) : NetworkStream(socket, ownsSocket: true)
    {
        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                // Before the base class, which would close the connection gracefully.
                Socket.Close(timeout: 0);
            }

            base.Dispose(disposing);
        }
    }
#endif
}
