using System;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Aqayepardakht.Sandbox;

/// <summary>
/// A small HTTP/1.1 server on 127.0.0.1. It is our own because faults reach below HTTP, port 0 has to work, and Windows
/// lets nobody use its built-in one without reserving an address first.
/// </summary>
internal sealed class LoopbackServer : IDisposable
{
    private const int Backlog = 1024;

    private readonly TcpListener _listener;
    private readonly Func<HttpRequest, Task<HttpResponse>> _response;
    private readonly ConcurrentDictionary<HttpConnection, bool> _connections = new();
    private volatile bool _isStopped;

    /// <summary>Starts listening.</summary>
    /// <exception cref="SocketException">The port is taken or not allowed.</exception>
    public LoopbackServer(int port, Func<HttpRequest, Task<HttpResponse>> response)
    {
        _response = response;
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start(Backlog);
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = Task.Run(AcceptAsync);
    }

    public int Port { get; }

    /// <summary>Stops listening and closes every connection at once, whatever it waits for.</summary>
    public void Dispose()
    {
        _isStopped = true;
        _listener.Stop();
        foreach (var connection in _connections.Keys)
        {
            connection.Dispose();
        }
    }

    // The client may close at any moment; once stopped, everything that is under way runs into what is closed already.
    private bool IsConnectionEnd(Exception exception) =>
        exception is SocketException || (_isStopped && exception is InvalidOperationException or OperationCanceledException);

    private async Task AcceptAsync()
    {
        while (!_isStopped)
        {
            try
            {
                var socket = await _listener.AcceptSocketAsync().ConfigureAwait(false);

                // A response is one small send; waiting to fill a packet would only delay it.
                socket.NoDelay = true;
                _ = Task.Run(() => ServeAsync(socket));
            }
            catch (Exception exception) when (IsConnectionEnd(exception))
            {
                // The next client may do better; a stopped listener ends the loop.
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var connection = new HttpConnection(socket);
        _connections.TryAdd(connection, true);
        try
        {
            // A connection that was accepted while Dispose went through the others is not missed.
            while (!_isStopped && await ServeOneAsync(connection).ConfigureAwait(false))
            {
            }
        }
        catch (Exception exception) when (IsConnectionEnd(exception))
        {
            // Nobody is left to answer.
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
            return await connection.ReadAsync().ConfigureAwait(false) is { } request
                && await connection.ResponseAsync(await _response(request).ConfigureAwait(false), request.KeepsConnection).ConfigureAwait(false);
        }
        catch (RefusedRequestException refused)
        {
            await connection.ResponseAsync(HttpResponse.Page(refused.Status), keepsConnection: false).ConfigureAwait(false);
            await connection.FinishAsync().ConfigureAwait(false);
            return false;
        }
    }
}
