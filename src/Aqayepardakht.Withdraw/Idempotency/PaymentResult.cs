namespace Aqayepardakht;

/// <summary>What became of a payment: the withdrawal that was made under its idempotency key.</summary>
public sealed class PaymentResult
{
    internal PaymentResult(Withdrawal withdrawal, WithdrawalOrigin origin, JournalException? notRecorded = null)
    {
        Withdrawal = withdrawal;
        Origin = origin;
        NotRecorded = notRecorded;
    }

    /// <summary>The withdrawal; for <see cref="WithdrawalOrigin.Recorded"/> as it was when the journal recorded it.</summary>
    public Withdrawal Withdrawal { get; }

    /// <summary>How it came about.</summary>
    public WithdrawalOrigin Origin { get; }

    /// <summary>
    /// Why the journal does not have this withdrawal as the payment of the key, or null when it has. The withdrawal was made all the same.
    /// </summary>
    public JournalException? NotRecorded { get; }
}
