using System;
using System.Globalization;
using System.Linq;

namespace Aqayepardakht.Sandbox;

/// <summary>The request line and the headers that decide how the body is read.</summary>
internal sealed class HttpRequestHead
{
    private static readonly string[] Lines = ["\r\n"];

    private HttpRequestHead(string method, string path, bool keepsConnection)
    {
        Method = method;
        Path = path;
        KeepsConnection = keepsConnection;
    }

    public string Method { get; }

    public string Path { get; }

    public bool KeepsConnection { get; private set; }

    public long ContentLength { get; private set; }

    public bool IsChunked { get; private set; }

    public bool ExpectsContinue { get; private set; }

    private string? Host { get; set; }

    private bool HasOrigin { get; set; }

    /// <summary>Parses a head without its last empty line.</summary>
    /// <exception cref="RefusedRequestException">It is not HTTP/1.</exception>
    public static HttpRequestHead Parse(string text)
    {
        var lines = text.Split(Lines, StringSplitOptions.None);
        var requestLine = lines[0].Split(' ');
        if (requestLine.Length != 3 || !requestLine[2].StartsWith("HTTP/1.", StringComparison.Ordinal))
        {
            throw new RefusedRequestException(400);
        }

        // HTTP/1.0 closes after each response by default.
        var head = new HttpRequestHead(requestLine[0], requestLine[1].Split('?')[0], requestLine[2] != "HTTP/1.0");
        for (var index = 1; index < lines.Length; index++)
        {
            var colon = lines[index].IndexOf(':');
            if (colon <= 0)
            {
                throw new RefusedRequestException(400);
            }

            head.ApplyHeader(lines[index].Substring(0, colon), lines[index].Substring(colon + 1).Trim());
        }

        return head;
    }

    /// <summary>
    /// Refuses what a browser sends for a web page: it says where the page is from (<c>Origin</c>), or, when a name of the page's own was
    /// made to lead to this computer, asks for another <c>Host</c> than this one.
    /// </summary>
    /// <exception cref="RefusedRequestException">It is a web page's.</exception>
    public void EnsureNotOfWebPage(int port)
    {
        var isForThisServer = Uri.TryCreate("http://" + Host, UriKind.Absolute, out var address)
            && address.Authority.Equals(Host, StringComparison.OrdinalIgnoreCase)
            && address.IsLoopback
            && address.Port == port;
        if (HasOrigin || !isForThisServer)
        {
            throw new RefusedRequestException(403);
        }
    }

    private void ApplyHeader(string name, string value)
    {
        if (name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
        {
            ContentLength = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
                ? length
                : throw new RefusedRequestException(400);
        }
        else if (name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase))
        {
            IsChunked = value.EndsWith("chunked", StringComparison.OrdinalIgnoreCase);
        }
        else if (name.Equals("Host", StringComparison.OrdinalIgnoreCase))
        {
            Host = Host is null ? value : throw new RefusedRequestException(400);
        }
        else if (name.Equals("Origin", StringComparison.OrdinalIgnoreCase))
        {
            HasOrigin = true;
        }
        else if (name.Equals("Expect", StringComparison.OrdinalIgnoreCase))
        {
            ExpectsContinue = value.Equals("100-continue", StringComparison.OrdinalIgnoreCase);
        }
        else if (name.Equals("Connection", StringComparison.OrdinalIgnoreCase)
            && value.Split(',').Any(option => option.Trim().Equals("close", StringComparison.OrdinalIgnoreCase)))
        {
            KeepsConnection = false;
        }
    }
}
