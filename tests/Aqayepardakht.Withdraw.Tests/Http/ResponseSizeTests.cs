using System;
using System.IO;
using System.IO.Compression;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace Aqayepardakht.Tests;

public sealed class ResponseSizeTests
{
    private const int Limit = 16 * 1024 * 1024;

    [Theory]
    [InlineData("length")]
    [InlineData("no length")]
    [InlineData("chunked")]
    [InlineData("gzip")]
#if NET
    [InlineData("deflate")]
#endif
    [InlineData("gzip and chunked")]
    public async Task A_response_of_exactly_16_mib_is_read_and_one_byte_more_is_refused(string form)
    {
        foreach (var size in new[] { Limit, Limit + 1 })
        {
            using var gateway = new RawListener(async exchange =>
            {
                await exchange.SendAsync(Response(form, Padded(size)));
                exchange.Close();
            });
            using var client = new TestClient(gateway.Endpoint);

            if (size == Limit)
            {
                Assert.Equal(11111, (await client.Client.GetAsync(11111)).Id);
            }
            else
            {
                var exception = await Assert.ThrowsAsync<GatewayProtocolException>(() => client.Client.GetAsync(11111));
                Assert.Equal(200, exception.HttpStatus);
                Assert.Contains("16 MiB", exception.Text.English, StringComparison.Ordinal);
            }

            Assert.Single(gateway.Requests);
        }
    }

    [Fact]
    public async Task A_response_that_says_it_is_too_large_is_not_waited_for()
    {
        using var gateway = new RawListener(async exchange =>
        {
            await exchange.SendAsync(RawResponse.Head(200, "application/json", 20L * 1024 * 1024 * 1024));
            await exchange.StallAsync();
        });
        using var client = new TestClient(gateway.Endpoint, timeout: TimeSpan.FromDays(1));

        await Assert.ThrowsAsync<GatewayProtocolException>(() => HangGuard.Within(client.Client.GetAsync(1)));
    }

    [Fact]
    public async Task A_response_without_end_is_cut_off()
    {
        using var gateway = new RawListener(async exchange =>
        {
            await exchange.SendAsync(RawResponse.Head(200, "application/json", null));
            while (true)
            {
                await exchange.SendAsync(new byte[64 * 1024]);
            }
        });
        using var client = new TestClient(gateway.Endpoint, timeout: TimeSpan.FromDays(1));

        var exception = await Assert.ThrowsAsync<GatewayProtocolException>(() => HangGuard.Within(client.Client.GetAsync(1)));

        Assert.Contains("16 MiB", exception.Text.English, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_small_response_that_unpacks_to_a_huge_one_is_cut_off()
    {
        var bomb = RawResponse.Gzip(new byte[200 * 1024 * 1024]);
        Assert.InRange(bomb.Length, 1, 4 * 1024 * 1024);
        using var gateway = RawListener.RespondingWith(RawResponse.Of(200, "application/json", bomb, "Content-Encoding: gzip"));
        using var client = new TestClient(gateway.Endpoint);

        var exception = await Assert.ThrowsAsync<GatewayProtocolException>(() => client.Client.GetAsync(1));

        Assert.Contains("16 MiB", exception.Text.English, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("length")]
    [InlineData("no length")]
    [InlineData("chunked")]
    [InlineData("gzip")]
#if NET
    [InlineData("deflate")]
#endif
    [InlineData("gzip and chunked")]
    public async Task A_response_that_comes_a_byte_at_a_time_is_read(string form)
    {
        using var gateway = new RawListener(async exchange =>
        {
            foreach (var value in Response(form, Encoding.UTF8.GetBytes(Samples.List)))
            {
                await exchange.SendAsync(new[] { value });
            }

            exchange.Close();
        });
        using var client = new TestClient(gateway.Endpoint);

        Assert.Equal(3, (await client.Client.GetPageAsync(1)).Withdrawals.Count);
    }

    private static byte[] Padded(int size)
    {
        var body = new byte[size];
        Array.Fill(body, (byte)' ');
        Encoding.UTF8.GetBytes(Samples.Details).CopyTo(body, 0);
        return body;
    }

    private static byte[] Response(string form, byte[] body) => form switch
    {
        "length" => RawResponse.Of(200, "application/json", body),
        "no length" => RawResponse.Join(RawResponse.Head(200, "application/json", null), body),
        "chunked" => RawResponse.Join(RawResponse.Head(200, "application/json", null, "Transfer-Encoding: chunked"), Chunked(body)),
        "gzip and chunked" => RawResponse.Join(
            RawResponse.Head(200, "application/json", null, "Transfer-Encoding: chunked", "Content-Encoding: gzip"), Chunked(RawResponse.Gzip(body))),
        _ => RawResponse.Of(200, "application/json", Compressed(body, form), "Content-Encoding: " + form),
    };

    private static byte[] Chunked(byte[] body)
    {
        using var chunks = new MemoryStream();
        var size = Math.Clamp(body.Length / 7, 1, 1024 * 1024);
        for (var at = 0; at < body.Length; at += size)
        {
            var length = Math.Min(size, body.Length - at);
            chunks.Write(Encoding.ASCII.GetBytes($"{length:x}\r\n"));
            chunks.Write(body, at, length);
            chunks.Write("\r\n"u8);
        }

        chunks.Write("0\r\n\r\n"u8);
        return chunks.ToArray();
    }

    private static byte[] Compressed(byte[] body, string form)
    {
#if NET
        if (form == "deflate")
        {
            using var compressed = new MemoryStream();
            using (var stream = new ZLibStream(compressed, CompressionLevel.Fastest))
            {
                stream.Write(body);
            }

            return compressed.ToArray();
        }
#endif
        return RawResponse.Gzip(body);
    }
}
