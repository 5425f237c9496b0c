using System;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht.Http;

/// <summary>One attempt of one call: sends the body, reads the response, and turns everything that can go wrong into our own exceptions.</summary>
internal static class GatewayCall
{
    /// <summary>The largest response that is read.</summary>
    internal const int MaxResponseBytes = 16 * 1024 * 1024;

    public static async Task<GatewayResponse> SendAsync(
        GatewayConnection connection,
        GatewayRequest call,
        AttemptLog log,
        TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        // A negative timeout would mean none.
        limit.CancelAfter(timeout > TimeSpan.Zero ? timeout : TimeSpan.Zero);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, call.Operation.ToString().ToLowerInvariant());
            request.Content = new RequestBody(call);
            using var response = await connection.ClientFor(call.Operation)
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token)
                .ConfigureAwait(false);
            log.HttpStatus = (int)response.StatusCode;

            // .NET Framework's response stream does not listen to a token; closing it under the reader does the same everywhere.
            using var abort = limit.Token.Register(static state => ((HttpResponseMessage)state!).Dispose(), response);
            using var body = new PooledBuffer(16 * 1024);
            await ReadBodyAsync(response, body, limit.Token).ConfigureAwait(false);
            return Parse(response, body.Written, call);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception exception) when (exception is not WithdrawException && limit.IsCancellationRequested)
        {
            throw new GatewayUnreachableException("GatewayTimeout", Messages.TimedOut(timeout), provablyNotSent: false, WithoutQuotes(exception));
        }
        catch (Exception exception) when (exception is not WithdrawException)
        {
            // Every type on purpose: broken compression throws others than sockets do, and a type that is missing from a list would turn
            // an unknown outcome into a crash.
            throw Unreachable(connection.Endpoint.Host, exception);
        }
    }

    private static async Task ReadBodyAsync(HttpResponseMessage response, PooledBuffer body, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > MaxResponseBytes)
        {
            throw TooLarge(response);
        }

#if NET
        using var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
#else
        using var stream = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
        while (true)
        {
            body.Reserve(8 * 1024);
            var read = await stream.ReadAsync(body.Bytes, body.Length, body.Bytes.Length - body.Length, cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return;
            }

            body.Advance(read);
            if (body.Length > MaxResponseBytes)
            {
                throw TooLarge(response);
            }
        }
    }

    private static GatewayResponse Parse(HttpResponseMessage response, ReadOnlySpan<byte> body, GatewayRequest call)
    {
        var status = (int)response.StatusCode;

        // `status` in the body decides, whatever the HTTP status says; only the body of a redirect is never read.
        if (status is >= 300 and < 400)
        {
            throw new GatewayProtocolException(Messages.Redirected(status), status, ContentType(response, call));
        }

        var parsed = ResponseParser.TryRead(body, out var problem);
        if (parsed is null)
        {
            var contentType = ContentType(response, call);
            var excerpt = BodyExcerpt.Of(body, call);
            throw new GatewayProtocolException(
                Messages.ResponseNotReadable(status, contentType, problem!, excerpt), status, contentType, RetryAfter(response));
        }

        if (parsed.Status == "error")
        {
            _ = GatewayCode.TryParse(parsed.Code, out var code);
            throw new GatewayErrorException(code, call.Operation, status);
        }

        return parsed;
    }

    /// <summary>The content type for a message; a header can repeat a key as well as a body can.</summary>
    private static string? ContentType(HttpResponseMessage response, GatewayRequest call) =>
        response.Content.Headers.ContentType?.MediaType is { } mediaType
            ? BodyExcerpt.Of(Encoding.UTF8.GetBytes(mediaType), call)
            : null;

    private static TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? (header?.Date - DateTimeOffset.UtcNow);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static GatewayProtocolException TooLarge(HttpResponseMessage response) => new(
        Messages.ResponseTooLarge((int)response.StatusCode, MaxResponseBytes),
        (int)response.StatusCode,
        contentType: null);

    private static GatewayUnreachableException Unreachable(string host, Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused }:
                    return new GatewayUnreachableException("GatewayUnreachable", Messages.ConnectionRefused(host), WasConnecting(exception), exception);
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData or SocketError.NoRecovery }:
                    return new GatewayUnreachableException("GatewayUnreachable", Messages.NameNotResolved(host), WasConnecting(exception), exception);
#if !NET
                case System.Net.WebException { Status: System.Net.WebExceptionStatus.NameResolutionFailure }:
                    return new GatewayUnreachableException("GatewayUnreachable", Messages.NameNotResolved(host), provablyNotSent: true, exception);
#endif
            }
        }

        return new GatewayUnreachableException("GatewayUnreachable", Messages.ConnectionFailed(host), provablyNotSent: false, WithoutQuotes(exception));
    }

    /// <summary>
    /// Drops an exception whose message quotes the response: the runtime quotes a malformed status line, and a server that echoes the
    /// request has the encryption key in it.
    /// </summary>
    private static Exception? WithoutQuotes(Exception exception)
    {
#if NET
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } or HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse })
            {
                return null;
            }
        }
#endif
        return exception;
    }

    /// <summary>
    /// Whether the connection was still being made. An established one can, rarely, end with the same socket error when the network
    /// reports it late, and by then the request may have arrived.
    /// </summary>
    private static bool WasConnecting(Exception exception)
    {
#if NET
        return exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError };
#else
        return exception.InnerException is System.Net.WebException { Status: System.Net.WebExceptionStatus.ConnectFailure or System.Net.WebExceptionStatus.NameResolutionFailure }
            || exception.InnerException is SocketException;
#endif
    }
}
