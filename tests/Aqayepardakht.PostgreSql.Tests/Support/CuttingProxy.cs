using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht.PostgreSql.Tests;

/// <summary>
/// A network between a payer and the database that breaks at a chosen moment: after so many pieces of traffic, counted over both
/// directions, the piece is dropped and every connection is cut. What was sent before it has arrived.
/// </summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _target;
    private readonly Task _accepting;
    private CancellationTokenSource _connections = new();
    private int _cutAt = int.MaxValue;
    private int _pieces;
    private bool _staysDown;
    private volatile bool _isDown;

    public CuttingProxy(int target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Whether the cut has come.</summary>
    public bool HasCut { get; private set; }

    /// <summary>Lets so many pieces pass from now on, drops the next one and cuts.</summary>
    /// <param name="pieces">How many.</param>
    /// <param name="staysDown">Whether new connections are cut too, until <see cref="Restore"/>; otherwise they work again at once.</param>
    public void CutAfter(int pieces, bool staysDown = false)
    {
        HasCut = false;
        _staysDown = staysDown;
        Volatile.Write(ref _pieces, 0);
        Volatile.Write(ref _cutAt, pieces);
    }

    /// <summary>Lets everything pass again.</summary>
    public void Restore() => (_staysDown, _isDown, _cutAt) = (false, false, int.MaxValue);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _connections.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
        _connections.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                if (_isDown)
                {
                    client.LingerState = new LingerOption(true, 0);
                    client.Dispose();
                    continue;
                }

                _ = ServeAsync(client, _connections.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Ended.
        }
    }

    private async Task ServeAsync(TcpClient client, CancellationToken cut)
    {
        using (client)
        using (var server = new TcpClient { NoDelay = true })
        {
            client.NoDelay = true;
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _target, cut);
                await Task.WhenAny(
                    CopyAsync(client.GetStream(), server.GetStream(), cut),
                    CopyAsync(server.GetStream(), client.GetStream(), cut));
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or System.IO.IOException)
            {
                // One of the two sides is gone, and so the other goes too.
            }

            // Reset rather than closed in good order.
            client.LingerState = new LingerOption(true, 0);
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, CancellationToken cut)
    {
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var read = await from.ReadAsync(buffer, cut);
            if (read == 0)
            {
                return;
            }

            if (Interlocked.Increment(ref _pieces) > Volatile.Read(ref _cutAt))
            {
                Cut();
                return;
            }

            await to.WriteAsync(buffer.AsMemory(0, read), cut);
        }
    }

    private void Cut()
    {
        lock (_listener)
        {
            HasCut = true;
            _isDown = _staysDown;
            Volatile.Write(ref _cutAt, int.MaxValue);
            _connections.Cancel();
            _connections = new CancellationTokenSource();
        }
    }
}
