using System;
using System.Globalization;

namespace Aqayepardakht;

/// <summary>Amounts: whole numbers above zero in the gateway's unit.</summary>
public static class WithdrawalAmount
{
    /// <summary>
    /// Reads an amount as people and spreadsheets write it: with Persian digits, thousands separators (<c>1,500,000</c>,
    /// <c>۱٬۵۰۰٬۰۰۰</c>, <c>۱،۵۰۰،۰۰۰</c>) and a fraction of one or two zeros (<c>1500000.00</c>).
    /// </summary>
    /// <exception cref="InvalidInputException">
    /// It is empty, not a number, not above zero, larger than 9,223,372,036,854,775,807, has another fraction, or its digits
    /// are not grouped in threes.
    /// </exception>
    public static long Parse(string? text)
    {
        var cleaned = InputText.Normalize(text);
        if (cleaned.Length == 0)
        {
            throw new InvalidInputException(InputErrorKind.Amount, Messages.AmountEmpty);
        }

        if (InvisibleMarks.AreWithin(text!))
        {
            // A direction mark between digits changes the order in which they are shown, so another amount was seen.
            throw new InvalidInputException(InputErrorKind.Amount, Messages.AmountNotWhole(text!));
        }

        var normalized = cleaned.Replace('٬', ',').Replace('،', ',').Replace('٫', '.');

        // Three zeros after a point are left out on purpose: 1.000 is a thousand to half of the world.
        if (normalized.EndsWith(".0", StringComparison.Ordinal))
        {
            normalized = normalized.Substring(0, normalized.Length - 2);
        }
        else if (normalized.EndsWith(".00", StringComparison.Ordinal))
        {
            normalized = normalized.Substring(0, normalized.Length - 3);
        }

        if (normalized.IndexOf(',') >= 0)
        {
            normalized = JoinThousands(normalized)
                ?? throw new InvalidInputException(InputErrorKind.Amount, Messages.AmountNotWhole(text!));
        }

        if (!IsWholeNumber(normalized))
        {
            throw new InvalidInputException(InputErrorKind.Amount, Messages.AmountNotWhole(text!));
        }

        if (!long.TryParse(normalized, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount))
        {
            throw new InvalidInputException(InputErrorKind.Amount, Messages.AmountTooLarge(text!));
        }

        return Validate(amount);
    }

    /// <summary>Checks that an amount is above zero.</summary>
    /// <returns>The amount.</returns>
    /// <exception cref="InvalidInputException">It is zero or less.</exception>
    public static long Validate(long amount) =>
        amount > 0 ? amount : throw new InvalidInputException(InputErrorKind.Amount, Messages.AmountNotAboveZero(amount));

    private static bool IsWholeNumber(string text)
    {
        var first = text is ['-' or '+', ..] ? 1 : 0;
        for (var index = first; index < text.Length; index++)
        {
            if (text[index] is < '0' or > '9')
            {
                return false;
            }
        }

        return text.Length > first;
    }

    /// <summary>Removes the commas between groups of three digits.</summary>
    /// <returns>Null when the groups are not of three digits, as in <c>1,5</c>.</returns>
    internal static string? JoinThousands(string text)
    {
        var groups = text.Split(',');
        var first = groups[0].TrimStart('-', '+');
        if (first.Length is < 1 or > 3)
        {
            return null;
        }

        for (var index = 1; index < groups.Length; index++)
        {
            if (groups[index].Length != 3)
            {
                return null;
            }
        }

        return string.Concat(groups);
    }
}
