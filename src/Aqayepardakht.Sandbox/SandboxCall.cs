using System;

namespace Aqayepardakht.Sandbox;

/// <summary>One call that the sandbox received. It does not contain the encryption key or the pin.</summary>
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

    /// <summary>Its number among the calls of its operation, from 1.</summary>
    public int Number { get; }

    /// <summary>When it was received, UTC.</summary>
    public DateTime ReceivedAt { get; }

    /// <summary>The page of a <c>list</c> as it was sent, or null.</summary>
    public string? Page { get; internal init; }

    /// <summary>The withdrawal id of a <c>details</c> as it was sent, or null.</summary>
    public string? WithdrawalId { get; internal init; }

    /// <summary>The HTTP status of the response; null when no response was sent, and before it is known.</summary>
    public int? HttpStatus { get; internal init; }

    /// <summary>The gateway's error code in the response, such as -12; null when it had none.</summary>
    public int? Code { get; internal init; }

    /// <summary>The fault that the call met, or null.</summary>
    public SandboxFault? Fault { get; internal init; }
}
