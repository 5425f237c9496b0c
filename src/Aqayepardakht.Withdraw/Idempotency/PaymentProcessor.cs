using System;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht;

/// <summary>Does what can be done now for a keyed payment: gives back what it made, reconciles it, or sends it.</summary>
internal sealed class PaymentProcessor(
    IWithdrawGateway gateway,
    IJournalStore store,
    IJournalClock clock,
    DuplicateGuard guard,
    OpenPaymentReconciler reconciler,
    IdempotencyOptions options)
{
    /// <summary>A payment is sent again at most once in a run.</summary>
    private const int MaxRequests = 2;

    /// <summary>The key's record, or null for a new key.</summary>
    /// <remarks>A key that paid, or may have, stands for its payment for good; one that provably did not may be corrected.</remarks>
    /// <exception cref="JournalException">The key, or one that looks like it, is another payment's.</exception>
    public static JournalRecord? FindSamePayment(JournalIndex index, string key, WithdrawalRequest request)
    {
        var record = index.FindUnambiguous(key);
        return record is { State: JournalState.Made or JournalState.Open }
            && (record.Amount != request.Amount || record.Iban != request.Iban)
            ? throw JournalErrors.KeyConflict(record, request)
            : record;
    }

    /// <summary>Takes a payment as far as it gets on what the journal knows.</summary>
    /// <returns>The withdrawal, or null when there is something to wait for.</returns>
    /// <exception cref="JournalChangedException">Another payer was faster; nothing was sent.</exception>
    public async Task<PaymentResult?> AdvanceAsync(IJournalSession session, PendingPayment payment, CancellationToken cancellationToken)
    {
        var recorder = new PaymentRecorder(store, session, clock, gateway.RequestTimeout, options.OnWarning);
        var record = FindSamePayment(session.Index, payment.Key, payment.Request);
        if (record is { State: JournalState.Made })
        {
            return new PaymentResult(record.Withdrawal!, WithdrawalOrigin.Recorded);
        }

        if (IsOtherInFlight(session.Index, record, payment))
        {
            return null;
        }

        if (record is { State: JournalState.Open })
        {
            if (await ReconcileAsync(session, recorder, record, payment, cancellationToken).ConfigureAwait(false) is { } adopted)
            {
                return adopted;
            }

            if (record.State == JournalState.Open)
            {
                return null;
            }
        }
        else if (record is { MayArriveLate: true })
        {
            if (await reconciler.FindLateAsync(session, record, cancellationToken).ConfigureAwait(false) is { } late)
            {
                return await AdoptLateAsync(session, recorder, record, payment, late).ConfigureAwait(false);
            }
        }

        if (payment.Requests == MaxRequests)
        {
            throw payment.StillUnknown(Messages.SentTooOften(payment.Requests), payment.LastFailure);
        }

        return await SendAsync(session, recorder, payment, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Until when a request of another payer that could be mistaken for this payment can be on its way; null when none can.
    /// </summary>
    /// <remarks>A session that keeps other payers out meets only those of payers that died, which are reconciled.</remarks>
    public DateTimeOffset? OtherInFlightUntil(JournalIndex index, JournalRecord? record, WithdrawalRequest request) =>
        store.IsExclusive ? null : index.InFlightUntil(request, record, clock.Now);

    private bool IsOtherInFlight(JournalIndex index, JournalRecord? record, PendingPayment payment)
    {
        payment.OtherInFlightUntil = OtherInFlightUntil(index, record, payment.Request);
        if (payment.OtherInFlightUntil is null)
        {
            return false;
        }

        if (record is { State: JournalState.Open })
        {
            payment.MayBeMade = true;
            payment.NotMadeFrom = record.InFlightUntil + options.SettlingTime;
        }

        return true;
    }

    /// <summary>Looks in the list once for a payment whose outcome is not known.</summary>
    /// <returns>What was adopted; null when it was not made, which the record then says, or when it is still not known.</returns>
    private async Task<PaymentResult?> ReconcileAsync(
        IJournalSession session,
        PaymentRecorder recorder,
        JournalRecord record,
        PendingPayment payment,
        CancellationToken cancellationToken)
    {
        payment.MayBeMade = true;
        payment.NotMadeFrom = record.InFlightUntil + options.SettlingTime;
        try
        {
            var (adopted, decision) = await reconciler.ReconcileOnceAsync(session, recorder, record, cancellationToken)
                .ConfigureAwait(false);
            payment.NotMadeFrom = decision.NotMadeFrom;
            if (adopted is null && session.Index.LatestAt > clock.Now + ClockTolerance.OfPayers)
            {
                // How long ago it was sent cannot be told, and waiting until the clock gets there could take any time.
                throw payment.StillUnknown(Messages.ClockSetBack(session.Index.LatestAt), null);
            }

            if (adopted is null && decision.Send)
            {
                await recorder.AppendNotMadeAsync(record).ConfigureAwait(false);
                payment.MayBeMade = false;
            }

            return adopted;
        }
        catch (GatewayErrorException exception) when (exception.Error is { AffectsWholeAccount: true } && payment.LastFailure is null)
        {
            // Waiting does not make a wrong encryption key right.
            throw;
        }
        catch (WithdrawException exception) when (exception is not (JournalException or OutcomeUnknownException))
        {
            if (exception is GatewayErrorException { Error.AffectsWholeAccount: true } || clock.Now >= payment.NotMadeFrom)
            {
                throw payment.StillUnknown(exception);
            }

            // The list could not be read this time, or proves nothing yet; there is time left to try again.
            payment.LastFailure = exception;
            return null;
        }
    }

    private async Task<PaymentResult> AdoptLateAsync(
        IJournalSession session,
        PaymentRecorder recorder,
        JournalRecord record,
        PendingPayment payment,
        Withdrawal late)
    {
        // The key may have been corrected since; what was made is the payment that it stood for before.
        var made = new WithdrawalRequest(record.Amount, record.Iban);
        await recorder.AppendFoundOutAsync(payment.Key, made, record.FirstBaselineId).ConfigureAwait(false);
        var result = await recorder.RecordAdoptedAsync(session.Index.Find(payment.Key)!, late).ConfigureAwait(false);
        options.OnWarning?.Invoke(IdempotencyMessages.Adopted(payment.Key, late));
        return made.Amount == payment.Request.Amount && made.Iban == payment.Request.Iban
            ? result
            : throw JournalErrors.KeyConflict(record, payment.Request);
    }

    private async Task<PaymentResult?> SendAsync(
        IJournalSession session,
        PaymentRecorder recorder,
        PendingPayment payment,
        CancellationToken cancellationToken)
    {
        var mayComeTwice = session.Index.Find(payment.Key) is { MayArriveLate: true, IsFoundNotMade: false };
        var baseline = await guard.CheckAsync(payment.Request, session, cancellationToken).ConfigureAwait(false);
        await recorder.AppendIntentAsync(payment.Key, payment.Request, baseline).ConfigureAwait(false);
        if (mayComeTwice)
        {
            options.OnWarning?.Invoke(IdempotencyMessages.SentAgain(payment.Key));
        }

        // Others count on the time that the intent states, even if this process is suspended now.
        var inFlightUntil = session.Index.Find(payment.Key)!.InFlightUntil;
        bool MayLeave() => clock.SyncForward() < inFlightUntil;
        var outcome = new RequestOutcomeRecorder(store, session, clock, payment.Key, payment.Request);
        payment.Requests++;
        try
        {
            var withdrawal = await gateway.RequestAsync(payment.Request, MayLeave, cancellationToken).ConfigureAwait(false);
            return await outcome.RecordMadeAsync(withdrawal).ConfigureAwait(false)
                ?? throw payment.StillUnknown(Messages.IdClaimedByAnotherKey(withdrawal.Id), null);
        }
        catch (GatewayErrorException exception)
        {
            await outcome.AppendRefusedAsync(exception.Code).ConfigureAwait(false);
            throw;
        }
        catch (Exception exception) when (exception is GatewayUnreachableException { ProvablyNotSent: true } or OperationCanceledException)
        {
            await outcome.AppendNotSentAsync().ConfigureAwait(false);
            throw;
        }
        catch (OutcomeUnknownException exception)
        {
            await outcome.AppendUnknownAsync(exception).ConfigureAwait(false);
            if (cancellationToken.IsCancellationRequested)
            {
                throw payment.StillUnknown(exception);
            }

            payment.MayBeMade = true;
            payment.LastFailure = exception;
            payment.NotMadeFrom = clock.Now + options.SettlingTime;
            payment.Delay.End();
            return null;
        }
    }
}
