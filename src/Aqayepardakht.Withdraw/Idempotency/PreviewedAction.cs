namespace Aqayepardakht;

/// <summary>What a request would do now.</summary>
public enum PreviewedAction
{
    /// <summary>It would be requested.</summary>
    Request,

    /// <summary>It would come back as the journal has it; nothing would be sent.</summary>
    Return,

    /// <summary>Its lost response would be looked for in the gateway's list, and it would be requested only if it was not made.</summary>
    Reconcile,
}
