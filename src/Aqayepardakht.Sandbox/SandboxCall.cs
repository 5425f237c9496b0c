using System;

namespace Aqayepardakht.Sandbox;

/// <summary>One call that the sandbox got. It holds nothing of the account's key or pin.</summary>
public sealed record SandboxCall
{
    internal SandboxCall(WithdrawalOperation operation, int number, DateTime receivedAt)
    {
        Operation = operation;
        Number = number;
        ReceivedAt = receivedAt;
    }

    /// <summary>Which of the three calls it was.</summary>
    public WithdrawalOperation Operation { get; }

    /// <summary>Which one among the calls of its operation it was, from 1.</summary>
    public int Number { get; }

    /// <summary>When it had arrived in full, UTC.</summary>
    public DateTime ReceivedAt { get; }

    /// <summary>The page that a <c>list</c> asked for as it was written, or null.</summary>
    public string? Page { get; internal init; }

    /// <summary>The withdrawal id that a <c>details</c> asked for as it was written, or null.</summary>
    public string? WithdrawalId { get; internal init; }

    /// <summary>The HTTP status of the response; null when no response was sent, and before it is decided.</summary>
    public int? HttpStatus { get; internal init; }

    /// <summary>The gateway's error code in the response, such as -12; null when it had none.</summary>
    public int? Code { get; internal init; }

    /// <summary>The fault that the call met, or null.</summary>
    public SandboxFault? Fault { get; internal init; }
}
