namespace Aqayepardakht;

/// <summary>A request for a withdrawal: one amount to one IBAN.</summary>
public sealed class WithdrawalRequest
{
    /// <summary>Creates a request.</summary>
    /// <param name="amount">The amount in the gateway's unit, a whole number above zero.</param>
    /// <param name="iban">The IBAN; spaces, dashes, lower case, Persian digits and a missing <c>IR</c> are normalized.</param>
    /// <exception cref="InvalidInputException">The amount is not above zero, or the IBAN is not a valid Iranian one.</exception>
    public WithdrawalRequest(long amount, string? iban)
    {
        Amount = WithdrawalAmount.Validate(amount);
        Iban = Aqayepardakht.Iban.Parse(iban);
    }

    /// <summary>The amount in the gateway's unit.</summary>
    public long Amount { get; }

    /// <summary>The IBAN in its 26 characters.</summary>
    public string Iban { get; }
}
