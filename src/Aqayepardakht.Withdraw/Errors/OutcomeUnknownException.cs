using System;

namespace Aqayepardakht;

/// <summary>
/// A withdrawal was asked for and it is not known whether the gateway made it: a timeout, a broken connection, a 5xx,
/// a response that cannot be read, or code -18. It is never a failure: asking again could pay twice.
/// </summary>
public sealed class OutcomeUnknownException : WithdrawException
{
    internal OutcomeUnknownException(LocalizedText text, LocalizedText advice, Exception? inner)
        : base("OutcomeUnknown", text, advice, inner)
    {
    }
}
