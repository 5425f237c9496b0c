using System;

namespace Aqayepardakht;

/// <summary>No response came from the gateway.</summary>
public sealed class GatewayUnreachableException : WithdrawException
{
    internal GatewayUnreachableException(string name, LocalizedText text, bool provablyNotSent, Exception? inner)
        : base(name, text, Messages.UnreachableAdvice, inner) => ProvablyNotSent = provablyNotSent;

    /// <summary>
    /// Whether not a byte can have reached the gateway: its name did not resolve or the connection was refused.
    /// False for a timeout and for a connection that broke, which say nothing of what the gateway did.
    /// </summary>
    public bool ProvablyNotSent { get; }
}
