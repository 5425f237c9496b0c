using System;
#if !NET
using System.IO.Compression;
using System.Linq;
#endif
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht.Http;

/// <summary>Sends one request once over HTTP, parses the response, and turns every failure into our own exceptions.</summary>
internal static class GatewayTransport
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
        using var content = new RequestBody(call);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, call.Operation.ToString().ToLowerInvariant()) { Content = content };
            using var response = await connection.ClientFor(call.Operation)
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token)
                .ConfigureAwait(false);
            log.HttpStatus = (int)response.StatusCode;

#if !NET
            // .NET Framework's response stream does not listen to a token. Elsewhere it does, and closing the response under the reader
            // would free the memory that the handler's decompression is working in.
            using var abort = limit.Token.Register(static state => ((HttpResponseMessage)state!).Dispose(), response);
#endif
            using var body = new PooledBuffer(16 * 1024);
            await ReadBodyAsync(response, body, limit.Token).ConfigureAwait(false);
            return Parse(response, body.Written, call);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception exception) when (exception is not WithdrawException)
        {
            // Every type on purpose: broken compression throws others than sockets do, and a type that is missing from a list would turn
            // an unknown outcome into a crash.
            throw content.IsKeptBack ? NetworkFailure.HeldUp(exception)
                : limit.IsCancellationRequested
                ? NetworkFailure.TimedOut(exception, connection, timeout, content.MayHaveLeft)
                : NetworkFailure.From(exception, connection, content.MayHaveLeft);
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
        using var sent = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
        var isPacked = response.Content.Headers.ContentEncoding.LastOrDefault()?.Equals("gzip", StringComparison.OrdinalIgnoreCase) == true;
        using var stream = isPacked ? new GZipStream(sent, CompressionMode.Decompress) : sent;
#endif
        while (true)
        {
            body.Reserve(8 * 1024);
            var read = await stream.ReadAsync(body.Bytes, body.Length, body.Bytes.Length - body.Length, cancellationToken)
                .ConfigureAwait(false);
            if (read == 0)
            {
#if !NET
                // What is closed under its reader can look as if it had ended.
                cancellationToken.ThrowIfCancellationRequested();
#endif
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

        var parsed = ResponseParser.TryParse(body, out var problem);
        if (call.Operation != WithdrawalOperation.List && parsed?.Rows is { Withdrawals.Count: 0, Unreadable: [var only, ..] })
        {
            problem = only.Reason;
        }

        if (parsed is null || problem is not null)
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

        foreach (var row in parsed.Rows!.Unreadable)
        {
            row.Text = BodyExcerpt.Of(row.Json, call);
        }

        parsed.RespondedAt = response.Headers.Date;
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
}
