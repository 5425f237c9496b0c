using System;
using System.Collections.Generic;
using System.Linq;

namespace Aqayepardakht;

/// <summary>
/// Decides what became of intents whose response was lost, from what the gateway lists. It reads nothing and writes nothing.
/// </summary>
internal static class Reconciler
{
    /// <summary>Decides for intents that could stand for one another.</summary>
    /// <param name="open">Open intents of one amount and IBAN, oldest first.</param>
    /// <param name="listed">Withdrawals that the gateway listed, at least all above the lowest of the intents' last ids.</param>
    /// <param name="isClaimed">Whether an id belongs to another key.</param>
    /// <param name="adoptedInFlightUntil">From when on nothing of an intent like these that was adopted before can still be on its way.</param>
    /// <param name="now">The moment before the list was read.</param>
    /// <param name="settlingTime">How long after the last byte the gateway may take to show what it made.</param>
    public static IReadOnlyList<ReconcileDecision> Decide(
        IReadOnlyList<JournalRecord> open,
        IReadOnlyList<Withdrawal> listed,
        Func<long, bool> isClaimed,
        DateTimeOffset? adoptedInFlightUntil,
        DateTimeOffset now,
        TimeSpan settlingTime)
    {
        var candidates = new LinkedList<Withdrawal>(listed
            .Where(withdrawal => !isClaimed(withdrawal.Id) && open.Any(intent => Fits(withdrawal, intent)))
            .OrderBy(withdrawal => withdrawal.Id));

        // They are interchangeable, so not one may be asked for again while a request of any of them may still be on its way.
        var inFlightUntil = open.Max(intent => intent.InFlightUntil);
        if (adoptedInFlightUntil > inFlightUntil)
        {
            inFlightUntil = adoptedInFlightUntil.Value;
        }

        var settledAt = inFlightUntil + settlingTime;
        var adopted = new Withdrawal?[open.Count];
        var highest = UpperIdBounds(open, settlingTime);
        for (var index = 0; index < open.Count; index++)
        {
            adopted[index] = TakeFirst(candidates, open[index].BaselineId, highest[index]);
        }

        // What nobody is likelier to have made may still be of any of them, and is not sent again.
        for (var index = 0; index < open.Count; index++)
        {
            adopted[index] ??= TakeFirst(candidates, open[index].BaselineId, long.MaxValue);
        }

        return [.. open.Select((intent, index) => adopted[index] is { } withdrawal
            ? new ReconcileDecision(intent, withdrawal, null, false)
            : new ReconcileDecision(intent, null, settledAt, now >= settledAt))];
    }

    /// <summary>
    /// The highest id that each intent can have been made as, for all that is known: what it had made was shown when a later one, after the
    /// settling time, looked for the highest id. Otherwise an intent that was given up long ago would take the withdrawal of a new one.
    /// </summary>
    private static long[] UpperIdBounds(IReadOnlyList<JournalRecord> open, TimeSpan settlingTime)
    {
        var highest = new long[open.Count];
        var inFlightUntil = DateTimeOffset.MinValue;
        for (var index = 0; index < open.Count; index++)
        {
            // Of the latest so far, so that no later intent has a lower limit than an earlier one, which would take its withdrawal.
            inFlightUntil = open[index].InFlightUntil > inFlightUntil ? open[index].InFlightUntil : inFlightUntil;
            highest[index] = open.Skip(index + 1)
                .Where(later => later.BaselineReadAt >= inFlightUntil + settlingTime)
                .Select(later => later.BaselineId)
                .DefaultIfEmpty(long.MaxValue)
                .Min();
        }

        return highest;
    }

    private static Withdrawal? TakeFirst(LinkedList<Withdrawal> candidates, long above, long upTo)
    {
        for (var node = candidates.First; node is not null && node.Value.Id <= upTo; node = node.Next)
        {
            if (node.Value.Id > above)
            {
                candidates.Remove(node);
                return node.Value;
            }
        }

        return null;
    }

    private static bool Fits(Withdrawal withdrawal, JournalRecord intent) =>
        withdrawal.Id > intent.BaselineId && withdrawal.Amount == intent.Amount && Iban.Normalize(withdrawal.Iban) == intent.Iban;
}
