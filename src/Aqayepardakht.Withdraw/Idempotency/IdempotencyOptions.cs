using System;

namespace Aqayepardakht;

/// <summary>How <see cref="IdempotentWithdrawalClient"/> works.</summary>
public sealed class IdempotencyOptions
{
    /// <summary>
    /// How long after a lost response the gateway may take to list a withdrawal that it made. Only after it, and with nothing in
    /// the list, is a payment sent again. Two minutes by default.
    /// </summary>
    public TimeSpan SettlingTime { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Told when a payment waits to be settled, with what it waits for; null for nobody.</summary>
    public Action<ReconciliationProgress>? OnReconciling { get; init; }

    /// <summary>The longest that one request may take, by the client's options; it bounds how late a request of a killed process can arrive.</summary>
    internal TimeSpan RequestTimeout { get; init; } = new WithdrawClientOptions().Timeout;

    internal IJournalClock Clock { get; init; } = new SteadyClock();
}
