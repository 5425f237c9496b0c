using System;
using System.Globalization;

namespace Aqayepardakht;

/// <summary>Dates in the Jalali (solar Hijri) calendar, in which books are kept in Iran.</summary>
public static class JalaliTime
{
    private static readonly PersianCalendar Calendar = new();

    /// <summary>The first year that is taken for a Jalali one.</summary>
    internal const int FirstYear = 1300;

    /// <summary>The last year that is taken for a Jalali one.</summary>
    internal const int LastYear = 1499;

    /// <summary>Writes a moment as <c>yyyy/MM/dd HH:mm:ss</c> in the Jalali calendar, with ASCII digits in every culture.</summary>
    /// <returns>The text; empty for a moment before the calendar began (22 March 622).</returns>
    public static string Format(DateTime time)
    {
        if (time < Calendar.MinSupportedDateTime)
        {
            return string.Empty;
        }

        return string.Format(
            CultureInfo.InvariantCulture,
            "{0:0000}/{1:00}/{2:00} {3:HH:mm:ss}",
            Calendar.GetYear(time),
            Calendar.GetMonth(time),
            Calendar.GetDayOfMonth(time),
            time);
    }

    /// <summary>The Gregorian day of a Jalali one.</summary>
    /// <returns>Null when there is no such day, such as 30 Esfand of a common year.</returns>
    internal static DateTime? ToGregorian(int year, int month, int day)
    {
        if (month is < 1 or > 12 || day < 1 || day > Calendar.GetDaysInMonth(year, month))
        {
            return null;
        }

        return Calendar.ToDateTime(year, month, day, 0, 0, 0, 0);
    }
}
