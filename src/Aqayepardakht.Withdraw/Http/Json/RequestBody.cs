using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading.Tasks;

namespace Aqayepardakht.Http;

/// <summary>
/// The JSON body of a call. The secrets are written straight into a buffer, which is cleared when the call is over.
/// All values are strings, as in the PHP samples of the gateway's documentation.
/// </summary>
internal sealed class RequestBody : HttpContent
{
    private readonly PooledBuffer _buffer = new(1024);
    private readonly Func<bool>? _mayLeave;

    public RequestBody(GatewayRequest call)
    {
        _mayLeave = call.MayLeave;
        using (var writer = new Utf8JsonWriter(_buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("account", call.Account.Number);
            WriteSecret(writer, "code", call.Account.EncryptionKey);
            foreach (var (name, value) in call.Fields)
            {
                if (value is not null)
                {
                    writer.WriteString(name, value);
                }
            }

            if (call.Pin is { } pin)
            {
                WriteSecret(writer, "pin", pin);
            }

            writer.WriteEndObject();
        }

        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    /// <summary>
    /// Whether a byte of the body may have left. False proves that the gateway got no request: the connection, its TLS and a proxy's tunnel
    /// come first, and the header alone asks for nothing.
    /// </summary>
    public bool MayHaveLeft { get; private set; }

    /// <summary>Whether the body was kept back, since it no longer might leave.</summary>
    public bool IsKeptBack { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        if (_mayLeave?.Invoke() == false)
        {
            IsKeptBack = true;
            throw new IOException("The request was held up for too long.");
        }

        MayHaveLeft = true;
        return stream.WriteAsync(_buffer.Bytes, 0, _buffer.Length);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _buffer.Length;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _buffer.Dispose();
        }

        base.Dispose(disposing);
    }

    private static void WriteSecret(Utf8JsonWriter writer, string name, Secret secret) =>
        secret.Use((writer, name), static (text, state) => state.writer.WriteString(state.name, text));
}
