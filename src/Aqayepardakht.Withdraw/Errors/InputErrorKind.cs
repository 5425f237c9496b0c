namespace Aqayepardakht;

/// <summary>Which value was not acceptable.</summary>
public enum InputErrorKind
{
    /// <summary>The account number.</summary>
    Account,

    /// <summary>The encryption key.</summary>
    EncryptionKey,

    /// <summary>The amount.</summary>
    Amount,

    /// <summary>The IBAN.</summary>
    Iban,

    /// <summary>The withdrawal id.</summary>
    WithdrawalId,

    /// <summary>A date.</summary>
    Date,

    /// <summary>A period that ends before it starts.</summary>
    Period,

    /// <summary>The page number.</summary>
    Page,

    /// <summary>The address of the gateway.</summary>
    Endpoint,

    /// <summary>A length of time.</summary>
    Duration,

    /// <summary>How many of something: attempts, pages in flight.</summary>
    Count,

    /// <summary>The idempotency key.</summary>
    IdempotencyKey,

    /// <summary>The connection string of a journal's database.</summary>
    JournalDatabase,
}
