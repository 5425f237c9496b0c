using System;
using Xunit;

namespace Aqayepardakht.Tests;

public sealed class IranTimeTests
{
    private static readonly TimeZoneInfo Tehran = TimeZoneInfo.FindSystemTimeZoneById(OperatingSystem.IsWindows() ? "Iran Standard Time" : "Asia/Tehran");

    [Theory]
    [InlineData("2022-03-21T20:29:59Z", "2022-03-21T23:59:59")]
    [InlineData("2022-03-21T20:30:00Z", "2022-03-22T01:00:00")]
    [InlineData("2022-09-21T19:29:59Z", "2022-09-21T23:59:59")]
    [InlineData("2022-09-21T19:30:00Z", "2022-09-21T23:00:00")]
    [InlineData("2022-10-01T08:42:12Z", "2022-10-01T12:12:12")]
    [InlineData("2026-07-01T00:00:00Z", "2026-07-01T03:30:00")]
    [InlineData("2007-07-01T00:00:00Z", "2007-07-01T03:30:00")]
    public void The_clock_in_Iran_is_three_and_a_half_hours_ahead_and_four_and_a_half_in_the_summers_up_to_2022(string utc, string local)
    {
        var moment = DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime;
        var expected = DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(expected, IranTime.FromUtc(moment));
        Assert.Equal(DateTimeKind.Unspecified, IranTime.FromUtc(moment).Kind);
    }

    [Fact]
    public void Every_hour_is_that_of_the_time_zone_database()
    {
        for (var moment = new DateTime(2008, 1, 1, 0, 0, 0, DateTimeKind.Utc); moment.Year < 2030; moment = moment.AddHours(1))
        {
            Assert.Equal(TimeZoneInfo.ConvertTimeFromUtc(moment, Tehran), IranTime.FromUtc(moment));
        }
    }

    [Fact]
    public void A_time_leads_back_to_its_moment()
    {
        for (var moment = new DateTime(2021, 1, 1, 0, 10, 0, DateTimeKind.Utc); moment.Year < 2024; moment = moment.AddHours(1))
        {
            var back = IranTime.ToUtc(IranTime.FromUtc(moment));
            Assert.True(back == moment || back == moment.AddHours(-1), $"{moment:O} came back as {back:O}");
        }
    }
}
