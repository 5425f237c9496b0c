using System;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Aqayepardakht.Sandbox;

/// <summary>
/// A small HTTP/1.1 server on 127.0.0.1. HttpListener would not do: it cannot reset a connection or take any free port, and on Windows
/// it needs a URL reservation.
/// </summary>
internal sealed class LoopbackServer : IDisposable
{
    private const int Backlog = 1024;

    private readonly TcpListener _listener;
    private readonly Func<HttpRequest, Task<HttpResponse>> _handle;
    private readonly ConcurrentDictionary<HttpConnection, bool> _connections = new();
    private volatile bool _isStopped;

    /// <summary>Starts listening.</summary>
    /// <exception cref="SocketException">The port is taken or not allowed.</exception>
    public LoopbackServer(int port, Func<HttpRequest, Task<HttpResponse>> handle)
    {
        _handle = handle;
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start(Backlog);
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = Task.Run(AcceptAsync);
    }

    public int Port { get; }

    /// <summary>Stops listening and closes every connection at once.</summary>
    public void Dispose()
    {
        _isStopped = true;
        _listener.Stop();
        foreach (var connection in _connections.Keys)
        {
            connection.Dispose();
        }
    }

    // The client may close at any time, and after Dispose every pending operation fails on a closed socket.
    private bool IsConnectionEnd(Exception exception) =>
        exception is SocketException || (_isStopped && exception is InvalidOperationException or OperationCanceledException);

    private async Task AcceptAsync()
    {
        while (!_isStopped)
        {
            try
            {
                var socket = await _listener.AcceptSocketAsync().ConfigureAwait(false);

                // A response is one small send, which Nagle's algorithm would only delay.
                socket.NoDelay = true;
                _ = Task.Run(() => ServeAsync(socket));
            }
            catch (Exception exception) when (IsConnectionEnd(exception))
            {
                // The client closed before it was accepted, or the listener was stopped, which ends the loop.
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var connection = new HttpConnection(socket);
        _connections.TryAdd(connection, true);
        try
        {
            // Checked after the connection is registered, so that Dispose misses none that is accepted meanwhile.
            while (!_isStopped && await ServeOneAsync(connection).ConfigureAwait(false))
            {
            }
        }
        catch (Exception exception) when (IsConnectionEnd(exception))
        {
            // The connection is gone, so there is no one to respond to.
        }
        finally
        {
            _connections.TryRemove(connection, out _);
        }
    }

    private async Task<bool> ServeOneAsync(HttpConnection connection)
    {
        try
        {
            if (await connection.ReadAsync().ConfigureAwait(false) is not { } request)
            {
                return false;
            }

            var response = await _handle(request).ConfigureAwait(false);
            return await connection.SendAsync(response, request.KeepsConnection).ConfigureAwait(false);
        }
        catch (RefusedRequestException refused)
        {
            await connection.SendAsync(HttpResponse.Page(refused.Status), keepsConnection: false).ConfigureAwait(false);
            await connection.FinishAsync().ConfigureAwait(false);
            return false;
        }
    }
}
