using System;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Aqayepardakht.Tests;

/// <summary>A port of 127.0.0.1 that refuses connections, and that nobody else can take meanwhile.</summary>
internal sealed class RefusingPort : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public RefusingPort()
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Number = ((IPEndPoint)_socket.LocalEndPoint!).Port;
    }

    public int Number { get; }

    public Uri Endpoint => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Number}/api/v2/withdraw/"));

    public void Dispose() => _socket.Dispose();
}
