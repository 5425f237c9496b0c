using System;
using System.Globalization;
using CsCheck;
using Xunit;

namespace Aqayepardakht.Tests;

public sealed class JalaliTimeTests
{
    [Theory]
    [InlineData("2022-10-01 12:12:12", "1401/07/09 12:12:12")]
    [InlineData("2021-03-20 23:59:59", "1399/12/30 23:59:59")]
    [InlineData("2021-03-21 00:00:00", "1400/01/01 00:00:00")]
    [InlineData("2024-03-19 08:01:02", "1402/12/29 08:01:02")]
    [InlineData("2024-03-20 08:01:02", "1403/01/01 08:01:02")]
    [InlineData("2025-03-20 00:00:00", "1403/12/30 00:00:00")]
    [InlineData("2025-03-21 00:00:00", "1404/01/01 00:00:00")]
    [InlineData("1979-02-11 00:00:00", "1357/11/22 00:00:00")]
    [InlineData("0622-03-22 00:00:00", "0001/01/01 00:00:00")]
    public void Known_days_have_their_known_jalali_dates(string gregorian, string jalali)
    {
        var time = DateTime.ParseExact(gregorian, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

        Assert.Equal(jalali, JalaliTime.Format(time));
        Assert.Equal(jalali, new Withdrawal { Id = 1, Amount = 1, Status = WithdrawalStatus.Paid, CreatedAt = time }.CreatedAtJalali);
    }

    [Fact]
    public void A_moment_before_the_calendar_began_has_no_jalali_date() => Assert.Empty(JalaliTime.Format(new DateTime(622, 3, 21)));

    [Fact]
    public void The_digits_are_ascii_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            foreach (var name in new[] { "fa-IR", "ar-SA", "th-TH", "en-US" })
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);
                Assert.Equal("1401/07/09 12:12:12", JalaliTime.Format(new DateTime(2022, 10, 1, 12, 12, 12)));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_later_moment_has_a_later_jalali_text()
    {
        Gen.Select(Gen.DateTime[new DateTime(1800, 1, 1), new DateTime(2500, 1, 1)], Gen.DateTime[new DateTime(1800, 1, 1), new DateTime(2500, 1, 1)])
            .Sample((a, b) =>
            {
                var order = string.CompareOrdinal(JalaliTime.Format(a), JalaliTime.Format(b));
                Assert.True(a.Ticks / TimeSpan.TicksPerSecond == b.Ticks / TimeSpan.TicksPerSecond ? order == 0 : Math.Sign(order) == a.CompareTo(b));
            });
    }
}
