using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Aqayepardakht.Commands;

/// <summary>
/// The columns of a chart: Jalali days for less than two months, Jalali months, or Jalali years for more than five of them.
/// </summary>
internal sealed class ChartPeriods
{
    private const int MaxMonths = 60;
    private static readonly PersianCalendar Calendar = new();

    private ChartPeriods(LocalizedText title, IReadOnlyList<ChartPeriod> periods) => (Title, Periods) = (title, periods);

    public LocalizedText Title { get; }

    /// <summary>In the order of time, and without gaps.</summary>
    public IReadOnlyList<ChartPeriod> Periods { get; }

    public static ChartPeriods Of(ReportTotals totals)
    {
        var (first, last) = (totals.First!.Value.Date, totals.Last!.Value.Date);
        var months = MonthNumber(last) - MonthNumber(first);
        if (months < 2 || (months == 2 && Calendar.GetDayOfMonth(last) < Calendar.GetDayOfMonth(first)))
        {
            var days = Enumerable.Range(0, (last - first).Days + 1).Select(day => first.AddDays(day));
            return new(ReportText.AmountByDay, Group(totals, days.ToArray(), "MM/dd"));
        }

        return months < MaxMonths
            ? new(ReportText.AmountByMonth, Group(totals, Months(first, months + 1), "yyyy/MM"))
            : new(ReportText.AmountByYear, Group(totals, Years(first, last), "yyyy"));
    }

    /// <param name="totals">The totals by day.</param>
    /// <param name="starts">The first day of each period.</param>
    /// <param name="label">What of the Jalali day names a period.</param>
    private static ChartPeriod[] Group(ReportTotals totals, DateTime[] starts, string label)
    {
        var periods = Array.ConvertAll(starts, start => new ChartPeriod(start, Label(start, label)));
        var index = 0;
        foreach (var day in totals.ByDay)
        {
            while (index + 1 < starts.Length && starts[index + 1] <= day.Key)
            {
                index++;
            }

            periods[index].Totals.Add(day.Value);
        }

        return periods;
    }

    private static string Label(DateTime day, string label)
    {
        var text = JalaliTime.Format(day).Substring(0, 10);
        return label == "MM/dd" ? text.Substring(5) : text.Substring(0, label.Length);
    }

    private static int MonthNumber(DateTime day) => (Calendar.GetYear(day) * 12) + Calendar.GetMonth(day) - 1;

    private static DateTime StartOfMonth(int number) => Calendar.ToDateTime(number / 12, (number % 12) + 1, 1, 0, 0, 0, 0);

    private static DateTime[] Months(DateTime first, int count) =>
        Enumerable.Range(MonthNumber(first), count).Select(StartOfMonth).ToArray();

    private static DateTime[] Years(DateTime first, DateTime last)
    {
        var year = Calendar.GetYear(first);
        return Enumerable.Range(year, Calendar.GetYear(last) - year + 1).Select(one => StartOfMonth(one * 12)).ToArray();
    }
}
