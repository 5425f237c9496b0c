using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht;

/// <summary>Records in the journal what a person found out about a payment whose outcome was not known.</summary>
public sealed class WithdrawalResolver
{
    private readonly IWithdrawGateway _gateway;
    private readonly IJournalStore _store;
    private readonly IJournalClock _clock;
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
        _store = (journal ?? throw new ArgumentNullException(nameof(journal))).Store;
        _options = options;
        _options.Validate();
        if (journal.WritableByOthers is { } path)
        {
            _options.OnWarning?.Invoke(IdempotencyMessages.JournalWritableByOthers(path));
        }

        _clock = options.Clock ?? _store.Clock;
        _reconciler = new OpenPaymentReconciler(new ReconciliationList(gateway, _clock), _clock, options);
    }

    /// <summary>Records what a person found out: the payment of a key was made, as this withdrawal.</summary>
    /// <param name="key">The payment's key; it need not be in the journal yet.</param>
    /// <param name="id">The gateway's id of the withdrawal.</param>
    /// <param name="resolvedBy">Who found it out, for the journal.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="JournalException">
    /// The key is already made, or another payment's; or another key claims the withdrawal; or it has another amount or IBAN.
    /// </exception>
    public async Task<PaymentResult> RecordAsMadeAsync(
        string key,
        long id,
        string resolvedBy,
        CancellationToken cancellationToken = default)
    {
        var name = IdempotencyKey.Parse(key);
        var withdrawal = await _gateway.GetAsync(id, cancellationToken).ConfigureAwait(false);
        var found = Iban.IsValid(withdrawal.Iban) ? new WithdrawalRequest(withdrawal.Amount, withdrawal.Iban) : null;
        return await JournalChangedException.RetryAsync(async () =>
        {
            using var session = await _store.AcquireAsync(name, found, cancellationToken).ConfigureAwait(false);
            return await RecordAsMadeAsync(session, name, withdrawal, resolvedBy, cancellationToken).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    /// <summary>
    /// Records what a person found out: the payment of a key that is open, or that the list showed to be not made, was not made, and may be
    /// sent again.
    /// </summary>
    /// <param name="key">The payment's key.</param>
    /// <param name="resolvedBy">Who found it out, for the journal.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="JournalException">No request of the key can have been made, or one may still be on its way.</exception>
    /// <exception cref="GatewayProtocolException">The list shows a withdrawal that may be it.</exception>
    public Task<bool> RecordAsNotMadeAsync(string key, string resolvedBy, CancellationToken cancellationToken = default)
    {
        var name = IdempotencyKey.Parse(key);

        // What a person found out is from before the journal was waited for. One that is shared is not waited for, and has its own clock.
        var foundOutAt = _clock.SyncForward();
        return JournalChangedException.RetryAsync(async () =>
        {
            using var session = await _store.AcquireAsync(name, null, cancellationToken).ConfigureAwait(false);
            return await RecordAsNotMadeAsync(session, name, _store.IsExclusive ? foundOutAt : _clock.Now, resolvedBy, cancellationToken)
                .ConfigureAwait(false);
        });
    }

    private static JournalRecord? FindResolvable(JournalIndex index, string key)
    {
        var record = index.FindUnambiguous(key);
        return record is { State: JournalState.Made } ? throw ResolutionErrors.AlreadyMade(record) : record;
    }

    private async Task<PaymentResult> RecordAsMadeAsync(
        IJournalSession session,
        string key,
        Withdrawal withdrawal,
        string resolvedBy,
        CancellationToken cancellationToken)
    {
        _clock.SyncForward();
        await session.LoadClaimsAsync([withdrawal.Id], cancellationToken).ConfigureAwait(false);
        var index = session.Index;
        var record = FindResolvable(index, key);
        var request = record is null
            ? new WithdrawalRequest(withdrawal.Amount, withdrawal.Iban)
            : new WithdrawalRequest(record.Amount, record.Iban);
        var isClaimed = index.IsClaimed(withdrawal.Id);
        if (withdrawal.Amount != request.Amount || Iban.Normalize(withdrawal.Iban) != request.Iban || isClaimed)
        {
            throw ResolutionErrors.NotThisPayment(key, request, withdrawal, isClaimed);
        }

        if (!_store.IsExclusive && index.InFlightUntil(request, record, _clock.Now) is { } until)
        {
            // The withdrawal may be another payer's, which is about to say so.
            throw ResolutionErrors.MayBeOnItsWay(key, until - _clock.Now);
        }

        var recorder = NewRecorder(session);
        if (record is not { State: JournalState.Open })
        {
            await recorder.AppendFoundOutAsync(key, request, withdrawal.Id - 1).ConfigureAwait(false);
        }
        else if (withdrawal.Id <= record.BaselineId)
        {
            _options.OnWarning?.Invoke(IdempotencyMessages.MadeBeforeRequest(key, withdrawal.Id));
        }

        return await recorder.RecordAdoptedAsync(index.Find(key)!, withdrawal, resolvedBy).ConfigureAwait(false);
    }

    private async Task<bool> RecordAsNotMadeAsync(
        IJournalSession session,
        string key,
        DateTimeOffset foundOutAt,
        string resolvedBy,
        CancellationToken cancellationToken)
    {
        if (FindResolvable(session.Index, key) is not { } record
            || (record.State != JournalState.Open && (!record.MayArriveLate || record.IsFoundNotMade)))
        {
            throw ResolutionErrors.NothingToResolve(key);
        }

        var left = LongestOnItsWay(session.Index, record, foundOutAt);
        if (left > TimeSpan.Zero)
        {
            throw ResolutionErrors.MayBeOnItsWay(key, left);
        }

        await _reconciler.CheckNoCandidateAsync(session, record, cancellationToken).ConfigureAwait(false);
        var recorder = NewRecorder(session);
        if (record.State != JournalState.Open)
        {
            var request = new WithdrawalRequest(record.Amount, record.Iban);
            await recorder.AppendFoundOutAsync(key, request, record.FirstBaselineId).ConfigureAwait(false);
        }

        await recorder.AppendNotMadeAsync(record, resolvedBy).ConfigureAwait(false);
        return true;
    }

    /// <summary>
    /// How long a request can still be on its way, or be listed late, that may make this payment: its own, or one like it, since what is
    /// adopted for one of them may be another's. More than any request takes comes from a clock that was wrong, and must not keep the key
    /// open.
    /// </summary>
    private TimeSpan LongestOnItsWay(JournalIndex index, JournalRecord record, DateTimeOffset at)
    {
        var longest = _gateway.RequestTimeout + _gateway.RequestTimeout;
        var until = index.OpenLike(record).Where(like => _clock.Now >= like.RequestedAt).Select(like => like.InFlightUntil);
        if (index.AdoptedInFlightUntil(record) is { } adopted && adopted - at <= longest)
        {
            until = until.Append(adopted);
        }

        return until.Select(end => end + _options.SettlingTime - at).DefaultIfEmpty(TimeSpan.Zero).Max();
    }

    private PaymentRecorder NewRecorder(IJournalSession session) =>
        new(_store, session, _clock, _gateway.RequestTimeout, _options.OnWarning);
}
