using System;

namespace Aqayepardakht;

/// <summary>The running state of one key while the journal's lines are taken in.</summary>
internal sealed class JournalRecord(string key)
{
    public string Key { get; } = key;

    public JournalState State { get; set; }

    public long Amount { get; set; }

    public string Iban { get; set; } = string.Empty;

    /// <summary>The highest id that the gateway had shown before the request; the withdrawal, if made, has a higher one.</summary>
    public long BaselineId { get; set; }

    /// <summary>The moment before the gateway was asked for that id; null in lines of before it was written down.</summary>
    public DateTimeOffset? BaselineReadAt { get; set; }

    /// <summary>The place of the intent among all intents, oldest first.</summary>
    public long Sequence { get; set; }

    public DateTimeOffset RequestedAt { get; set; }

    /// <summary>From when on nothing of the request can still be on its way from this side.</summary>
    public DateTimeOffset InFlightUntil { get; set; }

    public DateTimeOffset? SettledAt { get; set; }

    public Withdrawal? Withdrawal { get; set; }

    public int? GatewayCode { get; set; }

    public string? Reason { get; set; }

    public bool Adopted { get; set; }
}
