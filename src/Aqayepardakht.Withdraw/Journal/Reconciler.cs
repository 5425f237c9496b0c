using System;
using System.Collections.Generic;
using System.Linq;

namespace Aqayepardakht;

/// <summary>
/// Decides what became of intents whose answer was lost, from what the gateway lists. It reads nothing and writes nothing.
/// </summary>
internal static class Reconciler
{
    /// <summary>Decides for intents that could stand for one another.</summary>
    /// <param name="open">Open intents of one amount and IBAN, oldest first.</param>
    /// <param name="listed">Withdrawals that the gateway listed, at least all above the lowest of the intents' last ids.</param>
    /// <param name="isClaimed">Whether an id belongs to another key.</param>
    /// <param name="adoptedQuietSince">From when on nothing of an intent like these that was adopted before can still be on its way.</param>
    /// <param name="now">The moment before the list was read.</param>
    /// <param name="settlingTime">How long after the last byte the gateway may take to show what it made.</param>
    public static IReadOnlyList<ReconcileDecision> Decide(
        IReadOnlyList<JournalRecord> open,
        IReadOnlyList<Withdrawal> listed,
        Func<long, bool> isClaimed,
        DateTimeOffset? adoptedQuietSince,
        DateTimeOffset now,
        TimeSpan settlingTime)
    {
        var candidates = new LinkedList<Withdrawal>(listed
            .Where(withdrawal => !isClaimed(withdrawal.Id) && open.Any(intent => Fits(withdrawal, intent)))
            .OrderBy(withdrawal => withdrawal.Id));

        // They are interchangeable, so not one may be asked for again while a request of any of them may still be on its way.
        var quietSince = open.Max(intent => intent.QuietSince);
        if (adoptedQuietSince > quietSince)
        {
            quietSince = adoptedQuietSince.Value;
        }

        var settledAt = quietSince + settlingTime;
        var decisions = new List<ReconcileDecision>(open.Count);
        foreach (var intent in open)
        {
            var oldest = First(candidates, intent);
            if (oldest is not null)
            {
                candidates.Remove(oldest);
            }

            decisions.Add(new ReconcileDecision(intent, oldest?.Value, oldest is null ? settledAt : null, oldest is null && now >= settledAt));
        }

        return decisions;
    }

    private static LinkedListNode<Withdrawal>? First(LinkedList<Withdrawal> candidates, JournalRecord intent)
    {
        for (var node = candidates.First; node is not null; node = node.Next)
        {
            if (node.Value.Id > intent.AfterId)
            {
                return node;
            }
        }

        return null;
    }

    private static bool Fits(Withdrawal withdrawal, JournalRecord intent) =>
        withdrawal.Id > intent.AfterId
        && withdrawal.Amount == intent.Amount
        && string.Equals(Compact(withdrawal.Iban), intent.Iban, StringComparison.OrdinalIgnoreCase);

    /// <summary>The gateway's answers are taken as they are, so their spaces are left out only to compare.</summary>
    private static string Compact(string? iban) => (iban ?? string.Empty).Replace(" ", string.Empty).Replace("-", string.Empty);
}
