using System;
using System.Globalization;
using System.Linq;
using CsCheck;
using Xunit;

namespace Aqayepardakht.Tests;

public sealed class ReportDateTests
{
    private static readonly PersianCalendar Jalali = new();

    [Theory]
    [InlineData("01-02-2020", "2020-02-01")]
    [InlineData("1-2-2020", "2020-02-01")]
    [InlineData("31-12-2026", "2026-12-31")]
    [InlineData("2020-02-01", "2020-02-01")]
    [InlineData("2020/02/01", "2020-02-01")]
    [InlineData("2020/2/1", "2020-02-01")]
    [InlineData(" 2020-02-01 ", "2020-02-01")]
    [InlineData("29-02-2024", "2024-02-29")]
    [InlineData("۰۱-۰۲-۲۰۲۰", "2020-02-01")]
    [InlineData("1401/07/09", "2022-10-01")]
    [InlineData("1401-07-09", "2022-10-01")]
    [InlineData("1401/7/9", "2022-10-01")]
    [InlineData("09-07-1401", "2022-10-01")]
    [InlineData("۱۴۰۱/۰۷/۰۹", "2022-10-01")]
    [InlineData("١٤٠١/٠٧/٠٩", "2022-10-01")]
    [InlineData("1399/12/30", "2021-03-20")]
    [InlineData("1403/12/30", "2025-03-20")]
    [InlineData("1402/12/29", "2024-03-19")]
    [InlineData("1403/06/31", "2024-09-21")]
    [InlineData("1300/01/01", "1921-03-21")]
    [InlineData("1499/12/29", "2121-03-20")]
    [InlineData("1900-01-01", "1900-01-01")]
    [InlineData("9999-12-31", "9999-12-31")]
    public void A_day_is_read_in_every_accepted_form(string text, string expected)
    {
        var day = ReportDate.Parse(text);

        Assert.Equal(expected, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Assert.Equal(TimeSpan.Zero, day.TimeOfDay);
        Assert.Equal(DateTimeKind.Unspecified, day.Kind);
    }

    [Theory]
    [InlineData("01/02/2020")]
    [InlineData("1/2/2020")]
    [InlineData("31/12/2020")]
    [InlineData("09/07/1401")]
    [InlineData("01.02.2020")]
    [InlineData("2020.02.01")]
    [InlineData("01-02-20")]
    [InlineData("20-02-01")]
    [InlineData("2020-02")]
    [InlineData("2020")]
    [InlineData("20200201")]
    [InlineData("2020-02/01")]
    [InlineData("2020/02-01")]
    [InlineData("01-02/2020")]
    [InlineData("2020-02-01T00:00:00")]
    [InlineData("2020-02-01 10:00")]
    [InlineData("2020-02-01-")]
    [InlineData("2020--01")]
    [InlineData("2020-002-01")]
    [InlineData("2020-02-001")]
    [InlineData("2020 - 02 - 01")]
    [InlineData("+2020-02-01")]
    [InlineData("-2020-02-01")]
    [InlineData("12020-02-01")]
    [InlineData("2020-2020-01")]
    [InlineData("1-2-3")]
    [InlineData("1 Feb 2020")]
    [InlineData("today")]
    [InlineData("۱ مهر ۱۴۰۱")]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    public void Any_form_that_could_be_another_day_is_refused_with_the_forms_that_are_accepted(string? text)
    {
        var exception = Assert.Throws<InvalidInputException>(() => ReportDate.Parse(text));

        Assert.Equal(InputErrorKind.Date, exception.Kind);
        foreach (var form in new[] { "25-12-2026", "2026-12-25", "2026/12/25", "1405/10/04" })
        {
            Assert.Contains(form, exception.Text.English, StringComparison.Ordinal);
            Assert.Contains(form, exception.Text.Persian, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("30-02-2020")]
    [InlineData("29-02-2023")]
    [InlineData("2020-13-01")]
    [InlineData("12-25-2026")]
    [InlineData("2020-00-01")]
    [InlineData("2020-01-00")]
    [InlineData("2020-01-32")]
    [InlineData("1402/12/30")]
    [InlineData("1401/12/30")]
    [InlineData("1403/12/31")]
    [InlineData("1401/07/31")]
    [InlineData("1401/13/01")]
    [InlineData("1401/00/01")]
    [InlineData("1401/01/00")]
    [InlineData("0000-01-01")]
    [InlineData("1299/01/01")]
    [InlineData("1500/01/01")]
    [InlineData("1899-12-31")]
    public void A_day_that_does_not_exist_is_refused_as_that(string text)
    {
        var exception = Assert.Throws<InvalidInputException>(() => ReportDate.Parse(text));

        Assert.Equal(InputErrorKind.Date, exception.Kind);
        Assert.Contains("no such day", exception.Text.English, StringComparison.Ordinal);
        Assert.Contains(text, exception.Text.Persian, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_gregorian_day_survives_every_form()
    {
        Gen.Select(Days(new DateTime(1900, 1, 1), new DateTime(9999, 12, 31)), Gen.OneOf("dd-MM-yyyy", "d-M-yyyy", "yyyy-MM-dd", "yyyy-M-d", "yyyy/MM/dd", "yyyy/M/d"), Gen.OneOf('0', '۰', '٠'))
            .Sample((day, form, zero) => Assert.Equal(day, ReportDate.Parse(Digits(day.ToString(form, CultureInfo.InvariantCulture), zero))), iter: 2000);
    }

    [Fact]
    public void Every_jalali_day_survives_every_form()
    {
        Gen.Select(Days(new DateTime(1921, 3, 21), new DateTime(2121, 3, 20)), Gen.OneOf("{0:0000}/{1:00}/{2:00}", "{0}/{1}/{2}", "{0:0000}-{1:00}-{2:00}", "{2:00}-{1:00}-{0:0000}"), Gen.OneOf('0', '۰', '٠'))
            .Sample((day, form, zero) =>
            {
                var text = string.Format(CultureInfo.InvariantCulture, form, Jalali.GetYear(day), Jalali.GetMonth(day), Jalali.GetDayOfMonth(day));
                Assert.Equal(day, ReportDate.Parse(Digits(text, zero)));
            }, iter: 2000);
    }

    [Fact]
    public void Every_day_goes_to_the_gateway_day_first_in_every_culture()
    {
        Gen.Select(Days(new DateTime(1900, 1, 1), new DateTime(9999, 12, 31)), Gen.OneOf("fa-IR", "ar-SA", "th-TH", "en-US", "de-DE")).Sample((day, culture) =>
        {
            var before = CultureInfo.CurrentCulture;
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            try
            {
                var text = ReportDate.ToGateway(day);
                Assert.Equal(10, text.Length);
                Assert.Equal(day.Day, int.Parse(text[..2], CultureInfo.InvariantCulture));
                Assert.Equal(day.Month, int.Parse(text[3..5], CultureInfo.InvariantCulture));
                Assert.Equal(day.Year, int.Parse(text[6..], CultureInfo.InvariantCulture));
                Assert.Equal(day, ReportDate.Parse(text));
            }
            finally
            {
                CultureInfo.CurrentCulture = before;
            }
        });
    }

    [Fact]
    public void What_is_read_has_its_three_numbers_from_the_text()
    {
        Gen.String[Gen.Char["0123456789012-/۰۱۲ ."], 5, 12].Sample(text =>
        {
            DateTime day;
            try
            {
                day = ReportDate.Parse(text);
            }
            catch (InvalidInputException)
            {
                return;
            }

            var numbers = PersianDigits.ToAscii(text).Trim().Split('-', '/').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToList();
            Assert.Equal(3, numbers.Count);
            var isJalali = numbers.Max() is >= 1300 and <= 1499;
            int[] expected = isJalali
                ? [Jalali.GetYear(day), Jalali.GetMonth(day), Jalali.GetDayOfMonth(day)]
                : [day.Year, day.Month, day.Day];
            Assert.Equal(expected, numbers[0] > 31 ? numbers : numbers.AsEnumerable().Reverse());
        }, iter: 20_000);
    }

    private static Gen<DateTime> Days(DateTime first, DateTime last) => Gen.Int[0, (last - first).Days].Select(days => first.AddDays(days));

    private static string Digits(string text, char zero) =>
        string.Concat(text.Select(character => char.IsAsciiDigit(character) ? (char)(zero + character - '0') : character));
}
