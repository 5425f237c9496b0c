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
