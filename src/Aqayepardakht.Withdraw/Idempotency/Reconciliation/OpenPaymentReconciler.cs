using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht;

/// <summary>Looks in the gateway's list for a payment whose response was lost, until it is found or provably was not made.</summary>
internal sealed class OpenPaymentReconciler(ReconciliationList list, IdempotencyOptions options)
{
    /// <summary>By how much the clocks of processes that share a journal may differ.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan FirstPollInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan MaxPollInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MinPollInterval = TimeSpan.FromMilliseconds(10);

    private readonly IJournalClock _clock = options.Clock;

    /// <returns>What was adopted; null when it was not made and may be sent again.</returns>
    /// <exception cref="OutcomeUnknownException">It is still not known.</exception>
    public async Task<IdempotentWithdrawal?> ReconcileAsync(
        WithdrawalJournal.Session session,
        PaymentRecorder recorder,
        JournalRecord record,
        Exception? lastFailure,
        CancellationToken cancellationToken)
    {
        if (session.Index.LatestAt > _clock.Now + ClockTolerance)
        {
            // How long ago it was sent cannot be told, and waiting until the clock gets there could take any time.
            throw StillUnknown(record, Messages.ClockSetBack(session.Index.LatestAt), null);
        }

        for (var interval = FirstPollInterval; ; interval = Min(interval + interval, MaxPollInterval))
        {
            var until = record.InFlightUntil + options.SettlingTime;
            try
            {
                var (decision, adopted) = await ReconcileOnceAsync(session, recorder, record, cancellationToken).ConfigureAwait(false);
                if (adopted is not null)
                {
                    return adopted;
                }

                if (decision.Send)
                {
                    recorder.AppendNotMade(record);
                    return null;
                }

                until = decision.NotMadeFrom;
            }
            catch (GatewayErrorException exception) when (exception.Error is { AffectsWholeAccount: true })
            {
                // Waiting does not make a wrong encryption key right.
                if (lastFailure is null)
                {
                    throw;
                }

                throw StillUnknown(record, exception);
            }
            catch (WithdrawException exception) when (exception is not JournalException)
            {
                if (_clock.Now >= until)
                {
                    throw StillUnknown(record, exception);
                }

                // The list could not be read this time; there is time left to try again.
                lastFailure = exception;
            }
            catch (OperationCanceledException exception)
            {
                throw StillUnknown(record, lastFailure ?? exception);
            }

            await WaitAsync(record, until, interval, lastFailure, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WaitAsync(
        JournalRecord record,
        DateTimeOffset until,
        TimeSpan interval,
        Exception? lastFailure,
        CancellationToken cancellationToken)
    {
        var left = until - _clock.Now;
        options.OnReconciling?.Invoke(new ReconciliationProgress(record.Key, left > TimeSpan.Zero ? left : TimeSpan.Zero, options.SettlingTime));
        var delay = Min(interval, left);
        try
        {
            await _clock.Delay(delay > MinPollInterval ? delay : MinPollInterval, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
        {
            throw StillUnknown(record, lastFailure ?? exception);
        }
    }

    /// <summary>Reads the list once and decides for every open intent like this one as far as the list shows.</summary>
    private async Task<(ReconcileDecision Decision, IdempotentWithdrawal? Adopted)> ReconcileOnceAsync(
        WithdrawalJournal.Session session,
        PaymentRecorder recorder,
        JournalRecord record,
        CancellationToken cancellationToken)
    {
        var now = _clock.Now;
        var open = session.Index.OpenLike(record);
        var listed = await list.ReadDownToAsync(open.Min(intent => intent.BaselineId), session.Index.HighestId, cancellationToken)
            .ConfigureAwait(false);
        var decisions = Reconciler.Decide(
            open, listed.Withdrawals, session.Index.IsClaimed, session.Index.AdoptedInFlightUntil(record), now, options.SettlingTime);
        var own = decisions.Single(decision => decision.Intent == record);
        IdempotentWithdrawal? adopted = null;
        foreach (var decision in decisions.Where(decision => decision.Adopt is not null))
        {
            var result = recorder.RecordMade(decision.Intent, decision.Adopt!, WithdrawalOrigin.Adopted);
            adopted = decision == own ? result : adopted;
        }

        if (own.Send)
        {
            CheckComparable(session.Index, record, listed);
        }

        return (own, adopted);
    }

    /// <summary>That no row is the payment is proof only where a row that is it would have been recognised.</summary>
    private static void CheckComparable(JournalIndex index, JournalRecord record, ListedRows listed)
    {
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

        bool IsNewAndUnclaimed(long id) => id > record.BaselineId && !index.IsClaimed(id);
    }

    private static OutcomeUnknownException StillUnknown(JournalRecord record, Exception cause) =>
        StillUnknown(record, (cause as WithdrawException)?.Text ?? Messages.Stopped, cause);

    private static OutcomeUnknownException StillUnknown(JournalRecord record, LocalizedText reason, Exception? cause) =>
        new(Messages.OutcomeUnknown(record.Amount, record.Iban, reason), Messages.RunAgainToReconcile, cause);

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
