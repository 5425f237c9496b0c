using System;
using System.Collections.Generic;

namespace Aqayepardakht;

/// <summary>How <see cref="IdempotentWithdrawalClient"/> works.</summary>
public sealed class IdempotencyOptions
{
    private static readonly TimeSpan MaxDuration = TimeSpan.FromDays(366);

    /// <summary>
    /// How long the gateway may take to list a withdrawal whose response was lost. A payment is sent again only after it, and only if the
    /// list does not show it. Two minutes by default.
    /// </summary>
    public TimeSpan SettlingTime { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How far back the list is looked through, before a request, for a withdrawal that may be the same payment: with this amount and IBAN,
    /// not cancelled, and claimed by no idempotency key of this journal. 20 hours by default, so that a daily settlement of the same amount
    /// passes; zero looks for none.
    /// </summary>
    public TimeSpan DuplicateWindow { get; init; } = TimeSpan.FromHours(20);

    /// <summary>Ids of listed withdrawals that are known to be other payments.</summary>
    public IReadOnlyCollection<long> NotDuplicateOf { get; init; } = [];

    /// <summary>Called with what a person should know although the payment goes on; null for none.</summary>
    public Action<LocalizedText>? OnWarning { get; init; }

    /// <summary>Called while a payment with an unknown outcome is looked for in the list; null for none.</summary>
    public Action<ReconciliationProgress>? OnReconciling { get; init; }

    internal void Validate()
    {
        if (SettlingTime <= TimeSpan.Zero || SettlingTime > MaxDuration)
        {
            throw new InvalidInputException(InputErrorKind.Duration, Messages.DurationNotAboveZero(nameof(SettlingTime)));
        }

        if (DuplicateWindow < TimeSpan.Zero || DuplicateWindow > MaxDuration)
        {
            throw new InvalidInputException(InputErrorKind.Duration, Messages.DurationNotAboveZero(nameof(DuplicateWindow)));
        }
    }

    /// <summary>The clock of a test; null for the journal's own.</summary>
    internal IJournalClock? Clock { get; init; }
}
