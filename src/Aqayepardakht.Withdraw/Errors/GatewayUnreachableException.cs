using System;

namespace Aqayepardakht;

/// <summary>No response came from the gateway.</summary>
public sealed class GatewayUnreachableException : WithdrawException
{
    internal GatewayUnreachableException(string name, LocalizedText text, bool provablyNotSent, Exception? inner)
        : base(name, text, Messages.UnreachableAdvice, inner) => ProvablyNotSent = provablyNotSent;

    /// <summary>
    /// Whether not a byte of the request can have reached the gateway: its name did not resolve, no connection was made, its certificate was
    /// rejected, or a proxy refused. False for a timeout after that and for a connection that broke, which say nothing of what the gateway did.
    /// </summary>
    public bool ProvablyNotSent { get; }

    /// <summary>Whether the same call may succeed in a moment; a certificate that was rejected stays rejected.</summary>
    internal bool IsTransient { get; init; } = true;
}
