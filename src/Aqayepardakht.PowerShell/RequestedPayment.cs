namespace Aqayepardakht.Commands;

/// <summary>What New-AqpWithdrawal was given, as the target of an error: it can be exported, corrected and piped in again.</summary>
public sealed class RequestedPayment
{
    internal RequestedPayment(string? amount, string? iban)
    {
        Amount = amount;
        Iban = iban;
    }

    /// <summary>The amount as it was given.</summary>
    public string? Amount { get; }

    /// <summary>The IBAN as it was given.</summary>
    public string? Iban { get; }

    /// <summary>Amount and IBAN in one line.</summary>
    public override string ToString() => $"{Amount} -> {Iban}";
}
