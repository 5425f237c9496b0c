using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht.Tests;

/// <summary>
/// A TCP listener on 127.0.0.1 that reads HTTP requests and responds with scripted bytes, for what no well-behaved server says.
/// </summary>
internal sealed class RawListener : IDisposable
{
    private readonly Func<RawExchange, Task> _script;
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<RawRequest> _requests = new();
    private readonly ConcurrentBag<Socket> _sockets = [];
    private readonly Lock _gate = new();
    private int _connections;
    private int _waiting;
    private int _mostWaiting;

    public RawListener(Func<RawExchange, Task> script, int port = 0)
    {
        _script = script;
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync();
    }

    public int Port { get; }

    public Uri Endpoint => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/api/v2/withdraw/"));

    /// <summary>Every request that arrived in full.</summary>
    public IReadOnlyList<RawRequest> Requests => [.. _requests];

    /// <summary>How many connections were made, also those that carried nothing.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>How many requests at the most waited for their response at the same time.</summary>
    public int MaxWaiting => Volatile.Read(ref _mostWaiting);

    /// <summary>Responses the first request with the first bytes and so on; the last ones repeat.</summary>
    public static RawListener RespondingWith(params byte[][] responses) =>
        new(exchange => exchange.SendAsync(responses[Math.Min(exchange.Request.Number, responses.Length) - 1]));

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        foreach (var socket in _sockets)
        {
            socket.Dispose();
        }

        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_stop.Token);
                _sockets.Add(socket);
                _ = ServeAsync(socket, Interlocked.Increment(ref _connections));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The listener was stopped.
        }
    }

    private async Task ServeAsync(Socket socket, int connection)
    {
        try
        {
            while (await ReadRequestAsync(socket, connection) is { } request)
            {
                var exchange = new RawExchange(request, socket, _stop.Token);
                try
                {
                    await _script(exchange);
                }
                finally
                {
                    lock (_gate)
                    {
                        _waiting--;
                    }
                }

                if (exchange.IsOver)
                {
                    break;
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException or IOException)
        {
            // The client went away or the listener was stopped; what arrived before is recorded.
        }
        finally
        {
            socket.Dispose();
        }
    }

    private async Task<RawRequest?> ReadRequestAsync(Socket socket, int connection)
    {
        var received = new List<byte>();
        var buffer = new byte[16 * 1024];
        int headEnd;
        while ((headEnd = EndOfHead(received)) < 0)
        {
            var read = await socket.ReceiveAsync(buffer, SocketFlags.None, _stop.Token);
            if (read == 0)
            {
                return null;
            }

            received.AddRange(buffer.AsSpan(0, read));
        }

        var head = Encoding.ASCII.GetString([.. received.Take(headEnd)]);
        var length = head.Split("\r\n")
            .Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            .Select(line => int.Parse(line["Content-Length:".Length..], CultureInfo.InvariantCulture))
            .SingleOrDefault();
        while (received.Count < headEnd + length)
        {
            var read = await socket.ReceiveAsync(buffer, SocketFlags.None, _stop.Token);
            if (read == 0)
            {
                return null;
            }

            received.AddRange(buffer.AsSpan(0, read));
        }

        lock (_gate)
        {
            var request = new RawRequest(_requests.Count + 1, connection, head, [.. received.Skip(headEnd)]);
            _requests.Enqueue(request);
            _mostWaiting = Math.Max(_mostWaiting, ++_waiting);
            return request;
        }
    }

    private static int EndOfHead(List<byte> received)
    {
        for (var index = 3; index < received.Count; index++)
        {
            if (received[index] == '\n' && received[index - 1] == '\r' && received[index - 2] == '\n' && received[index - 3] == '\r')
            {
                return index + 1;
            }
        }

        return -1;
    }
}
