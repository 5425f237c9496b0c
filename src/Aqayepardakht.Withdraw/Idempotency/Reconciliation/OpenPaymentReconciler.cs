using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht;

/// <summary>Looks in the gateway's list for a payment whose response was lost.</summary>
internal sealed class OpenPaymentReconciler(ReconciliationList list, IdempotencyOptions options)
{
    private readonly IJournalClock _clock = options.Clock;

    /// <summary>Reads the list once and decides for every open intent like this one as far as the list shows.</summary>
    /// <returns>What was adopted for this one, or null; and the decision for this one.</returns>
    /// <exception cref="WithdrawException">
    /// The list could not be read, or it neither shows the payment nor proves that it was not made.
    /// </exception>
    public async Task<(IdempotentWithdrawal? Adopted, ReconcileDecision Decision)> ReconcileOnceAsync(
        WithdrawalJournal.Session session,
        PaymentRecorder recorder,
        JournalRecord record,
        CancellationToken cancellationToken)
    {
        var now = _clock.Now;
        var index = session.Index;
        var open = index.OpenLike(record);
        var listed = await list.ReadDownToAsync(open.Min(intent => intent.FirstBaselineId), index.HighestId, cancellationToken)
            .ConfigureAwait(false);
        var result = Reconciler.Decide(
            open,
            listed.Withdrawals,
            index.IsClaimed,
            index.AdoptedInFlightUntil(record),
            now,
            options.SettlingTime,
            index.GatewayClockOffset);
        var own = result.Decisions.Single(decision => decision.Intent == record);
        IdempotentWithdrawal? adopted = null;
        foreach (var decision in result.Decisions.Where(decision => decision.Adopt is not null))
        {
            // First the warning: once it is recorded, a process that dies here would leave it to nobody to give.
            options.OnWarning?.Invoke(IdempotencyMessages.Adopted(decision.Intent.Key, decision.Adopt!));
            var made = recorder.RecordMade(decision.Intent, decision.Adopt!, WithdrawalOrigin.Adopted);
            adopted = decision == own ? made : adopted;
        }

        if (result.Leftover.Count > 0 && result.Decisions.All(decision => decision.Adopt is not null))
        {
            options.OnWarning?.Invoke(IdempotencyMessages.SurplusRows(result.Leftover));
        }

        if (own.Send)
        {
            CheckProof(index, record, listed, result.Leftover);
        }

        return (adopted, own);
    }

    /// <summary>
    /// Looks once more for a payment that was taken for not made, before it is sent in a later run: the list may lag behind.
    /// </summary>
    /// <returns>The withdrawal that is its, or null.</returns>
    /// <exception cref="WithdrawException">The list could not be read, or shows a row that may be it.</exception>
    public async Task<Withdrawal?> LookAgainAsync(JournalIndex index, JournalRecord record, CancellationToken cancellationToken)
    {
        var (matching, listed) = await ReadCandidatesAsync(index, record, cancellationToken).ConfigureAwait(false);
        var own = matching.FirstOrDefault(row =>
            Reconciler.IsOfTheTimeOf(row, record, options.SettlingTime + options.SettlingTime, index.GatewayClockOffset));
        if (own is null && record.ResolvedBy is null)
        {
            CheckProof(index, record, listed, matching);
        }
        else if (own is not null && matching.Length > 1)
        {
            options.OnWarning?.Invoke(IdempotencyMessages.SurplusRows([.. matching.Where(row => row != own)]));
        }

        return own;
    }

    /// <summary>Makes sure that the list shows no withdrawal that may be the payment.</summary>
    /// <exception cref="WithdrawException">The list could not be read, or shows one.</exception>
    public async Task CheckNoCandidateAsync(JournalIndex index, JournalRecord record, CancellationToken cancellationToken)
    {
        if (await ReadCandidatesAsync(index, record, cancellationToken).ConfigureAwait(false) is { Matching: { Length: > 0 } matching })
        {
            throw Unclear(matching);
        }
    }

    private async Task<(Withdrawal[] Matching, ListedRows Listed)> ReadCandidatesAsync(
        JournalIndex index,
        JournalRecord record,
        CancellationToken cancellationToken)
    {
        var listed = await list.ReadDownToAsync(record.FirstBaselineId, index.HighestId, cancellationToken).ConfigureAwait(false);
        return ([.. listed.Withdrawals
            .Where(row => row.Id > record.FirstBaselineId && !IsAnother(index, row.Id)
                && row.Amount == record.Amount && Iban.Normalize(row.Iban) == record.Iban)
            .OrderBy(row => row.Id)], listed);
    }

    private static GatewayProtocolException Unclear(Withdrawal[] rows) =>
        new(IdempotencyMessages.CandidatesToResolve(rows), advice: IdempotencyMessages.ResolveAdvice);

    /// <summary>Whether a withdrawal is known to be another payment, from the journal or from a person.</summary>
    private bool IsAnother(JournalIndex index, long id) => index.IsClaimed(id) || options.NotDuplicateOf.Contains(id);

    /// <summary>That no row is the payment is proof only where a row that is it would be there, and would have been recognised.</summary>
    private void CheckProof(JournalIndex index, JournalRecord record, ListedRows listed, IReadOnlyList<Withdrawal> leftover)
    {
        if (leftover.Where(row => row.Id > record.FirstBaselineId && !options.NotDuplicateOf.Contains(row.Id)).ToArray() is { Length: > 0 } unclear)
        {
            throw Unclear(unclear);
        }

        if (listed.Doubt is { } doubt)
        {
            throw new GatewayProtocolException(doubt);
        }

        if (index.ResponsesDiffer)
        {
            throw new GatewayProtocolException(Messages.ResponsesDiffer);
        }

        if (listed.Withdrawals.FirstOrDefault(row => row.Amount == record.Amount && !Iban.IsValid(row.Iban) && IsNewAndUnclaimed(row.Id)) is { } masked)
        {
            throw new GatewayProtocolException(Messages.ListedIbanUnreadable(masked.Id));
        }

        var unreadable = listed.Unreadable.FirstOrDefault(row =>
            (row.Amount is null || row.Amount == record.Amount)
            && (!Iban.IsValid(row.Iban) || Iban.Normalize(row.Iban) == record.Iban)
            && (row.Id is not { } id || IsNewAndUnclaimed(id)));
        if (unreadable is not null)
        {
            throw new GatewayProtocolException(Messages.ListedRowUnreadable(unreadable));
        }

        bool IsNewAndUnclaimed(long id) => id > record.FirstBaselineId && !IsAnother(index, id);
    }
}
