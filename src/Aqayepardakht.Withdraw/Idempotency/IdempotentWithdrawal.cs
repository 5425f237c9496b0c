namespace Aqayepardakht;

/// <summary>How a keyed withdrawal came about.</summary>
public enum WithdrawalOrigin
{
    /// <summary>It was requested now, and the gateway responded.</summary>
    Requested,

    /// <summary>The journal had it already; nothing was sent.</summary>
    Recorded,

    /// <summary>It had been requested, the response was lost, and it was found in the gateway's list.</summary>
    Adopted,
}

/// <summary>A withdrawal that was made under a key.</summary>
public sealed class IdempotentWithdrawal
{
    internal IdempotentWithdrawal(Withdrawal withdrawal, WithdrawalOrigin origin, JournalException? notRecorded = null)
    {
        Withdrawal = withdrawal;
        Origin = origin;
        NotRecorded = notRecorded;
    }

    /// <summary>The withdrawal; for <see cref="WithdrawalOrigin.Recorded"/> as it was when the journal recorded it.</summary>
    public Withdrawal Withdrawal { get; }

    /// <summary>How it came about.</summary>
    public WithdrawalOrigin Origin { get; }

    /// <summary>Why the result could not be written to the journal, or null when it was. The withdrawal was made all the same.</summary>
    public JournalException? NotRecorded { get; }
}
