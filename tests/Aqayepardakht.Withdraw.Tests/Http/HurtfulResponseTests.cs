using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace Aqayepardakht.Tests;

/// <summary>
/// Responses that are made to cost time or memory. Each call ends by itself, in an error of our own, and a request as an unknown outcome.
/// What 16 MiB of JSON costs at the most is in docs/performance.md.
/// </summary>
public sealed class HurtfulResponseTests
{
    /// <summary>Long enough for a busy machine to send the request, short enough to wait for.</summary>
    private static readonly TimeSpan ShortTimeout = TimeSpan.FromSeconds(3);

    /// <summary>What never ends; the limit of size or the timeout ends it.</summary>
    private static readonly Dictionary<string, Func<RawExchange, Task>> Endless = new()
    {
        ["a byte now and then"] = async exchange =>
        {
            await exchange.SendAsync(RawResponse.Head(200, "application/json", 100_000));
            while (true)
            {
                await exchange.SendAsync(" "u8.ToArray());
                await Task.Delay(300);
            }
        },
        ["a head, a byte now and then"] = async exchange =>
        {
            await exchange.SendAsync("HTTP/1.1 200 OK\r\nX-Long: "u8.ToArray());
            while (true)
            {
                await exchange.SendAsync("x"u8.ToArray());
                await Task.Delay(300);
            }
        },
        ["a header"] = exchange => RepeatAsync(exchange, "HTTP/1.1 200 OK\r\nX-Long: ", new string('x', 4096)),
        ["headers"] = exchange => RepeatAsync(exchange, "HTTP/1.1 200 OK\r\n", "X-Many: x\r\n"),
        ["a reason phrase"] = exchange => RepeatAsync(exchange, "HTTP/1.1 200 ", new string('x', 4096)),
        ["1xx responses"] = exchange => RepeatAsync(exchange, string.Empty, "HTTP/1.1 100 Continue\r\n\r\n"),
        ["1xx responses with headers"] = exchange => RepeatAsync(exchange, string.Empty, "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"),
        ["a chunk extension"] = exchange => RepeatAsync(exchange, ChunkedHead + "1;x=", new string('x', 4096)),
        ["chunks with extensions"] = exchange => RepeatAsync(exchange, ChunkedHead, "1;x=" + new string('x', 4096) + "\r\n \r\n"),
        ["a chunk size"] = exchange => RepeatAsync(exchange, ChunkedHead, "0"),
        ["trailers"] = exchange => RepeatAsync(exchange, ChunkedHead + "0\r\n", "X-Trailer: x\r\n"),
        ["gzip members that hold nothing"] = exchange =>
            RepeatAsync(exchange, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", Encoding.Latin1.GetString(RawResponse.Gzip([]))),
        ["gzip blocks that hold nothing"] = exchange => RepeatAsync(
            exchange,
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\u001f\u008b\u0008\0\0\0\0\0\0\u0003",
            "\0\0\0\u00ff\u00ff"),
    };

    /// <summary>What is finite and small on the wire, or within 16 MiB.</summary>
    private static readonly Dictionary<string, Func<byte[]>> Finite = new()
    {
        ["gzip bomb"] = () => RawResponse.Of(200, "application/json", RawResponse.Gzip(new byte[300 * 1024 * 1024]), "Content-Encoding: gzip"),
        ["gzip bomb of JSON"] = () => RawResponse.Of(200, "application/json", RawResponse.Gzip(Repeated("{\"status\":\"success\",\"x\":[", "0,", 40)), "Content-Encoding: gzip"),
        ["gzip in gzip"] = () => RawResponse.Of(200, "application/json", RawResponse.Gzip(RawResponse.Gzip(new byte[300 * 1024 * 1024])), "Content-Encoding: gzip, gzip"),
        ["gzip in gzip, one of them told"] = () => RawResponse.Of(200, "application/json", RawResponse.Gzip(RawResponse.Gzip(new byte[300 * 1024 * 1024])), "Content-Encoding: gzip"),
        ["brotli, which is not asked for"] = () => RawResponse.Of(200, "application/json", RawResponse.Gzip(Encoding.UTF8.GetBytes(Samples.Details)), "Content-Encoding: br"),
        ["an encoding that nobody knows"] = () => RawResponse.Of(200, "application/json", RawResponse.Gzip(Encoding.UTF8.GetBytes(Samples.Details)), "Content-Encoding: x"),
        ["arrays in arrays"] = () => Json(new string('[', 15 * 1024 * 1024)),
        ["objects in objects"] = () => Json(Repeated(string.Empty, "{\"data\":", 15)),
        ["arrays in a row"] = () => Json("{\"status\":\"success\",\"data\":[{\"id\":" + new string('[', 1024 * 1024)),
        ["objects in an error"] = () => Json(Repeated("{\"status\":\"error\",\"error\":", "{\"code\":", 15)),
        ["a million elements"] = () => Json(Repeated("{\"status\":\"success\",\"data\":[", "0,", 15, "0]}")),
        ["a million rows without an id"] = () => Json(Repeated("{\"status\":\"success\",\"data\":[", "{},", 15, "{}]}")),
        ["a million numbered names"] = () => Json(Repeated("{\"status\":\"success\",\"data\":{", "\"1\":0,", 15, "\"1\":0}}")),
        ["a million names"] = () => Json(Repeated("{\"status\":\"success\",", "\"data\":[],", 15, "\"data\":5}")),
        ["a million errors"] = () => Json(Repeated("{\"status\":\"error\",", "\"error\":{\"x\":0},", 15, "\"code\":\"-3\",\"code\":\"-12\"}")),
        ["a code of a million digits"] = () => Json(Repeated("{\"status\":\"error\",\"code\":", "9", 15, "}")),
        ["a status of a million marks"] = () => Json(Repeated("{\"status\":\"", "\\u202E\\u001b", 15, "\"}")),
        ["status twice"] = () => Json(Samples.Details.TrimEnd().TrimEnd('}') + ",\"status\":\"error\",\"code\":\"-12\"}"),
        ["an error, and then a success"] = () => Json("{\"status\":\"error\",\"code\":\"-12\"," + Samples.Details.TrimStart().TrimStart('{')),
        ["code twice"] = () => Json("{\"status\":\"error\",\"code\":\"-12\",\"code\":\"-3\"}"),
        ["data twice"] = () => Json(Samples.Details.TrimEnd().TrimEnd('}') + ",\"data\":[]}"),
    };

    private const string ChunkedHead = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    public static TheoryData<string> EndlessKinds => new([.. Endless.Keys]);

    public static TheoryData<string> FiniteKinds => new([.. Finite.Keys]);

    [Theory]
    [MemberData(nameof(EndlessKinds))]
    public async Task What_never_ends_is_ended(string kind)
    {
        await AssertEveryCallFailsAsync(Endless[kind], ShortTimeout);
    }

    [Theory]
    [MemberData(nameof(FiniteKinds))]
    public async Task What_is_huge_or_contradicts_itself_is_refused(string kind)
    {
        var response = Finite[kind]();

        await AssertEveryCallFailsAsync(exchange => exchange.SendAsync(response), HangGuard.Timeout);
    }

    [Theory]
    [InlineData("id", "1,\"id\":2")]
    [InlineData("id", "1,\"id\":2,\"id\":3")]
    [InlineData("amount", "\"5\",\"amount\":\"6\"")]
    [InlineData("status", "0,\"status\":1")]
    [InlineData("id", "\"x\",\"id\":2")]
    [InlineData("id", "99999999999999999999999999999999999999999999999999999999999999999999")]
    public async Task A_row_that_says_two_things_or_one_that_cannot_be_is_unreadable(string field, string json)
    {
        using var gateway = RawListener.RespondingWith(RawResponse.Json(Samples.WithField(field, json)));
        using var client = new TestClient(gateway.Endpoint);

        var page = await client.Client.GetPageAsync(1);

        Assert.Empty(page.Withdrawals);
        Assert.Single(page.UnreadableRows);
        await Assert.ThrowsAsync<GatewayProtocolException>(() => client.Client.GetAsync(11111));
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => client.Client.RequestAsync(TestClient.Payment));
    }

    [Fact]
    public async Task As_many_rows_as_16_mib_hold_are_read()
    {
        const string Row = "{\"id\":1,\"amount\":1,\"status\":0},";
        var body = Repeated("{\"status\":\"success\",\"data\":[", Row, 15, Row.TrimEnd(',') + "]}");
        using var gateway = RawListener.RespondingWith(Json(body));
        using var client = new TestClient(gateway.Endpoint);

        Assert.Equal((15 * 1024 * 1024 / Row.Length) + 1, (await client.Client.GetPageAsync(1)).Withdrawals.Count);
    }

    private static async Task AssertEveryCallFailsAsync(Func<RawExchange, Task> script, TimeSpan timeout)
    {
        using var gateway = new RawListener(async exchange =>
        {
            await script(exchange);
            exchange.Close();
        });
        var list = FailureOfAsync(gateway, timeout, client => client.GetPageAsync(1));
        var details = FailureOfAsync(gateway, timeout, client => client.GetAsync(11111));
        var request = FailureOfAsync(gateway, timeout, client => client.RequestAsync(TestClient.Payment));
        var unknown = Assert.IsType<OutcomeUnknownException>(await HangGuard.Within(request));

        foreach (var failure in new[] { await HangGuard.Within(list), await HangGuard.Within(details), unknown.InnerException })
        {
            Assert.True(failure is GatewayProtocolException or GatewayUnreachableException { ProvablyNotSent: false }, failure?.ToString());
            HostileText.AssertNoneIn(failure!);
        }

        Assert.Equal(3, gateway.Requests.Count);
    }

    /// <summary>How a call over a connection of its own fails.</summary>
    private static async Task<WithdrawException> FailureOfAsync(RawListener gateway, TimeSpan timeout, Func<WithdrawClient, Task> call)
    {
        using var client = new TestClient(gateway.Endpoint, timeout: timeout, attempts: 1);
        return await Assert.ThrowsAnyAsync<WithdrawException>(() => call(client.Client));
    }

    private static async Task RepeatAsync(RawExchange exchange, string first, string then)
    {
        await exchange.SendAsync(Encoding.Latin1.GetBytes(first));
        var block = Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat(then, Math.Max(1, 16 * 1024 / then.Length))));
        while (true)
        {
            await exchange.SendAsync(block);

            // Without a pause the calls keep every thread of a small machine busy, and the next one is over before it is sent.
            await Task.Delay(1);
        }
    }

    private static byte[] Json(string body) => Json(Encoding.UTF8.GetBytes(body));

    private static byte[] Json(byte[] body) => RawResponse.Of(200, "application/json", body);

    private static byte[] Repeated(string first, string part, int mebibytes, string last = "")
    {
        var text = new StringBuilder(first, (mebibytes * 1024 * 1024) + 1024);
        text.Insert(text.Length, part, mebibytes * 1024 * 1024 / part.Length);
        return Encoding.UTF8.GetBytes(text.Append(last).ToString());
    }
}
