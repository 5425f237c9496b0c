namespace Aqayepardakht;

/// <summary>What the journal knows of a keyed withdrawal.</summary>
public enum JournalState
{
    /// <summary>It was requested, and its outcome is not known yet. The same idempotency key reconciles it.</summary>
    Open,

    /// <summary>It was made. The same key returns it and sends nothing.</summary>
    Made,

    /// <summary>The gateway refused it. The same idempotency key requests it again.</summary>
    Refused,

    /// <summary>
    /// It was not made: it never left, or the list did not show it once the settling time had passed. The same key requests it again.
    /// </summary>
    NotMade,
}
