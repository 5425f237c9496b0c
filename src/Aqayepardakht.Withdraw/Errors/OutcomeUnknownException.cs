using System;

namespace Aqayepardakht;

/// <summary>
/// A withdrawal was requested and it is not known whether the gateway made it: a timeout, a broken connection, a 5xx,
/// a response that cannot be read, or code -18. It is not a failure: requesting it again could pay twice.
/// </summary>
public sealed class OutcomeUnknownException : WithdrawException
{
    internal OutcomeUnknownException(LocalizedText text, LocalizedText advice, Exception? inner)
        : base("OutcomeUnknown", text, advice, inner)
    {
    }

    /// <summary>Whether a journal has the payment's key, so that the same call finds out later what became of it.</summary>
    public bool IsKeyed { get; internal init; }
}
