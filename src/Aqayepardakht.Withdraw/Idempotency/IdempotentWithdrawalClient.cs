using System;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht;

/// <summary>
/// Pays each idempotency key once. An intent is on the disk before a byte is sent; a lost response is looked for in the gateway's list,
/// and only what was provably not made is sent again.
/// </summary>
/// <remarks>For one thread at a time. Several of these, also in other processes, may share a journal.</remarks>
public sealed class IdempotentWithdrawalClient
{
    /// <summary>How often one call sends a request for the same key, however often it turns out not to be made.</summary>
    private const int MaxRequests = 3;

    private readonly IWithdrawGateway _gateway;
    private readonly WithdrawalJournal _journal;
    private readonly IdempotencyOptions _options;
    private readonly ReconciliationList _list;
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
        _list = new ReconciliationList(gateway, options.Clock);
        _reconciler = new OpenPaymentReconciler(_list, options);
    }

    /// <summary>Pays a key, or gives back what it paid.</summary>
    /// <param name="key">The payment's key; see <see cref="IdempotencyKey"/>.</param>
    /// <param name="request">What is to be paid.</param>
    /// <param name="cancellationToken">Stops the call; a request in flight then stays open in the journal.</param>
    /// <exception cref="InvalidInputException">The key is not acceptable.</exception>
    /// <exception cref="JournalException">The journal cannot be used, or the key stands for another payment. Nothing was sent.</exception>
    /// <exception cref="GatewayErrorException">The gateway refused; nothing was made.</exception>
    /// <exception cref="GatewayUnreachableException">The gateway could not be reached; nothing was made.</exception>
    /// <exception cref="GatewayProtocolException">The list, which is read first, could not be read; nothing was sent.</exception>
    /// <exception cref="OutcomeUnknownException">It is still not known whether it was made; the same call later finds out.</exception>
    public async Task<IdempotentWithdrawal> RequestAsync(string key, WithdrawalRequest request, CancellationToken cancellationToken = default)
    {
        if (request is null)
        {
            throw new ArgumentNullException(nameof(request));
        }

        var name = IdempotencyKey.Parse(key);
        using var session = await _journal.AcquireAsync(cancellationToken).ConfigureAwait(false);
        _options.Clock.SyncForward();
        var recorder = new PaymentRecorder(session, _journal.Path, _options.Clock, _gateway.RequestTimeout);
        Exception? lastFailure = null;
        for (var requests = 0; ; requests++)
        {
            if (session.Index.Find(name) is { } record)
            {
                CheckSamePayment(record, request);
                if (record.State == JournalState.Made)
                {
                    return new IdempotentWithdrawal(record.Withdrawal!, WithdrawalOrigin.Recorded);
                }

                if (record.State == JournalState.Open
                    && await _reconciler.ReconcileAsync(session, recorder, record, lastFailure, cancellationToken).ConfigureAwait(false) is { } adopted)
                {
                    return adopted;
                }
            }

            if (requests == MaxRequests)
            {
                throw new OutcomeUnknownException(
                    Messages.OutcomeUnknown(request.Amount, request.Iban, Messages.SentTooOften(requests)), Messages.RunAgainToReconcile, lastFailure);
            }

            try
            {
                return await SendAsync(session, recorder, name, request, cancellationToken).ConfigureAwait(false);
            }
            catch (OutcomeUnknownException exception) when (!cancellationToken.IsCancellationRequested)
            {
                lastFailure = exception;
            }
        }
    }

    /// <summary>Says what <see cref="RequestAsync"/> would do, without sending or writing anything.</summary>
    /// <exception cref="InvalidInputException">The key is not acceptable.</exception>
    /// <exception cref="JournalException">The journal cannot be used, or the key stands for another payment.</exception>
    public WithdrawalPreview Preview(string key, WithdrawalRequest request)
    {
        if (request is null)
        {
            throw new ArgumentNullException(nameof(request));
        }

        if (_journal.Peek(IdempotencyKey.Parse(key)) is not { } record)
        {
            return new WithdrawalPreview(PreviewedAction.Request, null);
        }

        CheckSamePayment(record, request);
        return record.State switch
        {
            JournalState.Made => new WithdrawalPreview(PreviewedAction.Return, record.Withdrawal!.Id),
            JournalState.Open => new WithdrawalPreview(PreviewedAction.Reconcile, null),
            _ => new WithdrawalPreview(PreviewedAction.Request, null),
        };
    }

    /// <summary>A key that paid, or may have, stands for its payment for good; one that provably did not may be corrected.</summary>
    private static void CheckSamePayment(JournalRecord record, WithdrawalRequest request)
    {
        if (record.State is JournalState.Made or JournalState.Open && (record.Amount != request.Amount || record.Iban != request.Iban))
        {
            throw JournalErrors.KeyConflict(record, request);
        }
    }

    private async Task<IdempotentWithdrawal> SendAsync(
        WithdrawalJournal.Session session,
        PaymentRecorder recorder,
        string key,
        WithdrawalRequest request,
        CancellationToken cancellationToken)
    {
        var baseline = await _list.ReadBaselineAsync(session.Index.HighestId, cancellationToken).ConfigureAwait(false);
        recorder.AppendIntent(key, request, baseline);
        Withdrawal withdrawal;
        var sentAt = _options.Clock.Now;
        try
        {
            withdrawal = await _gateway.RequestAsync(request, cancellationToken).ConfigureAwait(false);
            if (session.Index.IsClaimed(withdrawal.Id))
            {
                // Another key's withdrawal does not prove that this one was made.
                throw new OutcomeUnknownException(
                    Messages.OutcomeUnknown(request.Amount, request.Iban, Messages.IdClaimedByAnotherKey(withdrawal.Id)),
                    Messages.RunAgainToReconcile,
                    null);
            }
        }
        catch (GatewayErrorException exception)
        {
            recorder.AppendRefused(key, exception.Code);
            throw;
        }
        catch (Exception exception) when (exception is GatewayUnreachableException { ProvablyNotSent: true } or OperationCanceledException)
        {
            recorder.AppendNotSent(key);
            throw;
        }
        catch (OutcomeUnknownException exception)
        {
            recorder.AppendUnknown(key, exception);
            throw;
        }

        _list.ObserveId(withdrawal.Id, sentAt);
        return recorder.RecordMade(session.Index.Find(key)!, withdrawal, WithdrawalOrigin.Requested);
    }
}
