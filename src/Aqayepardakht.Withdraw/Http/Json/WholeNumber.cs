using System;
using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace Aqayepardakht.Http;

/// <summary>Whole numbers that the gateway writes as JSON strings or as JSON numbers.</summary>
internal static class WholeNumber
{
    /// <summary>The maximum length of a number's text; the longest number has 20 characters.</summary>
    private const int MaxTextLength = 64;

    /// <summary>The length of a character that is escaped, as <c>\u06F1</c> is.</summary>
    private const int MaxEscapedLength = 6;

    /// <summary>Reads the value under the reader: digits, Persian ones included, and commas between thousands.</summary>
    /// <param name="reader">Stands on the value, and on its end afterwards.</param>
    /// <param name="zeroFraction">Whether forms with a fraction of zero are read as well (<c>"55214.00"</c>, <c>5.5214e4</c>).</param>
    /// <param name="number">The number; null for null and for empty text.</param>
    /// <returns>False when it is anything else.</returns>
    public static bool TryRead(ref Utf8JsonReader reader, bool zeroFraction, out long? number)
    {
        number = null;
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return true;
            case JsonTokenType.String or JsonTokenType.Number:
                break;
            default:
                reader.Skip();
                return false;
        }

        var bytes = reader.ValueSpan;
        if (bytes.IsEmpty)
        {
            return true;
        }

        if (Utf8Parser.TryParse(bytes, out long plain, out var read) && read == bytes.Length)
        {
            number = plain;
            return true;
        }

        number = bytes.Length <= MaxTextLength * MaxEscapedLength && TextOrNumber.Read(ref reader) is { Length: <= MaxTextLength } text
            ? Parse(text, zeroFraction)
            : null;
        return number is not null;
    }

    private static long? Parse(string text, bool zeroFraction)
    {
        var digits = InputText.Normalize(text).Replace('٬', ',').Replace('،', ',').Replace('٫', '.');
        var exponent = 0;
        var fraction = string.Empty;
        if (zeroFraction && digits.IndexOfAny(['e', 'E']) is > 0 and var e)
        {
            var power = digits.Substring(e + 1);
            digits = digits.Substring(0, e);
            if (!int.TryParse(power, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
            {
                return null;
            }
        }

        if (zeroFraction && digits.IndexOf('.') is > 0 and var point)
        {
            fraction = digits.Substring(point + 1);
            digits = digits.Substring(0, point);
            if (fraction.Length == 0)
            {
                return null;
            }
        }

        digits = digits.IndexOf(',') >= 0 ? WithdrawalAmount.JoinThousands(digits) ?? string.Empty : digits;
        return Shift(digits, fraction, exponent);
    }

    /// <summary>The whole number that digits, a fraction and an exponent make; null when they make none.</summary>
    private static long? Shift(string digits, string fraction, long exponent)
    {
        var sign = digits.StartsWith("-", StringComparison.Ordinal) ? "-" : string.Empty;
        digits = digits.Substring(sign.Length);
        if (digits.Length == 0)
        {
            return null;
        }

        var all = (digits + fraction).TrimEnd('0');
        var zeros = digits.Length + exponent - all.Length;
        if (all.Length == 0)
        {
            return 0;
        }

        var number = zeros is >= 0 and < 20 ? sign + all + new string('0', (int)zeros) : string.Empty;
        return long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : null;
    }
}
