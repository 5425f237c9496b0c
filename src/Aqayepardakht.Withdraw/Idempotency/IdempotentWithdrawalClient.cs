using System;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht;

/// <summary>
/// Pays each idempotency key once. An intent is on the disk before a byte is sent; a lost response is looked for in the gateway's list,
/// and only what was provably not made is sent again. Before each request the list is looked through for the same payment made without
/// this journal's knowledge.
/// </summary>
/// <remarks>For one thread at a time. Several of these, also in other processes, may share a journal.</remarks>
public sealed class IdempotentWithdrawalClient
{
    /// <summary>A payment is sent again at most once in a run.</summary>
    private const int MaxRequests = 2;

    /// <summary>By how much the clocks of processes that share a journal may differ.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan FirstPollInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan MaxPollInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MinPollInterval = TimeSpan.FromMilliseconds(10);

    private readonly IWithdrawGateway _gateway;
    private readonly WithdrawalJournal _journal;
    private readonly IdempotencyOptions _options;
    private readonly ReconciliationList _list;
    private readonly DuplicateGuard _guard;
    private readonly OpenPaymentReconciler _reconciler;

    /// <summary>Creates it over a client and its account's journal.</summary>
    /// <param name="client">The client.</param>
    /// <param name="journal">The journal of the client's account.</param>
    /// <param name="options">How to work; null for the defaults.</param>
    public IdempotentWithdrawalClient(WithdrawClient client, WithdrawalJournal journal, IdempotencyOptions? options = null)
        : this(new ClientGateway(client ?? throw new ArgumentNullException(nameof(client))), journal, options ?? new IdempotencyOptions())
    {
    }

    internal IdempotentWithdrawalClient(IWithdrawGateway gateway, WithdrawalJournal journal, IdempotencyOptions options)
    {
        _gateway = gateway;
        _journal = journal ?? throw new ArgumentNullException(nameof(journal));
        _options = options;
        _options.Validate();
        _list = new ReconciliationList(gateway, options.Clock);
        _guard = new DuplicateGuard(_list, options);
        _reconciler = new OpenPaymentReconciler(_list, options);
    }

    /// <summary>Pays a key, or gives back what it paid as it is now.</summary>
    /// <param name="key">The payment's key; see <see cref="IdempotencyKey"/>.</param>
    /// <param name="request">What is to be paid.</param>
    /// <param name="cancellationToken">Stops the call; a request in flight then stays open in the journal.</param>
    /// <exception cref="InvalidInputException">The key is not acceptable.</exception>
    /// <exception cref="JournalException">
    /// The journal cannot be used, or the key or one that looks like it is another payment's. Nothing was sent.
    /// </exception>
    /// <exception cref="PossibleDuplicateException">The list shows a withdrawal that may be this payment. Nothing was sent.</exception>
    /// <exception cref="GatewayErrorException">The gateway refused; nothing was made.</exception>
    /// <exception cref="GatewayUnreachableException">The gateway could not be reached; nothing was made.</exception>
    /// <exception cref="GatewayProtocolException">The list, which is read first, could not be read; nothing was sent.</exception>
    /// <exception cref="OutcomeUnknownException">It is still not known whether it was made; the same call later finds out.</exception>
    public async Task<IdempotentWithdrawal> RequestAsync(string key, WithdrawalRequest request, CancellationToken cancellationToken = default)
    {
        var payment = new PendingPayment(
            IdempotencyKey.Parse(key), request ?? throw new ArgumentNullException(nameof(request)), FirstPollInterval);
        _options.Clock.SyncForward();
        while (true)
        {
            IdempotentWithdrawal? result;
            try
            {
                using var session = await _journal.AcquireAsync(cancellationToken).ConfigureAwait(false);
                result = await AdvanceAsync(session, payment, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (payment.MayBeMade && exception is (JournalException or OperationCanceledException))
            {
                throw StillUnknown(payment, payment.LastFailure ?? exception);
            }

            switch (result)
            {
                case null:
                    // The journal is free for others meanwhile.
                    await WaitAsync(payment, cancellationToken).ConfigureAwait(false);
                    break;
                case { Origin: WithdrawalOrigin.Recorded }:
                    return await WithPresentStateAsync(payment.Key, result, cancellationToken).ConfigureAwait(false);
                default:
                    return result;
            }
        }
    }

    /// <summary>Requests a withdrawal without a key: the list is searched for it before, and a lost response is not reconciled.</summary>
    /// <exception cref="PossibleDuplicateException">The list shows a withdrawal that may be this payment. Nothing was sent.</exception>
    /// <inheritdoc cref="WithdrawClient.RequestAsync" path="/exception"/>
    public async Task<Withdrawal> RequestWithoutKeyAsync(WithdrawalRequest request, CancellationToken cancellationToken = default)
    {
        if (request is null)
        {
            throw new ArgumentNullException(nameof(request));
        }

        _options.Clock.SyncForward();
        if (_options.DuplicateWindow > TimeSpan.Zero)
        {
            await CheckDuplicateAsync(request, _journal.PeekIndex(), cancellationToken).ConfigureAwait(false);
        }

        var sentAt = _options.Clock.Now;
        var made = await _gateway.RequestAsync(request, cancellationToken).ConfigureAwait(false);
        _list.Observe(made, sentAt);
        return made;
    }

    /// <summary>
    /// Says what <see cref="RequestAsync"/>, or <see cref="RequestWithoutKeyAsync"/>, would do, without requesting or writing anything.
    /// </summary>
    /// <param name="key">The payment's key; null for none.</param>
    /// <param name="request">What would be paid.</param>
    /// <param name="cancellationToken">Stops the reading of the list.</param>
    /// <exception cref="InvalidInputException">The key is not acceptable.</exception>
    /// <exception cref="JournalException">
    /// The journal cannot be used, or the key or one that looks like it is another payment's.
    /// </exception>
    /// <exception cref="PossibleDuplicateException">The list shows a withdrawal that may be this payment.</exception>
    /// <exception cref="WithdrawException">The list could not be read.</exception>
    public async Task<WithdrawalPreview> PreviewAsync(string? key, WithdrawalRequest request, CancellationToken cancellationToken = default)
    {
        if (request is null)
        {
            throw new ArgumentNullException(nameof(request));
        }

        var index = _journal.PeekIndex();
        var record = key is null ? null : FindSamePayment(index, IdempotencyKey.Parse(key), request);
        switch (record?.State)
        {
            case JournalState.Made:
                return new WithdrawalPreview(PreviewedAction.Return, record.Withdrawal!.Id);
            case JournalState.Open:
                return new WithdrawalPreview(PreviewedAction.Reconcile, null);
            default:
                if (record is { MayArriveLate: true }
                    && await _reconciler.LookAgainAsync(index, record, cancellationToken).ConfigureAwait(false) is { } late)
                {
                    return new WithdrawalPreview(PreviewedAction.Reconcile, late.Id);
                }

                if (_options.DuplicateWindow > TimeSpan.Zero)
                {
                    await CheckDuplicateAsync(request, index, cancellationToken).ConfigureAwait(false);
                }

                return new WithdrawalPreview(PreviewedAction.Request, null);
        }
    }

    /// <summary>Does what can be done for a payment now, with the journal held.</summary>
    /// <returns>The withdrawal, or null when there is something to wait for.</returns>
    private async Task<IdempotentWithdrawal?> AdvanceAsync(WithdrawalJournal.Session session, PendingPayment payment, CancellationToken cancellationToken)
    {
        var recorder = new PaymentRecorder(session, _journal.Path, _options.Clock, _gateway.RequestTimeout);
        var record = FindSamePayment(session.Index, payment.Key, payment.Request);
        if (record is { State: JournalState.Made })
        {
            return new IdempotentWithdrawal(record.Withdrawal!, WithdrawalOrigin.Recorded);
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
            if (await _reconciler.LookAgainAsync(session.Index, record, cancellationToken).ConfigureAwait(false) is { } late)
            {
                return AdoptLate(session, recorder, record, payment, late);
            }
        }

        if (payment.Requests == MaxRequests)
        {
            throw StillUnknown(payment, Messages.SentTooOften(payment.Requests), payment.LastFailure);
        }

        return await SendAsync(session, recorder, payment, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The key's record, or null for a new key.</summary>
    /// <remarks>A key that paid, or may have, stands for its payment for good; one that provably did not may be corrected.</remarks>
    private static JournalRecord? FindSamePayment(JournalIndex index, string key, WithdrawalRequest request)
    {
        var record = index.Find(key);
        if (record is null && index.FindLookAlike(key) is { } known)
        {
            throw JournalErrors.KeyLooksLike(key, known);
        }

        if (record is { State: JournalState.Made or JournalState.Open } && (record.Amount != request.Amount || record.Iban != request.Iban))
        {
            throw JournalErrors.KeyConflict(record, request);
        }

        return record;
    }

    /// <summary>Looks in the list once for a payment whose outcome is not known.</summary>
    /// <returns>What was adopted; null when it was not made, which the record then says, or when it is still not known.</returns>
    private async Task<IdempotentWithdrawal?> ReconcileAsync(
        WithdrawalJournal.Session session,
        PaymentRecorder recorder,
        JournalRecord record,
        PendingPayment payment,
        CancellationToken cancellationToken)
    {
        payment.MayBeMade = true;
        payment.Until = record.InFlightUntil + _options.SettlingTime;
        try
        {
            var (adopted, decision) = await _reconciler.ReconcileOnceAsync(session, recorder, record, cancellationToken).ConfigureAwait(false);
            payment.Until = decision.NotMadeFrom;
            if (adopted is null && session.Index.LatestAt > _options.Clock.Now + ClockTolerance)
            {
                // How long ago it was sent cannot be told, and waiting until the clock gets there could take any time.
                throw StillUnknown(payment, Messages.ClockSetBack(session.Index.LatestAt), null);
            }

            if (adopted is null && decision.Send)
            {
                recorder.AppendNotMade(record);
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
            if (exception is GatewayErrorException { Error.AffectsWholeAccount: true } || _options.Clock.Now >= payment.Until)
            {
                throw StillUnknown(payment, exception);
            }

            // The list could not be read this time, or proves nothing yet; there is time left to try again.
            payment.LastFailure = exception;
            return null;
        }
    }

    private IdempotentWithdrawal AdoptLate(
        WithdrawalJournal.Session session,
        PaymentRecorder recorder,
        JournalRecord record,
        PendingPayment payment,
        Withdrawal late)
    {
        // The key may have been corrected since; what was made is the payment that it stood for before.
        var made = new WithdrawalRequest(record.Amount, record.Iban);
        recorder.AppendIntent(payment.Key, made, new Baseline(record.FirstBaselineId, _options.Clock.Now));
        var result = recorder.RecordMade(session.Index.Find(payment.Key)!, late, WithdrawalOrigin.Adopted);
        _options.OnWarning?.Invoke(IdempotencyMessages.Adopted(payment.Key, late));
        return made.Amount == payment.Request.Amount && made.Iban == payment.Request.Iban
            ? result
            : throw JournalErrors.KeyConflict(record, payment.Request);
    }

    private async Task<IdempotentWithdrawal?> SendAsync(
        WithdrawalJournal.Session session,
        PaymentRecorder recorder,
        PendingPayment payment,
        CancellationToken cancellationToken)
    {
        var isBegun = session.Index.Account is not null;
        var mayComeTwice = session.Index.Find(payment.Key) is { MayArriveLate: true, ResolvedBy: null };
        var baseline = await CheckDuplicateAsync(payment.Request, session.Index, cancellationToken).ConfigureAwait(false);
        recorder.AppendIntent(payment.Key, payment.Request, baseline);
        if (!isBegun)
        {
            _options.OnWarning?.Invoke(IdempotencyMessages.JournalBegun(_journal.Path));
        }

        if (mayComeTwice)
        {
            _options.OnWarning?.Invoke(IdempotencyMessages.SentAgain(payment.Key));
        }

        Withdrawal withdrawal;
        var sentAt = _options.Clock.Now;
        payment.Requests++;
        try
        {
            withdrawal = await _gateway.RequestAsync(payment.Request, cancellationToken).ConfigureAwait(false);
            if (session.Index.IsClaimed(withdrawal.Id))
            {
                // Another key's withdrawal does not prove that this one was made.
                throw StillUnknown(payment, Messages.IdClaimedByAnotherKey(withdrawal.Id), null);
            }
        }
        catch (GatewayErrorException exception)
        {
            recorder.AppendRefused(payment.Key, exception.Code);
            throw;
        }
        catch (Exception exception) when (exception is GatewayUnreachableException { ProvablyNotSent: true } or OperationCanceledException)
        {
            recorder.AppendNotSent(payment.Key);
            throw;
        }
        catch (OutcomeUnknownException exception)
        {
            recorder.AppendUnknown(payment.Key, exception);
            if (cancellationToken.IsCancellationRequested)
            {
                throw StillUnknown(payment, exception);
            }

            payment.MayBeMade = true;
            payment.LastFailure = exception;
            payment.Until = _options.Clock.Now + _options.SettlingTime;
            payment.PollInterval = TimeSpan.Zero;
            return null;
        }

        _list.Observe(withdrawal, sentAt);
        return recorder.RecordMade(session.Index.Find(payment.Key)!, withdrawal, WithdrawalOrigin.Requested);
    }

    private async Task<Baseline> CheckDuplicateAsync(WithdrawalRequest request, JournalIndex index, CancellationToken cancellationToken)
    {
        try
        {
            return await _guard.CheckAsync(request, index, cancellationToken).ConfigureAwait(false);
        }
        catch (GatewayProtocolException exception) when (exception.HttpStatus is null && _options.DuplicateWindow > TimeSpan.Zero)
        {
            throw new GatewayProtocolException(
                IdempotencyMessages.ListNotReadAsFar(_options.DuplicateWindow, exception.Text),
                advice: IdempotencyMessages.ListNotReadAsFarAdvice,
                inner: exception);
        }
    }

    private async Task<IdempotentWithdrawal> WithPresentStateAsync(string key, IdempotentWithdrawal recorded, CancellationToken cancellationToken)
    {
        try
        {
            var present = await _gateway.GetAsync(recorded.Withdrawal.Id, cancellationToken).ConfigureAwait(false);
            if (present.Status == WithdrawalStatus.Cancelled)
            {
                _options.OnWarning?.Invoke(IdempotencyMessages.AlreadyCancelled(key, present));
            }

            return new IdempotentWithdrawal(present, WithdrawalOrigin.Recorded);
        }
        catch (WithdrawException exception)
        {
            _options.OnWarning?.Invoke(IdempotencyMessages.StateNotRead(recorded.Withdrawal.Id, exception.Text));
            return recorded;
        }
    }

    private async Task WaitAsync(PendingPayment payment, CancellationToken cancellationToken)
    {
        var left = payment.Until - _options.Clock.Now;
        if (payment.PollInterval > TimeSpan.Zero)
        {
            _options.OnReconciling?.Invoke(
                new ReconciliationProgress(payment.Key, left > TimeSpan.Zero ? left : TimeSpan.Zero, _options.SettlingTime));
        }

        var delay = Min(payment.PollInterval, left);
        var isFirstLook = payment.PollInterval == TimeSpan.Zero;
        payment.PollInterval = isFirstLook ? FirstPollInterval : Min(payment.PollInterval + payment.PollInterval, MaxPollInterval);
        if (isFirstLook)
        {
            return;
        }

        try
        {
            await _options.Clock.Delay(delay > MinPollInterval ? delay : MinPollInterval, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
        {
            throw StillUnknown(payment, payment.LastFailure ?? exception);
        }
    }

    private static OutcomeUnknownException StillUnknown(PendingPayment payment, Exception cause) =>
        StillUnknown(payment, ((cause as OutcomeUnknownException)?.InnerException as WithdrawException ?? cause as WithdrawException)?.Text ?? Messages.Stopped, cause);

    private static OutcomeUnknownException StillUnknown(PendingPayment payment, LocalizedText reason, Exception? cause) => new(
        Messages.OutcomeUnknown(payment.Request.Amount, payment.Request.Iban, reason), Messages.RunAgainToReconcile, cause) { IsKeyed = true };

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
