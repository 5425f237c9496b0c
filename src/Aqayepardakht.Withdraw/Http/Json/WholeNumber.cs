using System;
using System.Buffers.Text;
using System.Text.Json;

namespace Aqayepardakht.Http;

/// <summary>Whole numbers that the gateway writes as JSON strings or as JSON numbers.</summary>
internal static class WholeNumber
{
    /// <summary>The longest text that is still looked at; the longest long has 20 characters.</summary>
    private const int MaxTextLength = 64;

    /// <summary>Reads the number under the reader; null for null and for empty text.</summary>
    /// <param name="reader">Stands on the value.</param>
    /// <param name="field">The field's name for the error.</param>
    /// <param name="zeroFraction">Whether a fraction of zeros ("55214.00") is dropped rather than an error.</param>
    public static long? Read(ref Utf8JsonReader reader, string field, bool zeroFraction)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number))
        {
            throw new UnreadableFieldException(Messages.FieldOfOtherType(field, reader.TokenType));
        }

        if (reader.ValueIsEscaped || HasNonAscii(reader.ValueSpan))
        {
            return ReadText(reader.GetString()!, field, zeroFraction);
        }

        return Parse(reader.ValueSpan, field, zeroFraction);
    }

    private static long? ReadText(string text, string field, bool zeroFraction)
    {
        var ascii = PersianDigits.ToAscii(text);
        var digits = ascii.Length > MaxTextLength ? throw NotWhole(field) : new byte[ascii.Length];
        for (var index = 0; index < ascii.Length; index++)
        {
            digits[index] = ascii[index] < 128 ? (byte)ascii[index] : throw NotWhole(field);
        }

        return Parse(digits, field, zeroFraction);
    }

    private static long? Parse(ReadOnlySpan<byte> digits, string field, bool zeroFraction)
    {
        if (digits.Length == 0)
        {
            return null;
        }

        if (zeroFraction)
        {
            digits = DropZeroFraction(digits);
        }

        if (Utf8Parser.TryParse(digits, out long number, out var read) && read == digits.Length)
        {
            return number;
        }

        throw NotWhole(field);
    }

    private static ReadOnlySpan<byte> DropZeroFraction(ReadOnlySpan<byte> digits)
    {
        var point = digits.IndexOf((byte)'.');
        if (point <= 0 || point == digits.Length - 1)
        {
            return digits;
        }

        foreach (var digit in digits.Slice(point + 1))
        {
            if (digit != '0')
            {
                return digits;
            }
        }

        return digits.Slice(0, point);
    }

    private static bool HasNonAscii(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            if (value >= 128)
            {
                return true;
            }
        }

        return false;
    }

    private static UnreadableFieldException NotWhole(string field) => new(Messages.FieldNotWhole(field));
}
