using System;
using System.Globalization;

namespace Aqayepardakht;

/// <summary>
/// The clock in Iran: UTC+03:30, and an hour more in the summers up to 2022. By rule rather than from the computer's time zones, which
/// small containers lack and old computers have wrong.
/// </summary>
public static class IranTime
{
    private static readonly TimeSpan Standard = new(3, 30, 0);
    private static readonly TimeSpan Summer = new(4, 30, 0);
    private static readonly PersianCalendar Calendar = new();

    /// <summary>The time that the clock in Iran showed at a moment, of kind <see cref="DateTimeKind.Unspecified"/>.</summary>
    public static DateTime FromUtc(DateTime utc) => DateTime.SpecifyKind(utc + Offset(utc), DateTimeKind.Unspecified);

    /// <summary>The moment at which the clock in Iran showed a time; the earlier one where it showed it twice.</summary>
    public static DateTime ToUtc(DateTime local)
    {
        var early = local - Summer;
        return DateTime.SpecifyKind(Offset(early) == Summer ? early : local - Standard, DateTimeKind.Utc);
    }

    /// <summary>Summer time was from 2 Farvardin to 30 Shahrivar, midnight to midnight, in 1370 to 1384 and 1387 to 1401.</summary>
    private static TimeSpan Offset(DateTime utc)
    {
        var standard = utc + Standard;
        if (standard < Calendar.MinSupportedDateTime || Calendar.GetYear(standard) is not ((>= 1370 and <= 1384) or (>= 1387 and <= 1401)))
        {
            return Standard;
        }

        // Summer time starts at 00:00 standard time and ends at 00:00 summer time, which is 23:00 standard time of the day before.
        var year = Calendar.GetYear(standard);
        var start = Calendar.ToDateTime(year, 1, 2, 0, 0, 0, 0);
        var end = Calendar.ToDateTime(year, 6, 30, 23, 0, 0, 0);
        return standard >= start && standard < end ? Summer : Standard;
    }
}
