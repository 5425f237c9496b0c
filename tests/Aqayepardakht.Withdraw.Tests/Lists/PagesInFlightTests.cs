using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace Aqayepardakht.Tests;

public sealed class PagesInFlightTests
{
    private const int Pages = 40;

    /// <summary>So many pages wait for each other; a multiple of every number under way.</summary>
    private const int Waiting = 28;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    public async Task As_many_pages_as_allowed_are_under_way_and_not_more(int pagesInFlight)
    {
        // No page after the first is sent before all that may be under way are.
        var gate = new Gate(pagesInFlight);
        using var gateway = new RawListener(async exchange =>
        {
            var page = Page(exchange);
            if (page is > 1 and <= Waiting + 1)
            {
                await gate.WaitAsync();
            }

            await exchange.SendAsync(Response(page));
        });
        using var client = new TestClient(gateway.Endpoint, pagesInFlight: pagesInFlight);

        var read = await HangGuard.Within(ReadAsync(client));

        Assert.Equal(Enumerable.Range(1, Pages).Select(page => Id(page)), read);
        Assert.Equal(pagesInFlight, gateway.MaxWaiting);
        Assert.Equal(Pages, gateway.Requests.Count);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(5, 1)]
    public async Task After_each_429_no_more_than_half_as_many_are_under_way(int refusals, int allowed)
    {
        var left = refusals;
        var waiting = 0;
        var most = 0;
        var gate = new Lock();
        using var gateway = new RawListener(async exchange =>
        {
            var page = Page(exchange);
            if (page == 2 && Interlocked.Decrement(ref left) >= 0)
            {
                await exchange.SendAsync(RawResponse.Html("slow down", 429, "Retry-After: 0"));
                return;
            }

            // By then nothing is under way any more from before the refusals.
            if (page is > 15 and < 30)
            {
                lock (gate)
                {
                    most = Math.Max(most, ++waiting);
                }

                // Time for others to arrive, if there are any that may.
                await Task.Delay(20);
                lock (gate)
                {
                    waiting--;
                }
            }

            await exchange.SendAsync(Response(page));
        });
        using var client = new TestClient(gateway.Endpoint, attempts: 10);

        var read = await HangGuard.Within(ReadAsync(client));

        Assert.Equal(Enumerable.Range(1, Pages).Select(page => Id(page)), read);
        Assert.InRange(most, 1, allowed);
        Assert.Equal(Pages + refusals, gateway.Requests.Count);
    }

    [Fact]
    public async Task The_first_rows_are_there_before_any_other_page_is_sent()
    {
        using var gateway = new RawListener(async exchange =>
        {
            if (Page(exchange) > 1)
            {
                await exchange.StallAsync();
                return;
            }

            await exchange.SendAsync(Response(1));
        });
        using var client = new TestClient(gateway.Endpoint);
        using var reader = client.Client.ReadList();

        Assert.Equal(Id(1), Assert.Single((await HangGuard.Within(reader.ReadAsync()))!).Id);
    }

    [Fact]
    public async Task Disposing_the_reader_stops_what_is_under_way()
    {
        var gone = new CountdownEvent(4);
        using var arrived = new CountdownEvent(4);
        using var gateway = new RawListener(async exchange =>
        {
            if (Page(exchange) == 1)
            {
                await exchange.SendAsync(Response(1));
                return;
            }

            arrived.Signal();
            try
            {
                await exchange.StallAsync();
            }
            finally
            {
                gone.Signal();
            }
        });
        using var client = new TestClient(gateway.Endpoint);
        var reader = client.Client.ReadList();
        await reader.ReadAsync();
        await HangGuard.Within(Task.Run(arrived.Wait));

        reader.Dispose();

        await HangGuard.Within(Task.Run(gone.Wait));
        Assert.Equal(5, gateway.Requests.Count);
        Assert.All(client.Reports.Skip(1), report => Assert.Equal("stopped", report.Failure));
        gone.Dispose();
    }

    [Fact]
    public async Task A_page_fetched_ahead_that_fails_is_reported_when_its_turn_comes()
    {
        using var gateway = new RawListener(exchange => exchange.SendAsync(Page(exchange) == 3 ? RawResponse.Error("\"-20\"") : Response(Page(exchange))));
        using var client = new TestClient(gateway.Endpoint);
        using var reader = client.Client.ReadList();

        Assert.Equal(Id(1), Assert.Single((await reader.ReadAsync())!).Id);
        Assert.Equal(Id(2), Assert.Single((await reader.ReadAsync())!).Id);
        Assert.Equal(-20, (await Assert.ThrowsAsync<GatewayErrorException>(() => reader.ReadAsync())).Code);
    }

    private static async Task<List<long>> ReadAsync(TestClient client)
    {
        var read = new List<long>();
        await foreach (var withdrawal in client.Client.ListAsync())
        {
            read.Add(withdrawal.Id);
        }

        return read;
    }

    private static int Page(RawExchange exchange) => int.Parse(exchange.Request.Field("page")!, CultureInfo.InvariantCulture);

    private static long Id(int page) => 1000 - page;

    private static byte[] Response(int page) =>
        RawResponse.Json($$"""{"status":"success","total_moneyrequest":{{Pages}},"total_page":{{Pages}},"data":[{{Samples.Row(Id(page))}}]}""");

    /// <summary>Lets everybody through whenever so many wait.</summary>
    private sealed class Gate(int count)
    {
        private readonly Lock _lock = new();
        private TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _waiting;

        public Task WaitAsync()
        {
            lock (_lock)
            {
                var opened = _opened;
                if (++_waiting == count)
                {
                    _waiting = 0;
                    _opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    opened.SetResult();
                }

                return opened.Task;
            }
        }
    }
}
