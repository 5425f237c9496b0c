using System;

namespace Aqayepardakht.Tests.Idempotency.Model;

/// <summary>The end of a simulated process at this very step. It is of a type that nobody catches by name.</summary>
internal sealed class CrashException(bool isPowerLoss) : Exception(isPowerLoss ? "The power failed." : "The process died.")
{
    /// <summary>Whether every process died, and what was not on the disk itself may be lost.</summary>
    public bool IsPowerLoss { get; } = isPowerLoss;
}
