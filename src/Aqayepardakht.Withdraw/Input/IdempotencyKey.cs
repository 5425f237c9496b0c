namespace Aqayepardakht;

/// <summary>Idempotency keys: each names one payment, such as its invoice number.</summary>
public static class IdempotencyKey
{
    /// <summary>The length of the longest key that is accepted.</summary>
    public const int MaxLength = 200;

    /// <summary>Checks a key and removes spaces around it, which spreadsheets leave there.</summary>
    /// <returns>The key as the journal stores it.</returns>
    /// <exception cref="InvalidInputException">
    /// It is empty, longer than <see cref="MaxLength"/>, or has control characters or invisible marks.
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
            if (char.IsControl(key[index]) || IsUnpairedSurrogate(key, index))
            {
                throw new InvalidInputException(InputErrorKind.IdempotencyKey, Messages.IdempotencyKeyCharacters(key));
            }
        }

        if (InvisibleMarks.IndexIn(key) is >= 0 and var mark)
        {
            // Two keys that look the same would pay the same invoice twice, and removing the mark here would change a journal's key.
            throw new InvalidInputException(InputErrorKind.IdempotencyKey, Messages.IdempotencyKeyInvisibleMark(key, mark));
        }

        return key;
    }

    private static bool IsUnpairedSurrogate(string key, int index) =>
        char.IsSurrogate(key[index])
        && !(index > 0 && char.IsSurrogatePair(key, index - 1))
        && !(index + 1 < key.Length && char.IsSurrogatePair(key, index));
}
