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
    private readonly IWithdrawGateway _gateway;
    private readonly IJournalStore _store;
    private readonly IdempotencyOptions _options;
    private readonly IJournalClock _clock;
    private readonly ReconciliationList _list;
    private readonly DuplicateGuard _guard;
    private readonly OpenPaymentReconciler _reconciler;
    private readonly PaymentProcessor _processor;
    private readonly PresentState _presentState;

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
        _store = (journal ?? throw new ArgumentNullException(nameof(journal))).Store;
        _options = options;
        _options.Validate();
        if (journal.WritableByOthers is { } path)
        {
            _options.OnWarning?.Invoke(IdempotencyMessages.JournalWritableByOthers(path));
        }

        _clock = options.Clock ?? _store.Clock;
        _list = new ReconciliationList(gateway, _clock);
        _guard = new DuplicateGuard(_list, _clock, options);
        _reconciler = new OpenPaymentReconciler(_list, _clock, options);
        _processor = new PaymentProcessor(gateway, _store, _clock, _guard, _reconciler, options);
        _presentState = new PresentState(gateway, _list, _guard, _clock, options);
    }

    /// <summary>Pays a key, or gives back what it paid as it is now.</summary>
    /// <param name="key">The payment's idempotency key; see <see cref="IdempotencyKey"/>.</param>
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
    public async Task<PaymentResult> RequestAsync(string key, WithdrawalRequest request, CancellationToken cancellationToken = default)
    {
        var payment = new PendingPayment(IdempotencyKey.Parse(key), request ?? throw new ArgumentNullException(nameof(request)));
        _clock.SyncForward();
        while (true)
        {
            PaymentResult? result;
            try
            {
                result = await JournalChangedException.RetryAsync(async () =>
                {
                    using var session = await _store.AcquireAsync(payment.Key, payment.Request, cancellationToken).ConfigureAwait(false);
                    return await _processor.AdvanceAsync(session, payment, cancellationToken).ConfigureAwait(false);
                }).ConfigureAwait(false);
            }
            catch (Exception exception) when (payment.MayBeMade && exception is (JournalException or OperationCanceledException))
            {
                throw payment.StillUnknown(payment.LastFailure ?? exception);
            }

            switch (result)
            {
                case null:
                    // The journal is free for others meanwhile.
                    await WaitAsync(payment, cancellationToken).ConfigureAwait(false);
                    break;
                case { Origin: WithdrawalOrigin.Recorded }:
                    return await _presentState.ReadAsync(payment.Key, result, cancellationToken).ConfigureAwait(false);
                default:
                    return result;
            }
        }
    }

    /// <summary>Requests a withdrawal without a key: the list is searched for it before, and a lost response is not reconciled.</summary>
    /// <exception cref="PossibleDuplicateException">The list shows a withdrawal that may be this payment. Nothing was sent.</exception>
    /// <inheritdoc cref="WithdrawClient.RequestAsync(WithdrawalRequest, CancellationToken)" path="/exception"/>
    public async Task<Withdrawal> RequestWithoutKeyAsync(WithdrawalRequest request, CancellationToken cancellationToken = default)
    {
        if (request is null)
        {
            throw new ArgumentNullException(nameof(request));
        }

        _clock.SyncForward();
        if (_options.DuplicateWindow > TimeSpan.Zero)
        {
            await JournalChangedException.RetryAsync(async () =>
            {
                var (journal, _) = await PeekAsync(null, request, cancellationToken).ConfigureAwait(false);
                return await _guard.CheckAsync(request, journal, cancellationToken).ConfigureAwait(false);
            }).ConfigureAwait(false);
        }

        var sentAt = _clock.Now;
        var made = await _gateway.RequestAsync(request, mayLeave: null, cancellationToken).ConfigureAwait(false);
        _list.Observe(made, sentAt);
        return made;
    }

    /// <summary>
    /// Says what <see cref="RequestAsync"/>, or <see cref="RequestWithoutKeyAsync"/>, would do, without requesting or writing anything.
    /// </summary>
    /// <param name="key">The payment's idempotency key; null for none.</param>
    /// <param name="request">What would be paid.</param>
    /// <param name="cancellationToken">Stops the reading of the list.</param>
    /// <exception cref="InvalidInputException">The key is not acceptable.</exception>
    /// <exception cref="JournalException">
    /// The journal cannot be used, or the key or one that looks like it is another payment's.
    /// </exception>
    /// <exception cref="PossibleDuplicateException">The list shows a withdrawal that may be this payment.</exception>
    /// <exception cref="WithdrawException">The list could not be read.</exception>
    public Task<WithdrawalPreview> PreviewAsync(string? key, WithdrawalRequest request, CancellationToken cancellationToken = default)
    {
        if (request is null)
        {
            throw new ArgumentNullException(nameof(request));
        }

        return JournalChangedException.RetryAsync(async () =>
        {
            var (journal, record) = await PeekAsync(key is null ? null : IdempotencyKey.Parse(key), request, cancellationToken)
                .ConfigureAwait(false);
            return await PreviewAsync(journal, record, request, cancellationToken).ConfigureAwait(false);
        });
    }

    /// <summary>
    /// What the journal knows of a payment, as soon as no other payer's request can be on its way whose row in the list would be taken for
    /// a duplicate.
    /// </summary>
    private async Task<(IJournalView Journal, JournalRecord? Record)> PeekAsync(
        string? key,
        WithdrawalRequest request,
        CancellationToken cancellationToken)
    {
        for (var delay = new PollDelay(); ;)
        {
            var journal = await _store.PeekAsync(key, request, cancellationToken).ConfigureAwait(false);
            var record = key is null ? null : PaymentProcessor.FindSamePayment(journal.Index, key, request);
            if (record is { State: JournalState.Made or JournalState.Open }
                || _processor.OtherInFlightUntil(journal.Index, record, request) is not { } until)
            {
                return (journal, record);
            }

            await _clock.Delay(delay.Next(until - _clock.Now), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<WithdrawalPreview> PreviewAsync(
        IJournalView journal,
        JournalRecord? record,
        WithdrawalRequest request,
        CancellationToken cancellationToken)
    {
        switch (record?.State)
        {
            case JournalState.Made:
                return new WithdrawalPreview(PreviewedAction.Return, record.Withdrawal!.Id);
            case JournalState.Open:
                return new WithdrawalPreview(PreviewedAction.Reconcile, null);
            default:
                if (record is { MayArriveLate: true }
                    && await _reconciler.FindLateAsync(journal, record, cancellationToken).ConfigureAwait(false) is { } late)
                {
                    return new WithdrawalPreview(PreviewedAction.Reconcile, late.Id);
                }

                if (_options.DuplicateWindow > TimeSpan.Zero)
                {
                    await _guard.CheckAsync(request, journal, cancellationToken).ConfigureAwait(false);
                }

                return new WithdrawalPreview(PreviewedAction.Request, null);
        }
    }

    private async Task WaitAsync(PendingPayment payment, CancellationToken cancellationToken)
    {
        if (payment.MayBeMade && !payment.Delay.IsOver)
        {
            var left = payment.NotMadeFrom - _clock.Now;
            _options.OnReconciling?.Invoke(
                new ReconciliationProgress(payment.Key, left > TimeSpan.Zero ? left : TimeSpan.Zero, _options.SettlingTime));
        }

        var delay = payment.Delay.Next(payment.WaitUntil - _clock.Now);
        if (delay == TimeSpan.Zero)
        {
            return;
        }

        try
        {
            await _clock.Delay(delay, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (payment.MayBeMade)
        {
            throw payment.StillUnknown(payment.LastFailure ?? exception);
        }
    }
}
