using System;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Aqayepardakht.Http;

/// <summary>
/// A time as PHP services write it: <c>2022-10-01 12:12:12</c>, with slashes, a <c>T</c>, fractions of a second, <c>Z</c> or an offset,
/// in the Jalali calendar, or as the object that json_encode makes of a DateTime. It comes out as the clock in Iran showed it.
/// </summary>
internal static class GatewayTime
{
    private const string Form = "yyyy-MM-dd HH:mm:ss";

    private static readonly Regex OtherForms = new(
        @"^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:\s+|T)(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(?:(Z|UTC)|([+-])(\d{2}):?(\d{2}))?$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>Reads the time under the reader.</summary>
    /// <param name="reader">Stands on the value, and on its end afterwards.</param>
    /// <param name="time">The time; null for null, empty text, a database's zero date, and whatever is no time.</param>
    /// <returns>False when there is something that is no time.</returns>
    public static bool TryRead(ref Utf8JsonReader reader, out DateTime? time)
    {
        time = null;
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return true;
            case JsonTokenType.String when !reader.ValueIsEscaped && TryReadUsualForm(reader.ValueSpan, out var usual):
                time = usual;
                return true;
            case JsonTokenType.String:
                return TryParse(TextOrNumber.Read(ref reader), null, out time);
            case JsonTokenType.StartObject:
                return TryReadObject(ref reader, out time);
            default:
                reader.Skip();
                return false;
        }
    }

    /// <summary>The usual form without a string in between: a list of 100,000 rows has 200,000 times.</summary>
    private static bool TryReadUsualForm(ReadOnlySpan<byte> text, out DateTime time)
    {
        time = default;
        if (text.Length != Form.Length || text[4] != '-' || text[7] != '-' || text[10] != ' ' || text[13] != ':' || text[16] != ':')
        {
            return false;
        }

        var readable = TryReadDigits(text.Slice(0, 4), out var year)
            & TryReadDigits(text.Slice(5, 2), out var month)
            & TryReadDigits(text.Slice(8, 2), out var day)
            & TryReadDigits(text.Slice(11, 2), out var hour)
            & TryReadDigits(text.Slice(14, 2), out var minute)
            & TryReadDigits(text.Slice(17, 2), out var second);
        return readable && year > JalaliTime.LastYear && TryMake(year, month, day, hour, minute, second, out time);
    }

    private static bool TryReadDigits(ReadOnlySpan<byte> digits, out int number)
    {
        number = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            number = (number * 10) + (digit - '0');
        }

        return true;
    }

    /// <summary>PHP's DateTime: <c>{"date":"2022-10-01 12:12:12.000000","timezone_type":3,"timezone":"Asia\/Tehran"}</c>.</summary>
    private static bool TryReadObject(ref Utf8JsonReader reader, out DateTime? time)
    {
        string? date = null;
        string? zone = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isDate = reader.ValueTextEquals("date"u8);
            var isZone = reader.ValueTextEquals("timezone"u8);
            reader.Read();
            if (isDate)
            {
                date = TextOrNumber.Read(ref reader);
            }
            else if (isZone)
            {
                zone = TextOrNumber.Read(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        time = null;
        return date is not null && TryParse(date, zone, out time);
    }

    private static bool TryParse(string? text, string? zone, out DateTime? time)
    {
        time = null;
        var digits = InputText.Normalize(text);
        if (digits.Length == 0 || digits.StartsWith("0000-00-00", StringComparison.Ordinal))
        {
            return true;
        }

        // "Asia/Tehran" needs no conversion, as no zone does.
        var zoned = zone is null || zone.IndexOf('/') >= 0 ? digits : digits + zone;
        if (OtherForms.Match(zoned) is not { Success: true } match
            || !TryMake(
                Number(match, 1), Number(match, 2), Number(match, 3), Number(match, 4), Number(match, 5), Number(match, 6), out var local))
        {
            return false;
        }

        if (match.Groups[7].Success)
        {
            time = IranTime.FromUtc(local);
        }
        else if (match.Groups[8].Success)
        {
            var offset = new TimeSpan(Number(match, 9), Number(match, 10), 0);
            time = IranTime.FromUtc(match.Groups[8].Value == "-" ? local + offset : local - offset);
        }
        else
        {
            time = local;
        }

        return true;
    }

    private static int Number(Match match, int group) =>
        match.Groups[group] is { Success: true, Value: var digits }
            ? int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture)
            : 0;

    private static bool TryMake(int year, int month, int day, int hour, int minute, int second, out DateTime time)
    {
        time = default;
        if (month is < 1 or > 12 || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        var date = year switch
        {
            >= JalaliTime.FirstYear and <= JalaliTime.LastYear => JalaliTime.ToGregorian(year, month, day),
            >= 1900 when day >= 1 && day <= DateTime.DaysInMonth(year, month) => new DateTime(year, month, day),
            _ => null,
        };
        time = date?.Add(new TimeSpan(hour, minute, second)) ?? default;
        return date is not null;
    }
}
