using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Aqayepardakht.Sandbox;
using Xunit;

namespace Aqayepardakht.Tests;

/// <summary>Nothing that goes wrong, and no server that repeats what it was sent, brings the key or the pin into an error or a log.</summary>
public sealed class SecretsStaySecretTests
{
    /// <summary>The key and the pin, and the words in them of which not one may be seen, not even alone.</summary>
    private static readonly (string Key, string Pin, string[] Words)[] Secrets =
    [
        ("Zebrafish7Quartzite", "Violinist8Walnuttree", ["Zebrafish", "Quartzite", "Violinist", "Walnuttree"]),
        (
            "Zebrafish\"Quartzite+کلیدفارسی/Porcupine😀Marmalade\\Xylophone",
            "Violinist'رمزدرگاه+Walnuttree/&<Harmonica>% Labyrinth😀",
            ["Zebrafish", "Quartzite", "کلیدفارسی", "Porcupine", "Marmalade", "Xylophone", "Violinist", "رمزدرگاه", "Walnuttree", "Harmonica", "Labyrinth"]),
    ];

    private static readonly Dictionary<string, Func<RawRequest, byte[]>> Servers = new()
    {
        ["the body in a page"] = request => Page(request.BodyText),
        ["the body in an escaped page"] = request => Page(WebUtility.HtmlEncode(request.BodyText)),
        ["the body in a page escaped twice"] = request => Page(WebUtility.HtmlEncode(WebUtility.HtmlEncode(request.BodyText))),
        ["the body as it came"] = request => RawResponse.Json(request.BodyText, 422),
        ["the body in capitals"] = request => Page(request.BodyText.ToUpperInvariant().Replace("\\U", "\\u", StringComparison.Ordinal)),
        ["the body as a json string"] = request => RawResponse.Json(JsonSerializer.Serialize(request.BodyText), 500),
        ["the body in a json string"] = request => RawResponse.Json("""{"exception":""" + JsonSerializer.Serialize(request.BodyText) + "}", 500),
        ["the body in a json string in a json string"] = request =>
            RawResponse.Json(JsonSerializer.Serialize(JsonSerializer.Serialize(request.BodyText)), 500),
        ["the body url-encoded"] = request => Page("/?body=" + Uri.EscapeDataString(request.BodyText)),
        ["the body form-encoded"] = request => Page("body=" + WebUtility.UrlEncode(request.BodyText)),
        ["the body url-encoded twice"] = request => Page(Uri.EscapeDataString(Uri.EscapeDataString(request.BodyText))),
        ["the body url-encoded in small letters"] = request => Page(SmallHex(Uri.EscapeDataString(request.BodyText))),
        ["the fields as php prints them"] = request => Page(Fields(request, value => value)),
        ["the fields in an escaped page"] = request => Page(Fields(request, WebUtility.HtmlEncode)),
        ["the fields with slashes added"] = request =>
            Page(Fields(request, value => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal))),
        ["the fields as php's json"] = request => RawResponse.Json("{" + Fields(request, PhpJson) + "}", 422),
        ["the fields as json"] = request => RawResponse.Json("{" + Fields(request, JavaScriptEncoder.Default.Encode) + "}", 422),
        ["the fields as relaxed json"] = request => RawResponse.Json("{" + Fields(request, JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode) + "}", 422),
        ["the fields form-encoded"] = request => Page(Fields(request, value => WebUtility.UrlEncode(value))),
        ["the fields form-encoded in small letters"] = request => Page(Fields(request, value => SmallHex(WebUtility.UrlEncode(value)))),
        ["the fields url-encoded"] = request => Page(Fields(request, Uri.EscapeDataString)),
        ["the fields with entities in numbers"] = request => Page(Fields(request, value => string.Concat(value.Select(letter => $"&#x{(int)letter:x};")))),
        ["the fields in base 64"] = request => Page(Fields(request, value => Convert.ToBase64String(Encoding.UTF8.GetBytes(value)))),
        ["the fields as python bytes"] = request => Page(Fields(request, PythonBytes)),
        ["an error whose code is the key"] = request => RawResponse.Json(JsonSerializer.Serialize(new { status = "error", code = request.Field("code") }), 422),
        ["an error whose status is the key"] = request => RawResponse.Json(JsonSerializer.Serialize(new { status = request.Field("code"), code = "-1" }), 422),
        ["a success whose data is the key"] = request => RawResponse.Json(JsonSerializer.Serialize(new { status = "success", data = request.Field("code") })),
        ["a withdrawal whose id is the key"] = request => RawResponse.Json(Samples.WithField("id", JsonSerializer.Serialize(request.Field("code")))),
        ["a withdrawal whose amount is the pin"] = request => RawResponse.Json(Samples.WithField("amount", JsonSerializer.Serialize(request.Field("pin") ?? request.Field("code")))),
        ["a redirect to the key"] = request => RawResponse.Html(string.Empty, 302, "Location: https://example.invalid/?code=" + Uri.EscapeDataString(request.Field("code")!)),
        ["a status line that is the body"] = request => Encoding.UTF8.GetBytes(request.BodyText + "\r\n\r\n"),
        ["a status line that begins with the fields"] = request => Encoding.UTF8.GetBytes(Fields(request, value => value) + "\r\n\r\n"),
        ["a header that is the body"] = request => Encoding.UTF8.GetBytes("HTTP/1.1 200 OK\r\n" + request.BodyText + "\r\n\r\n"),
        ["a header name that is the key"] = request => Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\n{request.Field("code")} x: y\r\n\r\n"),
        ["a chunk that is the body"] = request => Encoding.UTF8.GetBytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + request.BodyText + "\r\n"),
        ["a reason that is the key"] = request => Encoding.UTF8.GetBytes($"HTTP/1.1 500 {request.Field("code")}\r\nContent-Length: 0\r\n\r\n"),
        ["a retry-after that is the key"] = request => RawResponse.Html("later", 503, "Retry-After: " + Uri.EscapeDataString(request.Field("code")!)),
        ["a content type that is the key"] = request =>
            Encoding.UTF8.GetBytes($"HTTP/1.1 500 Error\r\nContent-Type: text/{Uri.EscapeDataString(request.Field("code")!)}\r\nContent-Length: 1\r\n\r\nx"),
        ["the key after much else"] = request => Page(new string('x', 170) + Fields(request, value => value)),
        ["the key cut at its end"] = request => Page(Truncated(request, 0.9)),
        ["the key cut in the middle"] = request => Page(Truncated(request, 0.6) + " (truncated...)"),
    };

    public static TheoryData<string> ServersThatRepeat => new(Servers.Keys);

    [Theory]
    [MemberData(nameof(ServersThatRepeat))]
    public async Task A_server_that_repeats_the_request_brings_no_secret_into_an_error(string server)
    {
        foreach (var secrets in Secrets)
        {
            using var gateway = new RawListener(async exchange =>
            {
                await exchange.SendAsync(Servers[server](exchange.Request));
                exchange.Close();
            });
            using var client = new TestClient(gateway.Endpoint, key: secrets.Key, pin: secrets.Pin);

            AssertSecret(secrets.Words, await Record.ExceptionAsync(() => client.Client.RequestAsync(TestClient.Payment)), client);
            AssertSecret(secrets.Words, await Record.ExceptionAsync(() => client.Client.GetAsync(1)), client);
            if (server.StartsWith("a withdrawal", StringComparison.Ordinal))
            {
                var page = await client.Client.GetPageAsync(1);
                Assert.Equal(1, page.Withdrawals.Count + page.UnreadableRows.Count);
                Assert.All(page.UnreadableRows.SelectMany(VisibleText.Of), text => AssertHidden(secrets.Words, text));
            }
            else
            {
                AssertSecret(secrets.Words, await Record.ExceptionAsync(() => client.Client.GetPageAsync(1)), client);
            }

            Assert.Equal(secrets.Key, gateway.Requests[0].Field("code"));
            Assert.Equal(secrets.Pin, gateway.Requests[0].Field("pin"));
        }
    }

    [Fact]
    public async Task A_page_that_repeats_the_key_in_clear_is_quoted_with_the_key_masked()
    {
        var (key, pin, _) = Secrets[0];
        using var gateway = new RawListener(exchange => exchange.SendAsync(Page(Fields(exchange.Request, value => value))));
        using var client = new TestClient(gateway.Endpoint, key: key, pin: pin);

        var exception = await Assert.ThrowsAsync<OutcomeUnknownException>(() => client.Client.RequestAsync(TestClient.Payment));

        Assert.Contains("[account] => 100200300", exception.Text.English, StringComparison.Ordinal);
        Assert.Contains("[code] => ***", exception.Text.English, StringComparison.Ordinal);
        Assert.Contains("[pin] => ***", exception.Text.English, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_fault_of_the_sandbox_brings_a_secret_into_an_error()
    {
        foreach (var secrets in Secrets)
        {
            var settings = new SandboxSettings { Code = secrets.Key, Pin = secrets.Pin, SettleAfter = null, RetryAfter = TimeSpan.FromDays(1) };
            using var sandbox = SandboxGateway.Start(settings);
            using var client = new TestClient(sandbox, settings);
            foreach (var fault in Enum.GetValues<SandboxFault>().Where(fault => fault is not (SandboxFault.Hang or SandboxFault.HangAfterCommit)))
            {
                sandbox.FailNext(fault, WithdrawalOperation.Request);
                AssertSecret(secrets.Words, await Record.ExceptionAsync(() => client.Client.RequestAsync(TestClient.Payment)), client);
            }

            foreach (var code in new[] { -1, -4, -12, -18, -20, -99 })
            {
                sandbox.AnswerNext(code, WithdrawalOperation.Request | WithdrawalOperation.List, 2);
                AssertSecret(secrets.Words, await Record.ExceptionAsync(() => client.Client.RequestAsync(TestClient.Payment)), client);
                AssertSecret(secrets.Words, await Record.ExceptionAsync(() => client.Client.GetPageAsync(1)), client);
            }
        }
    }

    [Fact]
    public async Task No_failure_of_the_network_brings_a_secret_into_an_error()
    {
        var (key, pin, words) = Secrets[1];
        using var port = new RefusingPort();
        using var silent = new RawListener(exchange => exchange.StallAsync());
        using var large = RawListener.RespondingWith(RawResponse.Head(200, "text/html", 1L << 40));
        using var stop = new CancellationTokenSource();
        using var stopping = new RawListener(exchange =>
        {
            stop.Cancel();
            return exchange.StallAsync();
        });
        using var refused = new TestClient(port.Endpoint, key: key, pin: pin);
        using var slow = new TestClient(silent.Endpoint, key: key, pin: pin, timeout: TimeSpan.FromMilliseconds(200));
        using var huge = new TestClient(large.Endpoint, key: key, pin: pin);
        using var stopped = new TestClient(stopping.Endpoint, key: key, pin: pin);

        foreach (var client in new[] { refused, slow, huge })
        {
            AssertSecret(words, await Record.ExceptionAsync(() => client.Client.RequestAsync(TestClient.Payment)), client);
            AssertSecret(words, await Record.ExceptionAsync(() => client.Client.GetAsync(1)), client);
        }

        AssertSecret(words, await Record.ExceptionAsync(() => stopped.Client.RequestAsync(TestClient.Payment, stop.Token)), stopped);
    }

    [Fact]
    public void No_object_shows_a_secret()
    {
        foreach (var (keyText, pinText, words) in Secrets)
        {
            using var key = SecretText.Of(keyText);
            using var pin = SecretText.Of(pinText);
            using var account = new WithdrawAccount("100", key, pin);
            using var connection = new GatewayConnection();
            var client = new WithdrawClient(connection, account);

            Assert.All(VisibleText.Of(account).Concat(VisibleText.Of(client)), text => AssertHidden(words, text));
            AssertHidden(words, JsonSerializer.Serialize(account));
            AssertHidden(words, JsonSerializer.Serialize(client));
        }
    }

    private static void AssertSecret(string[] words, Exception? exception, TestClient client)
    {
        Assert.NotNull(exception);
        Assert.IsAssignableFrom<WithdrawException>(exception);
        Assert.All(VisibleText.Of(exception), text => AssertHidden(words, text));
        Assert.NotEmpty(client.Reports);
        foreach (var report in client.Reports)
        {
            Assert.All(VisibleText.Of(report), text => AssertHidden(words, text));
        }
    }

    private static void AssertHidden(string[] words, string text)
    {
        foreach (var word in words)
        {
            // Six letters in a row are enough to search for the rest.
            for (var from = 0; from + 6 <= word.Length; from++)
            {
                var part = word.Substring(from, 6);
                Assert.DoesNotContain(part, text, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain(JavaScriptEncoder.Default.Encode(part), text, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain(Uri.EscapeDataString(part), text, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain(string.Concat(part.Select(letter => $"&#x{(int)letter:x};")), text, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain(PythonBytes(part), text, StringComparison.OrdinalIgnoreCase);
            }

            Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(word)).TrimEnd('='), text, StringComparison.Ordinal);
        }
    }

    private static byte[] Page(string text) => RawResponse.Html("<pre>" + text + "</pre>", 500);

    private static string Fields(RawRequest request, Func<string, string> encode) =>
        string.Join(", ", request.Fields().Select(field => $"[{field.Name}] => {encode(field.Value)}"));

    private static string Truncated(RawRequest request, double share)
    {
        var key = request.Field("code")!;
        return "code=" + key[..(int)(key.Length * share)];
    }

    private static string SmallHex(string encoded) =>
        System.Text.RegularExpressions.Regex.Replace(encoded, "%[0-9A-F]{2}", match => match.Value.ToLower(CultureInfo.InvariantCulture));

    private static string PhpJson(string text)
    {
        var json = new StringBuilder();
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '"' or '\\' or '/' => json.Append('\\').Append(letter),
                > '~' => json.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => json.Append(letter),
            };
        }

        return json.ToString();
    }

    private static string PythonBytes(string text) =>
        string.Concat(Encoding.UTF8.GetBytes(text).Select(value => value < 128 ? ((char)value).ToString() : $"\\x{value:x2}"));
}
