using System;

namespace Aqayepardakht;

/// <summary>One keyed withdrawal as the journal knows it.</summary>
public sealed class JournalEntry
{
    internal JournalEntry(JournalRecord record)
    {
        // Somebody else may have written into the file.
        IdempotencyKey = DisplayText.Clean(record.Key);
        State = record.State;
        Amount = record.Amount;
        Iban = DisplayText.Clean(record.Iban);
        Id = record.Withdrawal?.Id;
        RequestedAt = record.RequestedAt;
        SettledAt = record.SettledAt;
        GatewayCode = record.GatewayCode;
        Reason = DisplayText.Clean(record.Reason);
        Adopted = record.Adopted;
        ResolvedBy = DisplayText.Clean(record.ResolvedBy);
    }

    /// <summary>The key that names the payment.</summary>
    public string IdempotencyKey { get; }

    /// <summary>What became of it.</summary>
    public JournalState State { get; }

    /// <summary>The amount in the gateway's unit.</summary>
    public long Amount { get; }

    /// <summary>The IBAN in its 26 characters.</summary>
    public string Iban { get; }

    /// <summary>The gateway's id, or null when it was not made or is open.</summary>
    public long? Id { get; }

    /// <summary>When it was last requested, by this computer's clock, in UTC.</summary>
    public DateTimeOffset RequestedAt { get; }

    /// <summary>When its outcome became known, by this computer's clock, in UTC; null while it is open.</summary>
    public DateTimeOffset? SettledAt { get; }

    /// <summary>The gateway's code when it refused; null otherwise.</summary>
    public int? GatewayCode { get; }

    /// <summary>Whether the withdrawal was found in the gateway's list after its response had been lost.</summary>
    public bool Adopted { get; }

    /// <summary>Why its outcome is or was unknown, or why it was not made; null otherwise.</summary>
    public string? Reason { get; }

    /// <summary>Who found out what became of it, and from which computer; null when nobody had to.</summary>
    public string? ResolvedBy { get; }

    /// <summary>Key and state in one line.</summary>
    public override string ToString() => $"{IdempotencyKey}: {State}";
}
