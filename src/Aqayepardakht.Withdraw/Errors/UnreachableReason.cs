namespace Aqayepardakht;

/// <summary>Why no response came.</summary>
public enum UnreachableReason
{
    /// <summary>
    /// Nothing was sent: the gateway's name did not resolve, no connection was made, its certificate was rejected, or a proxy refused.
    /// </summary>
    NotSent,

    /// <summary>The connection broke; what the gateway did is not known.</summary>
    ConnectionLost,

    /// <summary>The time limit passed; what the gateway did is not known.</summary>
    TimedOut,
}
