using System.Text;

namespace Aqayepardakht;

/// <summary>Iranian IBANs ("شماره شبا"): <c>IR</c>, two check digits and 22 digits (ISO 13616).</summary>
public static class Iban
{
    /// <summary>The length of an Iranian IBAN, <c>IR</c> included.</summary>
    public const int Length = 26;

    /// <summary>
    /// Reads an IBAN as people write it: with spaces, dashes, lower case or Persian digits, with or without <c>IR</c>.
    /// </summary>
    /// <returns>The 26 characters that the gateway gets.</returns>
    /// <exception cref="InvalidInputException">
    /// It is empty, not Iranian, has not 26 characters, or its check digits are wrong (ISO 13616, mod 97).
    /// </exception>
    public static string Parse(string? text)
    {
        var normalized = Normalize(text);
        if (normalized.Length == 0)
        {
            throw new InvalidInputException(InputErrorKind.Iban, Messages.IbanEmpty);
        }

        if (!normalized.StartsWith("IR", System.StringComparison.Ordinal) || !IsDigits(normalized, 2))
        {
            throw new InvalidInputException(InputErrorKind.Iban, Messages.IbanMalformed(text!));
        }

        if (normalized.Length != Length)
        {
            throw new InvalidInputException(InputErrorKind.Iban, Messages.IbanLength(text!, normalized.Length));
        }

        if (!HasValidCheckDigits(normalized))
        {
            throw new InvalidInputException(InputErrorKind.Iban, Messages.IbanCheckDigits(text!));
        }

        return normalized;
    }

    /// <summary>Whether <see cref="Parse"/> would take the text.</summary>
    public static bool IsValid(string? text)
    {
        var normalized = Normalize(text);
        return normalized.Length == Length
            && normalized.StartsWith("IR", System.StringComparison.Ordinal)
            && IsDigits(normalized, 2)
            && HasValidCheckDigits(normalized);
    }

    /// <summary>Removes separators and adds a missing <c>IR</c>. The text need not be an IBAN.</summary>
    internal static string Normalize(string? text)
    {
        var normalized = new StringBuilder(Length);
        foreach (var character in InputText.Normalize(text))
        {
            if (!char.IsWhiteSpace(character)
                && character is not ('-' or '\u2010' or '\u2011' or '\u2012' or '\u2013'))
            {
                normalized.Append(char.ToUpperInvariant(character));
            }
        }

        if (normalized.Length == Length - 2 && normalized[0] is >= '0' and <= '9')
        {
            normalized.Insert(0, "IR");
        }

        return normalized.ToString();
    }

    private static bool IsDigits(string text, int from)
    {
        for (var index = from; index < text.Length; index++)
        {
            if (text[index] is < '0' or > '9')
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasValidCheckDigits(string iban)
    {
        // ISO 13616: after the account's digits come the country code (I = 18, R = 27) and 00, and what the whole lacks to 98
        // modulo 97 are the check digits, 02 to 98. "The whole is 1 modulo 97" would take 00, 01 and 99 as well.
        var remainder = 0;
        for (var index = 4; index < iban.Length; index++)
        {
            remainder = ((remainder * 10) + (iban[index] - '0')) % 97;
        }

        foreach (var digit in "182700")
        {
            remainder = ((remainder * 10) + (digit - '0')) % 97;
        }

        var checkDigits = ((iban[2] - '0') * 10) + (iban[3] - '0');
        return checkDigits == 98 - remainder;
    }
}
