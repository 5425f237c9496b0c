using System;
using System.Globalization;
using System.Text.Json;

namespace Aqayepardakht.Http;

/// <summary>A time such as <c>2022-10-01 12:12:12</c>, by the gateway's clock.</summary>
internal static class GatewayTime
{
    private const string Form = "yyyy-MM-dd HH:mm:ss";
    private const string ZeroDate = "0000-00-00 00:00:00";

    /// <summary>Reads the time under the reader; null for null, for empty text and for a database's zero date.</summary>
    public static DateTime? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.String)
        {
            throw new UnreadableFieldException(Messages.TimeExpected(reader.TokenType));
        }

        if (!reader.ValueIsEscaped && TryReadDigits(reader.ValueSpan, out var time))
        {
            return time;
        }

        var text = reader.GetString()!;
        if (text.Length == 0 || text == ZeroDate)
        {
            return null;
        }

        return DateTime.TryParseExact(PersianDigits.ToAscii(text), Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out time)
            ? time
            : throw new UnreadableFieldException(Messages.TimeNotInForm(Form));
    }

    /// <summary>The usual case without a string in between: a list of 100,000 rows has 200,000 times.</summary>
    private static bool TryReadDigits(ReadOnlySpan<byte> text, out DateTime time)
    {
        time = default;
        if (text.Length != Form.Length || text[4] != '-' || text[7] != '-' || text[10] != ' ' || text[13] != ':' || text[16] != ':')
        {
            return false;
        }

        var readable = TryRead(text.Slice(0, 4), out var year)
            & TryRead(text.Slice(5, 2), out var month)
            & TryRead(text.Slice(8, 2), out var day)
            & TryRead(text.Slice(11, 2), out var hour)
            & TryRead(text.Slice(14, 2), out var minute)
            & TryRead(text.Slice(17, 2), out var second);
        if (!readable || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        time = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Unspecified);
        return true;
    }

    private static bool TryRead(ReadOnlySpan<byte> digits, out int number)
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
}
