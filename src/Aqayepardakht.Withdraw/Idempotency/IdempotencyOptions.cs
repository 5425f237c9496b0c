using System;

namespace Aqayepardakht;

/// <summary>How <see cref="IdempotentWithdrawalClient"/> works.</summary>
public sealed class IdempotencyOptions
{
    /// <summary>
    /// How long the gateway may take to list a withdrawal whose response was lost. A payment is sent again only after it, and only if the
    /// list does not show it. Two minutes by default.
    /// </summary>
    public TimeSpan SettlingTime { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Called while a payment with an unknown outcome is looked for in the list; null for nobody.</summary>
    public Action<ReconciliationProgress>? OnReconciling { get; init; }

    internal IJournalClock Clock { get; init; } = new SteadyClock();
}
