using System;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace Aqayepardakht.Sandbox;

/// <summary>One client's connection: reads requests and sends responses, complete, cut or reset.</summary>
internal sealed class HttpConnection : IDisposable
{
    private const int MaxHeadLength = 32 * 1024;
    private const int MaxBodyLength = 1024 * 1024;
    private const int MaxChunkLineLength = 1024;

    private static readonly byte[] HeadEnd = [(byte)'\r', (byte)'\n', (byte)'\r', (byte)'\n'];
    private static readonly byte[] LineEnd = [(byte)'\r', (byte)'\n'];
    private static readonly byte[] Continue = Encoding.ASCII.GetBytes("HTTP/1.1 100 Continue\r\n\r\n");

    private readonly Socket _socket;
    private byte[] _received = new byte[4096];
    private int _start;
    private int _end;

    public HttpConnection(Socket socket) => _socket = socket;

    /// <summary>Reads the next request; null once the client has closed.</summary>
    /// <exception cref="RefusedRequestException">It is not HTTP, too large, or a web page's.</exception>
    /// <exception cref="SocketException">The connection broke.</exception>
    public async Task<HttpRequest?> ReadAsync()
    {
        if (await ReadUntilAsync(HeadEnd, MaxHeadLength, 431).ConfigureAwait(false) is not { } text)
        {
            return null;
        }

        var head = HttpRequestHead.Parse(text);
        head.EnsureNotOfWebPage(((IPEndPoint)_socket.LocalEndPoint!).Port);
        if (head.ContentLength > MaxBodyLength)
        {
            throw new RefusedRequestException(413);
        }

        if (head.ExpectsContinue && _start == _end)
        {
            await SendAsync(Continue, Continue.Length).ConfigureAwait(false);
        }

        var body = head.IsChunked
            ? await ReadChunksAsync().ConfigureAwait(false)
            : await ReadBytesAsync((int)head.ContentLength).ConfigureAwait(false);
        return body is null ? null : new HttpRequest(head.Method, head.Path, body, head.KeepsConnection);
    }

    /// <summary>Sends a response as its <see cref="HttpResponse.Delivery"/> says.</summary>
    /// <returns>Whether the connection can carry another request.</returns>
    public async Task<bool> SendAsync(HttpResponse response, bool keepsConnection)
    {
        switch (response.Delivery)
        {
            case HttpDelivery.Never:
                await DrainAsync().ConfigureAwait(false);
                return false;

            case HttpDelivery.Reset:
                Reset();
                return false;

            case HttpDelivery.Half:
                var cut = response.ToBytes(keepsConnection);
                await SendAsync(cut, cut.Length - (response.Body.Length / 2)).ConfigureAwait(false);
                Reset();
                return false;

            default:
                var whole = response.ToBytes(keepsConnection);
                await SendAsync(whole, whole.Length).ConfigureAwait(false);
                return keepsConnection;
        }
    }

    /// <summary>
    /// Ends the connection gracefully: unread request bytes would make the kernel send a reset, which can destroy the response.
    /// </summary>
    public async Task FinishAsync()
    {
        _socket.Shutdown(SocketShutdown.Send);
        await DrainAsync().ConfigureAwait(false);
    }

    public void Dispose() => _socket.Dispose();

    private void Reset()
    {
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Dispose();
    }

    private async Task DrainAsync()
    {
        do
        {
            _start = _end = 0;
        }
        while (await ReceiveAsync().ConfigureAwait(false));
    }

    private async Task<byte[]?> ReadChunksAsync()
    {
        using var body = new MemoryStream();
        while (true)
        {
            if (await ReadUntilAsync(LineEnd, MaxChunkLineLength, 400).ConfigureAwait(false) is not { } line)
            {
                return null;
            }

            var size = ParseChunkSize(line);
            if (size == 0)
            {
                return await SkipTrailersAsync().ConfigureAwait(false) ? body.ToArray() : null;
            }

            if (body.Length + size > MaxBodyLength)
            {
                throw new RefusedRequestException(413);
            }

            if (await ReadBytesAsync(size + LineEnd.Length).ConfigureAwait(false) is not { } chunk)
            {
                return null;
            }

            body.Write(chunk, 0, size);
        }
    }

    private static int ParseChunkSize(string line)
    {
        var digits = line.Split(';')[0].Trim();
        return int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) && size >= 0
            ? size
            : throw new RefusedRequestException(400);
    }

    private async Task<bool> SkipTrailersAsync()
    {
        while (await ReadUntilAsync(LineEnd, MaxChunkLineLength, 400).ConfigureAwait(false) is { } line)
        {
            if (line.Length == 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads the text up to a terminator and consumes both; null when the client closed first.</summary>
    private async Task<string?> ReadUntilAsync(byte[] terminator, int maxLength, int statusIfTooLong)
    {
        var searched = 0;
        while (true)
        {
            var found = _received.AsSpan(_start + searched, _end - _start - searched).IndexOf(terminator);
            if (searched + found > maxLength)
            {
                throw new RefusedRequestException(statusIfTooLong);
            }

            if (found >= 0)
            {
                var text = Encoding.ASCII.GetString(_received, _start, searched + found);
                _start += searched + found + terminator.Length;
                return text;
            }

            // The first part of the terminator may be at the end of the buffer.
            searched = Math.Max(0, _end - _start - terminator.Length + 1);

            if (!await ReceiveAsync().ConfigureAwait(false))
            {
                return null;
            }
        }
    }

    private async Task<byte[]?> ReadBytesAsync(int count)
    {
        var bytes = new byte[count];
        var copied = 0;
        while (true)
        {
            var available = Math.Min(count - copied, _end - _start);
            Buffer.BlockCopy(_received, _start, bytes, copied, available);
            _start += available;
            copied += available;
            if (copied == count)
            {
                return bytes;
            }

            if (!await ReceiveAsync().ConfigureAwait(false))
            {
                return null;
            }
        }
    }

    private async Task<bool> ReceiveAsync()
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }
        else if (_end == _received.Length)
        {
            CompactOrGrow();
        }

        var space = new ArraySegment<byte>(_received, _end, _received.Length - _end);
        var count = await _socket.ReceiveAsync(space, SocketFlags.None).ConfigureAwait(false);
        _end += count;
        return count > 0;
    }

    private void CompactOrGrow()
    {
        var target = _start > 0 ? _received : new byte[_received.Length * 2];
        Buffer.BlockCopy(_received, _start, target, 0, _end - _start);
        _received = target;
        _end -= _start;
        _start = 0;
    }

    private async Task SendAsync(byte[] bytes, int count)
    {
        var sent = 0;
        while (sent < count)
        {
            var rest = new ArraySegment<byte>(bytes, sent, count - sent);
            sent += await _socket.SendAsync(rest, SocketFlags.None).ConfigureAwait(false);
        }
    }
}
