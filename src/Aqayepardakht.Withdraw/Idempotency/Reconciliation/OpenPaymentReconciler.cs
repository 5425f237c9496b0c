using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht;

/// <summary>Looks in the gateway's list for a payment whose response was lost.</summary>
internal sealed class OpenPaymentReconciler(ReconciliationList list, IJournalClock clock, IdempotencyOptions options)
{
    /// <summary>Reads the list once and decides for every open intent like this one as far as the list shows.</summary>
    /// <returns>What was adopted for this one, or null; and the decision for this one.</returns>
    /// <exception cref="WithdrawException">
    /// The list could not be read, or it neither shows the payment nor proves that it was not made.
    /// </exception>
    public async Task<(PaymentResult? Adopted, ReconcileDecision Decision)> ReconcileOnceAsync(
        IJournalSession session,
        PaymentRecorder recorder,
        JournalRecord record,
        CancellationToken cancellationToken)
    {
        var now = clock.Now;
        var index = session.Index;
        var open = index.OpenLike(record);
        var listed = await ReadDownToAsync(
            index, open.Min(intent => intent.FirstBaselineId), open.Min(intent => intent.FirstRequestedAt), cancellationToken)
            .ConfigureAwait(false);
        await session.LoadClaimsAsync(listed.Ids, cancellationToken).ConfigureAwait(false);
        var result = Reconciler.Decide(
            open,
            listed.Withdrawals,
            index.IsClaimed,
            index.AdoptedInFlightUntil(record),
            now,
            options.SettlingTime,
            index.GatewayClockOffset);
        var own = result.Decisions.Single(decision => decision.Intent == record);
        PaymentResult? adopted = null;
        foreach (var decision in result.Decisions.Where(decision => decision.Adopt is not null))
        {
            // First the warning: once it is recorded, a process that dies here would leave it to nobody to give.
            options.OnWarning?.Invoke(IdempotencyMessages.Adopted(decision.Intent.Key, decision.Adopt!));
            var made = await recorder.RecordAdoptedAsync(decision.Intent, decision.Adopt!).ConfigureAwait(false);
            adopted = decision == own ? made : adopted;
        }

        if (result.Leftover.Count > 0 && result.Decisions.All(decision => decision.Adopt is not null))
        {
            options.OnWarning?.Invoke(IdempotencyMessages.SurplusRows(result.Leftover));
        }

        if (own.Send && FindDoubt(index, record, listed, result.Leftover) is { } doubt)
        {
            await session.EnsureUnchangedAsync(cancellationToken).ConfigureAwait(false);
            throw doubt;
        }

        return (adopted, own);
    }

    /// <summary>
    /// Looks once more for a payment that was taken for not made, before it is sent in a later run: the list may lag behind.
    /// </summary>
    /// <returns>The withdrawal that is its, or null.</returns>
    /// <exception cref="WithdrawException">The list could not be read, or shows a row that may be it.</exception>
    public async Task<Withdrawal?> FindLateAsync(IJournalView journal, JournalRecord record, CancellationToken cancellationToken)
    {
        var (matching, listed) = await ReadCandidatesAsync(journal, record, cancellationToken).ConfigureAwait(false);
        var own = matching.FirstOrDefault(row =>
            Reconciler.IsOfTheTimeOf(row, record, options.SettlingTime + options.SettlingTime, journal.Index.GatewayClockOffset));
        if (own is null && !record.IsFoundNotMade)
        {
            if (FindDoubt(journal.Index, record, listed, matching) is { } doubt)
            {
                await journal.EnsureUnchangedAsync(cancellationToken).ConfigureAwait(false);
                throw doubt;
            }
        }
        else if (own is not null && matching.Length > 1)
        {
            options.OnWarning?.Invoke(IdempotencyMessages.SurplusRows([.. matching.Where(row => row != own)]));
        }

        return own;
    }

    /// <summary>Makes sure that the list shows no withdrawal that may be the payment.</summary>
    /// <exception cref="WithdrawException">The list could not be read, or shows one.</exception>
    public async Task CheckNoCandidateAsync(IJournalView journal, JournalRecord record, CancellationToken cancellationToken)
    {
        var (matching, _) = await ReadCandidatesAsync(journal, record, cancellationToken).ConfigureAwait(false);
        if (matching.Length > 0)
        {
            await journal.EnsureUnchangedAsync(cancellationToken).ConfigureAwait(false);
            throw Unclear(matching);
        }
    }

    private async Task<(Withdrawal[] Matching, ListedRows Listed)> ReadCandidatesAsync(
        IJournalView journal,
        JournalRecord record,
        CancellationToken cancellationToken)
    {
        var index = journal.Index;
        var listed = await ReadDownToAsync(index, record.FirstBaselineId, record.FirstRequestedAt, cancellationToken).ConfigureAwait(false);
        await journal.LoadClaimsAsync(listed.Ids, cancellationToken).ConfigureAwait(false);
        return ([.. listed.Withdrawals
            .Where(row => row.Id > record.FirstBaselineId && !IsAnother(index, row.Id)
                && row.Amount == record.Amount && Iban.Normalize(row.Iban) == record.Iban)
            .OrderBy(row => row.Id)], listed);
    }

    private Task<ListedRows> ReadDownToAsync(
        JournalIndex index,
        long baselineId,
        DateTimeOffset requestedAt,
        CancellationToken cancellationToken)
    {
        var tolerance = index.GatewayClockOffset is null ? ClockTolerance.OfUnknownGateway : ClockTolerance.OfMeasuredGateway;
        var since = requestedAt + (index.GatewayClockOffset ?? TimeSpan.Zero) - tolerance;
        return list.ReadDownToAsync(baselineId, IranTime.FromUtc(since.UtcDateTime), index.HighestId, cancellationToken);
    }

    private static GatewayProtocolException Unclear(Withdrawal[] rows) => NoProof(IdempotencyMessages.CandidatesToResolve(rows));

    private static GatewayProtocolException NoProof(LocalizedText reason) => new(reason, advice: IdempotencyMessages.ResolveAdvice);

    /// <summary>Whether a withdrawal is known to be another payment, from the journal or from a person.</summary>
    private bool IsAnother(JournalIndex index, long id) => index.IsClaimed(id) || options.NotDuplicateOf.Contains(id);

    /// <summary>
    /// Why the list does not prove that the payment was not made, or null when it does. That no row is the payment is proof only where a
    /// row that is it would be there, and would have been recognised.
    /// </summary>
    private GatewayProtocolException? FindDoubt(
        JournalIndex index,
        JournalRecord record,
        ListedRows listed,
        IReadOnlyList<Withdrawal> leftover)
    {
        var unclear = leftover.Where(row => row.Id > record.FirstBaselineId && !options.NotDuplicateOf.Contains(row.Id)).ToArray();
        if (unclear.Length > 0)
        {
            return Unclear(unclear);
        }

        var masked = listed.Withdrawals.FirstOrDefault(row =>
            row.Amount == record.Amount && !Iban.IsValid(row.Iban) && IsNewAndUnclaimed(row.Id));
        var unreadable = listed.Unreadable.FirstOrDefault(row =>
            (row.Amount is null || row.Amount == record.Amount)
            && (!Iban.IsValid(row.Iban) || Iban.Normalize(row.Iban) == record.Iban)
            && (row.Id is not { } id || IsNewAndUnclaimed(id)));
        var doubt = listed.Doubt
            ?? (index.ResponsesDiffer ? Messages.ResponsesDiffer
                : masked is not null ? Messages.ListedIbanUnreadable(masked.Id)
                : unreadable is not null ? Messages.ListedRowUnreadable(unreadable)
                : null);
        return doubt is null ? null : NoProof(doubt);

        bool IsNewAndUnclaimed(long id) => id > record.FirstBaselineId && !IsAnother(index, id);
    }
}
