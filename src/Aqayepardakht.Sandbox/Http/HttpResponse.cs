using System;
using System.Globalization;
using System.Text;

namespace Aqayepardakht.Sandbox;

/// <summary>One HTTP response.</summary>
internal sealed record HttpResponse(int Status, string ContentType, byte[] Body)
{
    /// <summary>An additional header, such as <c>Allow: POST</c>, or null.</summary>
    public string? Header { get; init; }

    public HttpDelivery Delivery { get; init; } = HttpDelivery.Whole;

    public static HttpResponse Json(int status, byte[] body) => new(status, "application/json; charset=utf-8", body);

    public static HttpResponse Html(int status, string page) => new(status, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(page));

    /// <summary>A plain HTML page as a proxy shows it for a status.</summary>
    public static HttpResponse Page(int status)
    {
        var title = $"{status.ToString(CultureInfo.InvariantCulture)} {Reason(status)}";
        return Html(
            status,
            $"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n"
            + "<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n");
    }

    /// <summary>Head and body together, so that one send is enough.</summary>
    public byte[] ToBytes(bool keepsConnection)
    {
        var head = new StringBuilder(192)
            .Append("HTTP/1.1 ").Append(Status.ToString(CultureInfo.InvariantCulture)).Append(' ').Append(Reason(Status))
            .Append("\r\nContent-Type: ").Append(ContentType)
            .Append("\r\nContent-Length: ").Append(Body.Length.ToString(CultureInfo.InvariantCulture))
            .Append("\r\nDate: ").Append(DateTimeOffset.UtcNow.ToString("R", CultureInfo.InvariantCulture))
            .Append("\r\nConnection: ").Append(keepsConnection ? "keep-alive" : "close");
        if (Header is not null)
        {
            head.Append("\r\n").Append(Header);
        }

        var text = head.Append("\r\n\r\n").ToString();
        var bytes = new byte[text.Length + Body.Length];
        Encoding.ASCII.GetBytes(text, 0, text.Length, bytes, 0);
        Body.CopyTo(bytes, text.Length);
        return bytes;
    }

    private static string Reason(int status) => status switch
    {
        200 => "OK",
        302 => "Found",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        413 => "Content Too Large",
        422 => "Unprocessable Entity",
        429 => "Too Many Requests",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        502 => "Bad Gateway",
        _ => "Service Unavailable",
    };
}
