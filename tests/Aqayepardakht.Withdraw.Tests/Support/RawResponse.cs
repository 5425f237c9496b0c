using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace Aqayepardakht.Tests;

/// <summary>HTTP responses as bytes.</summary>
internal static class RawResponse
{
    public static byte[] Json(string body, int status = 200, params string[] headers) =>
        Of(status, "application/json; charset=utf-8", Encoding.UTF8.GetBytes(body), headers);

    public static byte[] Html(string body, int status, params string[] headers) =>
        Of(status, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(body), headers);

    public static byte[] Error(string code, int status = 422, params string[] headers) =>
        Json($$"""{"status":"error","code":{{code}}}""", status, headers);

    public static byte[] Of(int status, string? contentType, byte[] body, params string[] headers) =>
        Join(Head(status, contentType, body.Length, headers), body);

    /// <summary>The head of a response; without a length the body ends with the connection.</summary>
    public static byte[] Head(int status, string? contentType, long? length, params string[] headers)
    {
        var head = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} Scripted\r\n"));
        if (contentType is not null)
        {
            head.Append("Content-Type: ").Append(contentType).Append("\r\n");
        }

        if (length is not null)
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {length}\r\n");
        }

        foreach (var header in headers)
        {
            head.Append(header).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(head.Append("\r\n").ToString());
    }

    public static byte[] Gzip(byte[] body)
    {
        using var compressed = new MemoryStream();
        using (var stream = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            stream.Write(body, 0, body.Length);
        }

        return compressed.ToArray();
    }

    public static byte[] Join(params byte[][] parts)
    {
        using var all = new MemoryStream();
        foreach (var part in parts)
        {
            all.Write(part);
        }

        return all.ToArray();
    }
}
