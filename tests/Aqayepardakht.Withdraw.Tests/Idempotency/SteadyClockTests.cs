using System;
using Xunit;

namespace Aqayepardakht.Tests.Idempotency;

public sealed class SteadyClockTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private DateTimeOffset _computer = new(2026, 3, 21, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_clock_that_is_set_forward_is_not_followed_without_SyncForward()
    {
        var began = _computer;
        var clock = new SteadyClock(() => _computer);

        _computer += Hour;

        Assert.InRange(clock.Now, began, began + (Hour / 2));
    }

    [Fact]
    public void SyncForward_catches_up_after_a_sleep()
    {
        var clock = new SteadyClock(() => _computer);
        _computer += Hour;

        Assert.True(clock.SyncForward() >= _computer);
        Assert.InRange(clock.Now, _computer, _computer + (Hour / 2));
    }

    [Fact]
    public void SyncForward_does_not_follow_a_clock_that_is_set_back()
    {
        var began = _computer;
        var clock = new SteadyClock(() => _computer);

        _computer -= Hour;

        Assert.InRange(clock.SyncForward(), began, began + (Hour / 2));
    }
}
