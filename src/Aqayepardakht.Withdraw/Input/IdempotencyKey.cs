namespace Aqayepardakht;

/// <summary>Idempotency keys: a name for a payment that no other payment has, such as an invoice number.</summary>
public static class IdempotencyKey
{
    /// <summary>The longest key.</summary>
    public const int MaxLength = 200;

    /// <summary>Checks a key; spaces around it are left out, since spreadsheets leave them there.</summary>
    /// <returns>The key as it stands in the journal.</returns>
    /// <exception cref="InvalidInputException">It is empty, longer than <see cref="MaxLength"/>, or has control characters or invisible marks.</exception>
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
            var lonely = char.IsSurrogate(key[index]) && !(char.IsSurrogatePair(key, index == 0 ? 0 : index - 1) || (index + 1 < key.Length && char.IsSurrogatePair(key, index)));
            if (char.IsControl(key[index]) || lonely)
            {
                throw new InvalidInputException(InputErrorKind.IdempotencyKey, Messages.IdempotencyKeyCharacters(key));
            }
        }

        if (InvisibleMarks.IndexIn(key) is >= 0 and var mark)
        {
            // Two keys that look the same would pay the same invoice twice.
            throw new InvalidInputException(InputErrorKind.IdempotencyKey, Messages.IdempotencyKeyInvisibleMark(key, mark));
        }

        return key;
    }
}
