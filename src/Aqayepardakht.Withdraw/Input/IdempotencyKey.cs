using System;
using System.Text;
using System.Text.RegularExpressions;

namespace Aqayepardakht;

/// <summary>Idempotency keys: a name for a payment that no other payment has, such as an invoice number.</summary>
public static class IdempotencyKey
{
    /// <summary>The maximum length of an idempotency key.</summary>
    public const int MaxLength = 200;

    private static readonly Regex WholeNumber = new(@"^0*(\d+?)(?:\.0+)?$", RegexOptions.CultureInvariant);

    private static readonly Regex ExponentForm = new(
        @"^[+-]?\d+(?:[.,]\d+)?E[+-]\d+$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly Regex ExcelError = new(
        @"^(?:#+|#(?:N/A|REF!|VALUE!|NAME\?|NUM!|DIV/0!|NULL!|SPILL!|CALC!|BLOCKED!|GETTING_DATA))$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>Checks a key; spaces around it are left out, since spreadsheets leave them there.</summary>
    /// <returns>The key as the journal has it.</returns>
    /// <exception cref="InvalidInputException">
    /// It is empty, longer than <see cref="MaxLength"/>, has control characters or invisible marks, or is what a spreadsheet makes of a
    /// key that it mangled: <c>1.2E+10</c>, <c>#N/A</c>, <c>####</c>.
    /// </exception>
    public static string Parse(string? text)
    {
        var key = (text ?? string.Empty).Trim();
        if (key.Length == 0)
        {
            throw new InvalidInputException(InputErrorKind.IdempotencyKey, Messages.IdempotencyKeyEmpty);
        }

        if (key.Length > MaxLength)
        {
            throw new InvalidInputException(InputErrorKind.IdempotencyKey, Messages.IdempotencyKeyTooLong(key));
        }

        for (var index = 0; index < key.Length; index++)
        {
            if (char.IsControl(key[index]) || key[index] is '\u2028' or '\u2029' || IsHalfOfAPair(key, index))
            {
                throw new InvalidInputException(InputErrorKind.IdempotencyKey, Messages.IdempotencyKeyCharacters(key));
            }
        }

        if (InvisibleMarks.IndexIn(key) is >= 0 and var mark)
        {
            // Two keys that look the same would pay the same invoice twice.
            throw new InvalidInputException(InputErrorKind.IdempotencyKey, Messages.IdempotencyKeyInvisibleMark(key, mark));
        }

        var ascii = PersianDigits.ToAscii(key).Replace('٫', '.');
        if (ExponentForm.IsMatch(ascii) || ExcelError.IsMatch(ascii))
        {
            // Many keys become the same mangled one, and only one of their payments would be made.
            throw new InvalidInputException(InputErrorKind.IdempotencyKey, IdempotencyMessages.KeyMangled(key));
        }

        return key;
    }

    /// <summary>
    /// The form in which two keys are compared. Keys that look the same to a person have the same form: it leaves out what differs by case,
    /// by Persian, Arabic and Latin digits, by Persian and Arabic yeh and kaf, by composition (NFC and NFD), by kinds and runs of space, by
    /// joiners, by a leading apostrophe, and, in whole numbers, by leading zeros and <c>.0</c>.
    /// </summary>
    /// <param name="key">A key that <see cref="Parse"/> accepted.</param>
    public static string ComparisonForm(string key)
    {
        key = key ?? throw new ArgumentNullException(nameof(key));
        var folded = new StringBuilder(key.Length);
        foreach (var character in InvisibleMarks.Remove(key.Normalize(NormalizationForm.FormC)).TrimStart('\'', '’', '‘'))
        {
            var letter = character switch
            {
                'ي' or 'ى' => 'ی',
                'ك' => 'ک',
                '٫' => '.',
                _ => char.ToUpperInvariant(character),
            };
            if (!char.IsWhiteSpace(letter))
            {
                folded.Append(letter);
            }
            else if (folded.Length > 0 && folded[folded.Length - 1] != ' ')
            {
                folded.Append(' ');
            }
        }

        var form = PersianDigits.ToAscii(folded.ToString()).TrimEnd();
        return WholeNumber.Match(form) is { Success: true } number ? number.Groups[1].Value : form;
    }

    private static bool IsHalfOfAPair(string key, int index) =>
        char.IsSurrogate(key[index])
        && !(index > 0 && char.IsSurrogatePair(key, index - 1))
        && !(index + 1 < key.Length && char.IsSurrogatePair(key, index));
}
