#if NET
using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht.Tests;

/// <summary>A port on which connections are never made and never refused, as on the far side of a filter that drops packets.</summary>
internal sealed class SilentPort : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _waiting = [];

    private SilentPort()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(0);
    }

    public Uri Endpoint => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}/");

    /// <summary>Fills the queue of connections to accept; the system then drops the packets of further ones.</summary>
    public static async Task<SilentPort> OpenAsync()
    {
        var port = new SilentPort();
        while (true)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            port._waiting.Add(socket);
            using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
            try
            {
                await socket.ConnectAsync(port._listener.LocalEndPoint!, limit.Token);
            }
            catch (OperationCanceledException)
            {
                return port;
            }
        }
    }

    public void Dispose()
    {
        foreach (var socket in _waiting)
        {
            socket.Dispose();
        }

        _listener.Dispose();
    }
}
#endif
