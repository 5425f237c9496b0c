using System;
using Xunit;

namespace Aqayepardakht.Tests.Idempotency;

public sealed class SteadyClockTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private DateTimeOffset _computer = new(2026, 3, 21, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_clock_that_is_set_while_something_waits_is_not_followed()
    {
        var began = _computer;
        var clock = new SteadyClock(() => _computer);

        _computer += Hour;

        Assert.InRange(clock.Now, began, began + (Hour / 2));
    }

    [Fact]
    public void What_a_sleep_took_is_caught_up()
    {
        var clock = new SteadyClock(() => _computer);
        _computer += Hour;

        Assert.True(clock.SyncForward() >= _computer);
        Assert.InRange(clock.Now, _computer, _computer + (Hour / 2));
    }

    [Fact]
    public void A_clock_that_is_set_back_is_not_followed()
    {
        var began = _computer;
        var clock = new SteadyClock(() => _computer);

        _computer -= Hour;

        Assert.InRange(clock.SyncForward(), began, began + (Hour / 2));
    }
}
