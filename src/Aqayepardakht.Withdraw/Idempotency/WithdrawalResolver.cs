using System;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht;

/// <summary>Records in the journal what a person found out about a payment whose outcome was not known.</summary>
public sealed class WithdrawalResolver
{
    private readonly IWithdrawGateway _gateway;
    private readonly WithdrawalJournal _journal;
    private readonly IdempotencyOptions _options;
    private readonly OpenPaymentReconciler _reconciler;

    /// <summary>Creates it over a client and its account's journal.</summary>
    /// <param name="client">The client.</param>
    /// <param name="journal">The journal of the client's account.</param>
    /// <param name="options">How to work; null for the defaults.</param>
    public WithdrawalResolver(WithdrawClient client, WithdrawalJournal journal, IdempotencyOptions? options = null)
        : this(new ClientGateway(client ?? throw new ArgumentNullException(nameof(client))), journal, options ?? new IdempotencyOptions())
    {
    }

    internal WithdrawalResolver(IWithdrawGateway gateway, WithdrawalJournal journal, IdempotencyOptions options)
    {
        _gateway = gateway;
        _journal = journal ?? throw new ArgumentNullException(nameof(journal));
        _options = options;
        _options.Validate();
        _reconciler = new OpenPaymentReconciler(new ReconciliationList(gateway, options.Clock), options);
    }

    /// <summary>Records what a person found out: the payment of a key was made, as this withdrawal.</summary>
    /// <param name="key">The payment's key; it need not be in the journal yet.</param>
    /// <param name="id">The gateway's id of the withdrawal.</param>
    /// <param name="resolvedBy">Who found it out, for the journal.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="JournalException">
    /// The key is already made, or another payment's; or another key claims the withdrawal; or it has another amount or IBAN.
    /// </exception>
    public async Task<IdempotentWithdrawal> RecordAsMadeAsync(string key, long id, string resolvedBy, CancellationToken cancellationToken = default)
    {
        var name = IdempotencyKey.Parse(key);
        var withdrawal = await _gateway.GetAsync(id, cancellationToken).ConfigureAwait(false);
        using var session = await _journal.AcquireAsync(cancellationToken).ConfigureAwait(false);
        _options.Clock.SyncForward();
        var record = FindResolvable(session.Index, name);
        var request = record is null
            ? new WithdrawalRequest(withdrawal.Amount, withdrawal.Iban)
            : new WithdrawalRequest(record.Amount, record.Iban);
        if (withdrawal.Amount != request.Amount || Iban.Normalize(withdrawal.Iban) != request.Iban || session.Index.IsClaimed(id))
        {
            throw JournalErrors.NotThisPayment(name, request, withdrawal, session.Index.IsClaimed(id));
        }

        var recorder = new PaymentRecorder(session, _journal.Path, _options.Clock, _gateway.RequestTimeout);
        if (record is not { State: JournalState.Open })
        {
            recorder.AppendIntent(name, request, new Baseline(id - 1, _options.Clock.Now));
        }

        return recorder.RecordMade(session.Index.Find(name)!, withdrawal, WithdrawalOrigin.Adopted, resolvedBy);
    }

    /// <summary>Records what a person found out: the payment of an open key was not made, and may be sent again.</summary>
    /// <param name="key">The payment's key.</param>
    /// <param name="resolvedBy">Who found it out, for the journal.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="JournalException">The key is not open, or its request may still be on its way.</exception>
    /// <exception cref="GatewayProtocolException">The list shows a withdrawal that may be it.</exception>
    public async Task<bool> RecordAsNotMadeAsync(string key, string resolvedBy, CancellationToken cancellationToken = default)
    {
        var name = IdempotencyKey.Parse(key);
        using var session = await _journal.AcquireAsync(cancellationToken).ConfigureAwait(false);
        _options.Clock.SyncForward();
        if (FindResolvable(session.Index, name) is not { State: JournalState.Open } record)
        {
            throw JournalErrors.NothingToResolve(name);
        }

        // More than any request can be on its way comes from a clock that was wrong, and must not keep the key open for good.
        var left = record.InFlightUntil + _options.SettlingTime - _options.Clock.Now;
        if (left > TimeSpan.Zero && left <= record.InFlightUntil - record.RequestedAt + _options.SettlingTime)
        {
            throw JournalErrors.MayBeOnItsWay(name, left);
        }

        await _reconciler.CheckNoCandidateAsync(session.Index, record, cancellationToken).ConfigureAwait(false);
        new PaymentRecorder(session, _journal.Path, _options.Clock, _gateway.RequestTimeout).AppendNotMade(record, resolvedBy);
        return true;
    }

    private static JournalRecord? FindResolvable(JournalIndex index, string key)
    {
        var record = index.Find(key);
        if (record is null && index.FindLookAlike(key) is { } known)
        {
            throw JournalErrors.KeyLooksLike(key, known);
        }

        return record is { State: JournalState.Made } ? throw JournalErrors.AlreadyMade(record) : record;
    }
}
