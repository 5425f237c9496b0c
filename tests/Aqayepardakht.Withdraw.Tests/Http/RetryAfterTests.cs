using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace Aqayepardakht.Tests;

public sealed class RetryAfterTests
{
    private static readonly TimeSpan MaxBackoff = TimeSpan.FromMilliseconds(500);

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Seconds_are_obeyed(int status)
    {
        Assert.Equal(TimeSpan.FromSeconds(3), await WaitAsync(status, "3"));
        Assert.Equal(TimeSpan.FromSeconds(120), await WaitAsync(status, "120"));
    }

    [Fact]
    public async Task A_date_is_obeyed()
    {
        var wait = await WaitAsync(429, DateTimeOffset.UtcNow.AddSeconds(90).ToString("R", CultureInfo.InvariantCulture));

        // The date has no fraction of a second, and the machine may be slow to come here.
        Assert.InRange(wait!.Value, MaxBackoff, TimeSpan.FromSeconds(90));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("Thu, 01 Jan 2015 00:00:00 GMT")]
    [InlineData("soon")]
    [InlineData("-5")]
    [InlineData("")]
    public async Task A_wait_that_is_over_or_cannot_be_read_leaves_the_backoff(string value) =>
        Assert.InRange((await WaitAsync(503, value))!.Value, MaxBackoff / 2, MaxBackoff);

    [Theory]
    [InlineData("121")]
    [InlineData("86400")]
    [InlineData("2147483647")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT")]
    public async Task A_wait_longer_than_two_minutes_is_an_error_at_once(string value)
    {
        Assert.Null(await WaitAsync(429, value));
        Assert.Null(await WaitAsync(503, value));
    }

    [Fact]
    public async Task The_exception_says_how_long_the_gateway_asked_to_wait()
    {
        using var gateway = RawListener.RespondingWith(RawResponse.Html("later", 429, "Retry-After: 600"));
        using var client = new TestClient(gateway.Endpoint);

        var exception = await Assert.ThrowsAsync<GatewayProtocolException>(() => client.Client.GetPageAsync(1));

        Assert.Equal(TimeSpan.FromMinutes(10), exception.RetryAfter);
        Assert.Equal(429, exception.HttpStatus);
        Assert.Single(gateway.Requests);
    }

    /// <summary>The wait before the second attempt, or null when there was none.</summary>
    private static async Task<TimeSpan?> WaitAsync(int status, string value)
    {
        using var gateway = RawListener.RespondingWith(RawResponse.Html("later", status, "Retry-After: " + value), RawResponse.Json(Samples.Details));
        using var client = new TestClient(gateway.Endpoint);
        if (await Record.ExceptionAsync(() => client.Client.GetAsync(11111)) is { } exception)
        {
            Assert.IsType<GatewayProtocolException>(exception);
            Assert.Single(gateway.Requests);
            Assert.Empty(client.Waits);
            return null;
        }

        Assert.Equal(2, gateway.Requests.Count);
        Assert.Equal(client.Waits.Single(), client.Reports.First().RetryIn);
        return client.Waits.Single();
    }
}
