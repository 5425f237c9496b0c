using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Aqayepardakht.Http;
using CsCheck;
using Xunit;

namespace Aqayepardakht.Tests;

public sealed class MutatedResponseTests
{
    [Fact]
    public void No_response_breaks_the_reader()
    {
        var read = 0;
        var refused = 0;
        MutatedResponses.Any.Sample(
            body =>
            {
                var response = ResponseParser.TryParse(body, out var problem);
                Assert.Equal(response is null, problem is not null);
                if (response is null)
                {
                    System.Threading.Interlocked.Increment(ref refused);
                    return;
                }

                System.Threading.Interlocked.Increment(ref read);
                Assert.True(response.Status is "success" or "error");
                Assert.True(response.Status == "error" ? GatewayCode.TryParse(response.Code, out _) : response.Rows is not null);
                foreach (var withdrawal in response.Rows?.Withdrawals ?? [])
                {
                    Assert.Equal(withdrawal.CreatedAt is null, withdrawal.CreatedAtJalali is null);
                }
            },
            iter: 10_000,
            print: body => Encoding.UTF8.GetString(body));

        // Both sides of the reader were reached.
        Assert.True(read > 100, $"{read} read");
        Assert.True(refused > 100, $"{refused} refused");
    }

    [Fact]
    public async Task Only_our_own_exceptions_come_out_of_the_client_and_a_request_is_sent_once()
    {
        // In order, so that the response that breaks something is known.
        var bodies = new ConcurrentQueue<byte[]>();
        MutatedResponses.Any.Sample(bodies.Enqueue, iter: 300, threads: 1);
        var responses = bodies.ToArray();
        var current = 0;
        using var gateway = new RawListener(exchange =>
            exchange.SendAsync(RawResponse.Of(current % 3 == 0 ? 422 : 200, "application/json", responses[current])));
        using var client = new TestClient(gateway.Endpoint, attempts: 1);

        for (; current < responses.Length; current++)
        {
            var before = gateway.Requests.Count;
            var request = await Record.ExceptionAsync(() => client.Client.RequestAsync(TestClient.Payment));
            var list = await Record.ExceptionAsync(() => client.Client.GetPageAsync(1));
            var details = await Record.ExceptionAsync(() => client.Client.GetAsync(11111));

            var body = Encoding.UTF8.GetString(responses[current]);
            Assert.True(request is null or OutcomeUnknownException or GatewayErrorException, $"{request}\n{body}");
            Assert.True(list is null or GatewayProtocolException or GatewayErrorException, $"{list}\n{body}");
            Assert.True(details is null or GatewayProtocolException or GatewayErrorException or WithdrawalNotFoundException, $"{details}\n{body}");
            Assert.Equal(before + 3, gateway.Requests.Count);
        }

        Assert.Equal(300, gateway.Requests.Count(request => request.RequestLine.Contains("/request ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Only_our_own_exceptions_come_out_when_the_http_itself_is_mutated()
    {
        var mutations = new ConcurrentQueue<(int At, byte Value, int Cut)>();
        Gen.Select(Gen.Int[0, 4000], Gen.Byte, Gen.Int[0, 8000]).Sample((at, value, cut) => mutations.Enqueue((at, value, cut)), iter: 200, threads: 1);
        foreach (var (at, value, cut) in mutations)
        {
            using var gateway = new RawListener(async exchange =>
            {
                var response = RawResponse.Json(Samples.Request, 200, "Server: nginx", "Date: Sat, 01 Oct 2022 12:12:12 GMT");
                response[at % 200] = value;
                await exchange.SendAsync(response.AsMemory(0, Math.Min(cut, response.Length)));
                exchange.Close();
            });
            using var client = new TestClient(gateway.Endpoint, attempts: 1);

            var request = await Record.ExceptionAsync(() => client.Client.RequestAsync(TestClient.Payment));
            var details = await Record.ExceptionAsync(() => client.Client.GetAsync(11111));

            Assert.True(request is null or OutcomeUnknownException, $"{request}\n{at} {value} {cut}");
            Assert.True(details is null or GatewayProtocolException or GatewayUnreachableException, $"{details}\n{at} {value} {cut}");

            // The read may find the connection closed; the request came over a fresh one.
            Assert.Single(gateway.Requests, sent => sent.RequestLine.Contains("/request ", StringComparison.Ordinal));
        }
    }
}
