using System;
using System.Collections.Generic;
using System.Linq;

namespace Aqayepardakht;

/// <summary>
/// Decides from the gateway's list what became of intents whose response was lost. It reads and writes nothing.
/// </summary>
internal static class Reconciler
{
    /// <summary>Decides for intents that could stand for one another.</summary>
    /// <param name="open">Open intents of one amount and IBAN, oldest first.</param>
    /// <param name="listed">Withdrawals that the gateway listed, at least all above the lowest of the intents' baselines.</param>
    /// <param name="isClaimed">Whether an id belongs to another key.</param>
    /// <param name="adoptedInFlightUntil">
    /// From when on nothing of an intent like these that was adopted before can still be on its way.
    /// </param>
    /// <param name="now">The moment before the list was read.</param>
    /// <param name="settlingTime">How long after the last byte the gateway may take to show what it made.</param>
    /// <param name="gatewayClockOffset">By how much the gateway's clock is ahead of this computer's; null when that is not known.</param>
    public static ReconcileResult Decide(
        IReadOnlyList<JournalRecord> open,
        IEnumerable<Withdrawal> listed,
        Func<long, bool> isClaimed,
        DateTimeOffset? adoptedInFlightUntil,
        DateTimeOffset now,
        TimeSpan settlingTime,
        TimeSpan? gatewayClockOffset)
    {
        var candidates = new LinkedList<Withdrawal>(listed
            .Where(withdrawal => !isClaimed(withdrawal.Id) && open.Any(intent => Matches(withdrawal, intent)))
            .OrderBy(withdrawal => withdrawal.Id));

        // The intents are interchangeable: none may be sent again while a request of any of them may still be on its way.
        var inFlightUntil = open.Max(intent => intent.InFlightUntil);
        if (adoptedInFlightUntil > inFlightUntil)
        {
            inFlightUntil = adoptedInFlightUntil.Value;
        }

        var notMadeFrom = inFlightUntil + settlingTime;
        var adopted = new Withdrawal?[open.Count];
        var highest = UpperIdBounds(open, settlingTime);
        for (var index = 0; index < open.Count; index++)
        {
            adopted[index] = TakeFirst(candidates, open[index], highest[index], IsOfItsTime);
        }

        // A leftover row may belong to any open intent: adopt it rather than resend. Example: two open intents, one row above the bound of
        // the older one and below the baseline of the younger one.
        for (var index = 0; index < open.Count; index++)
        {
            adopted[index] ??= TakeFirst(candidates, open[index], long.MaxValue, IsOfItsTime);
        }

        var decisions = open.Select((intent, index) => adopted[index] is { } withdrawal
            ? new ReconcileDecision(intent, withdrawal, notMadeFrom, Send: false)
            : new ReconcileDecision(intent, null, notMadeFrom, Send: now >= notMadeFrom));
        return new ReconcileResult([.. decisions], [.. candidates]);

        bool IsOfItsTime(Withdrawal row, JournalRecord intent) => IsOfTheTimeOf(row, intent, settlingTime, gatewayClockOffset);
    }

    /// <summary>
    /// Whether a withdrawal was made in the time in which an intent's request can have arrived. A row of another
    /// time is not the intent's; one without a time cannot be attributed.
    /// </summary>
    public static bool IsOfTheTimeOf(Withdrawal row, JournalRecord intent, TimeSpan settlingTime, TimeSpan? gatewayClockOffset)
    {
        if (row.CreatedAt is not { } createdAt)
        {
            return false;
        }

        var tolerance = gatewayClockOffset is null ? ClockTolerance.OfUnknownGateway : ClockTolerance.OfMeasuredGateway;
        var madeAt = new DateTimeOffset(IranTime.ToUtc(createdAt)) - (gatewayClockOffset ?? TimeSpan.Zero);
        return madeAt >= intent.FirstRequestedAt - tolerance && madeAt <= intent.InFlightUntil + settlingTime + tolerance;
    }

    /// <summary>
    /// The highest id that each intent can have been given. If a later intent read its baseline after this one's settling time, this one's
    /// withdrawal was in the list by then, so its id is at most that baseline. Without the bound, an intent abandoned long ago would take
    /// the withdrawal of a new one.
    /// </summary>
    private static long[] UpperIdBounds(IReadOnlyList<JournalRecord> open, TimeSpan settlingTime)
    {
        var highest = new long[open.Count];
        var inFlightUntil = DateTimeOffset.MinValue;
        for (var index = 0; index < open.Count; index++)
        {
            // The latest so far, so that no later intent has a lower bound than an earlier one and loses its withdrawal to it.
            inFlightUntil = open[index].InFlightUntil > inFlightUntil ? open[index].InFlightUntil : inFlightUntil;
            highest[index] = open.Skip(index + 1)
                .Where(later => later.BaselineReadAt >= inFlightUntil + settlingTime)
                .Select(later => later.BaselineId)
                .DefaultIfEmpty(long.MaxValue)
                .Min();
        }

        return highest;
    }

    private static Withdrawal? TakeFirst(
        LinkedList<Withdrawal> candidates,
        JournalRecord intent,
        long upTo,
        Func<Withdrawal, JournalRecord, bool> isOfItsTime)
    {
        for (var node = candidates.First; node is not null && node.Value.Id <= upTo; node = node.Next)
        {
            if (node.Value.Id > intent.FirstBaselineId && isOfItsTime(node.Value, intent))
            {
                candidates.Remove(node);
                return node.Value;
            }
        }

        return null;
    }

    private static bool Matches(Withdrawal withdrawal, JournalRecord intent) =>
        withdrawal.Id > intent.FirstBaselineId && withdrawal.Amount == intent.Amount && Iban.Normalize(withdrawal.Iban) == intent.Iban;
}
