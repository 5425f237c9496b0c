using System;
using System.Diagnostics;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace Aqayepardakht.Tests;

/// <summary>.NET Framework's response stream listens to no token, and reads on for a while when it is closed.</summary>
public sealed class HangingResponseTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    private static readonly byte[] Packed = RawResponse.Gzip(Encoding.UTF8.GetBytes(Samples.Details));

    /// <summary>The head of a gzip, which is followed by blocks that hold nothing.</summary>
    private static readonly byte[] EmptyGzip = Packed[..10];

    private static readonly byte[] EmptyBlocks = [.. Enumerable.Repeat(new byte[] { 0, 0, 0, 0xff, 0xff }, 5000).SelectMany(block => block)];

    public static TheoryData<string> Silences => new("nothing", "part of the head", "the head", "half", "half without length", "half of a chunk", "half of gzip", "a drip of gzip", "a drip");

    [Theory]
    [MemberData(nameof(Silences))]
    public async Task Stopping_a_read_ends_it_soon(string before)
    {
        using var gateway = Hanging(before, out var hangs);
        using var client = new TestClient(gateway.Endpoint);
        using var stop = new CancellationTokenSource();
        var call = client.Client.GetAsync(11111, stop.Token);
        await HangGuard.Within(hangs);

        var watch = Stopwatch.StartNew();
        stop.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => HangGuard.Within(call));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Soon);
        Assert.Single(gateway.Requests);
    }

    [Theory]
    [MemberData(nameof(Silences))]
    public async Task Stopping_a_payment_ends_it_soon_as_an_unknown_outcome(string before)
    {
        using var gateway = Hanging(before, out var hangs);
        using var client = new TestClient(gateway.Endpoint);
        using var stop = new CancellationTokenSource();
        var call = client.Client.RequestAsync(TestClient.Payment, stop.Token);
        await HangGuard.Within(hangs);

        var watch = Stopwatch.StartNew();
        stop.Cancel();

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => HangGuard.Within(call));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Soon);
        Assert.Single(gateway.Requests);
        Assert.Equal(1, gateway.Connections);
    }

    [Theory]
    [MemberData(nameof(Silences))]
    public async Task The_timeout_ends_a_payment_soon_as_an_unknown_outcome(string before)
    {
        using var gateway = Hanging(before, out _, afterFirst: true);
        using var client = new TestClient(gateway.Endpoint, timeout: TimeSpan.FromSeconds(3));

        // What runs for the first time takes its time to be compiled, which is not what is measured.
        using var warm = new TestClient(gateway.Endpoint);
        await warm.Client.GetAsync(11111);

        var watch = Stopwatch.StartNew();
        var exception = await Assert.ThrowsAsync<OutcomeUnknownException>(() => HangGuard.Within(client.Client.RequestAsync(TestClient.Payment)));

        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(2.9), TimeSpan.FromSeconds(3) + Soon);
        Assert.Equal("GatewayTimeout", Assert.IsType<GatewayUnreachableException>(exception.InnerException).Name);
        Assert.Single(gateway.Requests, request => request.RequestLine.Contains("/request "));
        Assert.Equal(2, gateway.Connections);
    }

    /// <param name="before">What is said before the silence.</param>
    /// <param name="hangs">Ends when the silence has begun.</param>
    /// <param name="afterFirst">Whether the first request gets a response.</param>
    private static RawListener Hanging(string before, out Task hangs, bool afterFirst = false)
    {
        var begun = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        hangs = begun.Task;
        return new RawListener(async exchange =>
        {
            var response = RawResponse.Json(Samples.Details);
            if (afterFirst && exchange.Request.Number == 1)
            {
                await exchange.SendAsync(response);
                return;
            }

            await exchange.SendAsync(before switch
            {
                "part of the head" => response[..20],
                "the head" => RawResponse.Head(200, "application/json", 500),
                "half" => response[..(response.Length - 20)],
                "half without length" => RawResponse.Join(RawResponse.Head(200, "application/json", null), Encoding.UTF8.GetBytes(Samples.Details[..40])),
                "half of a chunk" => RawResponse.Join(
                    RawResponse.Head(200, "application/json", null, "Transfer-Encoding: chunked"), Encoding.UTF8.GetBytes("ff\r\n{\"status\"")),
                "half of gzip" => RawResponse.Join(RawResponse.Head(200, "application/json", 500, "Content-Encoding: gzip"), Packed[..^20]),
                "a drip of gzip" => RawResponse.Join(RawResponse.Head(200, "application/json", null, "Content-Encoding: gzip"), EmptyGzip),
                "a drip" => RawResponse.Head(200, "application/json", 100_000),
                _ => [],
            });
            begun.TrySetResult(true);
            while (before.StartsWith("a drip", StringComparison.Ordinal))
            {
                await exchange.SendAsync(before == "a drip" ? Encoding.ASCII.GetBytes(" ") : EmptyBlocks);
                await Task.Delay(50);
            }

            await exchange.StallAsync();
        });
    }
}
