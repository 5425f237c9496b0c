using System;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht.Tests;

/// <summary>A request that waits for a scripted response.</summary>
internal sealed class RawExchange(RawRequest request, Socket socket, CancellationToken stopped)
{
    public RawRequest Request { get; } = request;

    public bool IsOver { get; private set; }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes, SocketFlags.None, stopped)..];
        }
    }

    /// <summary>Ends the connection in order, as a server does that has nothing more to say.</summary>
    public void Close()
    {
        IsOver = true;
        socket.Shutdown(SocketShutdown.Both);
        socket.Close();
    }

    /// <summary>Breaks the connection, as a crash or a firewall does.</summary>
    public void Reset()
    {
        IsOver = true;
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    /// <summary>Says nothing until the client goes away or the listener stops.</summary>
    public async Task StallAsync()
    {
        IsOver = true;
        var nothing = new byte[1];
        while (await socket.ReceiveAsync(nothing, SocketFlags.None, stopped) > 0)
        {
        }
    }
}
