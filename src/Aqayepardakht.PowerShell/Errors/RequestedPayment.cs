namespace Aqayepardakht.Commands;

/// <summary>The input of New-AqpWithdrawal as the target of an error, so that it can be exported, corrected and piped in again.</summary>
public sealed class RequestedPayment
{
    internal RequestedPayment(string? amount, string? iban, string? idempotencyKey)
    {
        Amount = amount;
        Iban = iban;
        IdempotencyKey = idempotencyKey;
    }

    /// <summary>The amount as it was given.</summary>
    public string? Amount { get; }

    /// <summary>The IBAN as it was given.</summary>
    public string? Iban { get; }

    /// <summary>The idempotency key as it was given, or null for none.</summary>
    public string? IdempotencyKey { get; }

    /// <summary>Idempotency key, amount and IBAN in one line.</summary>
    public override string ToString() =>
        DisplayText.Clean(IdempotencyKey is null ? $"{Amount} -> {Iban}" : $"{IdempotencyKey}: {Amount} -> {Iban}");
}
