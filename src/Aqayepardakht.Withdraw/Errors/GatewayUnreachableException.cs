using System;

namespace Aqayepardakht;

/// <summary>No response came from the gateway.</summary>
public sealed class GatewayUnreachableException : WithdrawException
{
    internal GatewayUnreachableException(UnreachableReason reason, LocalizedText text, Exception? inner)
        : base(NameOf(reason), text, Messages.UnreachableAdvice, inner) => Reason = reason;

    /// <summary>Why no response came.</summary>
    public UnreachableReason Reason { get; }

    /// <summary>Whether it is certain that not one byte of the request reached the gateway.</summary>
    public bool ProvablyNotSent => Reason == UnreachableReason.NotSent;

    /// <summary>Whether the same call may succeed in a moment; a certificate that was rejected stays rejected.</summary>
    internal bool IsTransient { get; init; } = true;

    private static string NameOf(UnreachableReason reason) => reason switch
    {
        UnreachableReason.TimedOut => "GatewayTimeout",
        _ => "GatewayUnreachable",
    };
}
