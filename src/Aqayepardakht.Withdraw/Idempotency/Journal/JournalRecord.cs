using System;

namespace Aqayepardakht;

/// <summary>The state of one key so far, as the journal's lines are applied.</summary>
internal sealed class JournalRecord(string key)
{
    public string Key { get; } = key;

    public JournalState State { get; set; }

    public long Amount { get; set; }

    public string Iban { get; set; } = string.Empty;

    /// <summary>The highest id that the gateway had shown before the request; the withdrawal, if made, has a higher one.</summary>
    public long BaselineId { get; set; }

    /// <summary>The lowest <see cref="BaselineId"/> of the intents of this key whose request may still arrive, late.</summary>
    public long FirstBaselineId { get; set; }

    /// <summary>Whether a request of this key that left was taken for not made: the list may only have lagged behind.</summary>
    public bool MayArriveLate { get; set; }

    /// <summary>Whether a person found that none of those requests made anything.</summary>
    public bool IsFoundNotMade { get; set; }

    /// <summary>The moment before that id was read; null in lines from before it was recorded.</summary>
    public DateTimeOffset? BaselineReadAt { get; set; }

    /// <summary>How many intents this key has had; with the key it names the last of them.</summary>
    public int IntentNumber { get; set; }

    /// <summary>The position of the intent among all intents, oldest first.</summary>
    public long Sequence { get; set; }

    public DateTimeOffset RequestedAt { get; set; }

    /// <summary>When the first of the requests was sent that <see cref="FirstBaselineId"/> is about.</summary>
    public DateTimeOffset FirstRequestedAt { get; set; }

    /// <summary>Until when the request can still be on its way from this side.</summary>
    public DateTimeOffset InFlightUntil { get; set; }

    /// <summary>
    /// Until when the outcome is to follow that was found out; null when none is. If the process dies before, nothing was found out.
    /// </summary>
    public DateTimeOffset? OutcomeDueUntil { get; set; }

    /// <summary>Until when its outcome is in the hands of the process that wrote its last intent.</summary>
    public DateTimeOffset InHandsUntil => OutcomeDueUntil ?? InFlightUntil;

    public DateTimeOffset? SettledAt { get; set; }

    public Withdrawal? Withdrawal { get; set; }

    public int? GatewayCode { get; set; }

    public string? Reason { get; set; }

    public bool Adopted { get; set; }

    public string? ResolvedBy { get; set; }
}
