using System;
using System.Globalization;

namespace Aqayepardakht.Sandbox;

/// <summary>The gateway's local time: UTC+03:30, without summer time, which Iran abolished in 2022.</summary>
internal static class TehranTime
{
    private const string Format = "yyyy-MM-dd HH:mm:ss";

    private static readonly TimeSpan Offset = new(3, 30, 0);

    /// <summary>The Tehran time of a UTC moment, cut to whole seconds as the gateway prints it.</summary>
    public static DateTime FromUtc(DateTime utc)
    {
        var ticks = utc.Ticks + Offset.Ticks;
        return new DateTime(ticks - (ticks % TimeSpan.TicksPerSecond), DateTimeKind.Unspecified);
    }

    /// <summary>The UTC moment of a Tehran time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is before the calendar's first day in UTC.</exception>
    public static DateTime ToUtc(DateTime tehran) => new(ToUtcTicks(tehran), DateTimeKind.Utc);

    /// <summary>The UTC ticks of a Tehran time; below the minimum of <see cref="DateTime"/> for the first hours of year 1.</summary>
    public static long ToUtcTicks(DateTime tehran) => tehran.Ticks - Offset.Ticks;

    /// <summary>A Tehran time as the gateway prints it, such as <c>2022-10-01 12:12:12</c>.</summary>
    public static string Print(DateTime tehran) => tehran.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="Print"/> wrote.</summary>
    /// <exception cref="FormatException">It is anything else.</exception>
    public static DateTime Read(string text) => DateTime.ParseExact(text, Format, CultureInfo.InvariantCulture);

    /// <summary>The Jalali date of a Tehran time as eight digits, such as <c>14010705</c>.</summary>
    public static string JalaliDigits(DateTime tehran) =>
        JalaliTime.Format(tehran).Substring(0, "yyyy/MM/dd".Length).Replace("/", string.Empty);
}
