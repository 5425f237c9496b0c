using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht;

/// <summary>
/// Pays each key once. An intent is on the disk before a byte is sent; a lost response is looked for in the gateway's list, and only
/// what was provably not made is sent again.
/// </summary>
/// <remarks>For one thread at a time. Several of these, also in other processes, may share a journal.</remarks>
public sealed class IdempotentWithdrawalClient
{
    /// <summary>A key is not asked for more often than this in one call, however often it turns out not to be made.</summary>
    private const int MaxRequests = 3;

    /// <summary>An intent is not written more often than this, however long the disk takes for it.</summary>
    private const int MaxIntents = 3;

    /// <summary>The longest that an intent's way to the disk may take before it is written anew.</summary>
    private static readonly TimeSpan MaxFlushTime = TimeSpan.FromSeconds(5);

    /// <summary>Clocks of processes that share a journal may differ by so much.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan FirstPollInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan MaxPollInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MinPollInterval = TimeSpan.FromMilliseconds(10);

    private readonly IWithdrawGateway _gateway;
    private readonly WithdrawalJournal _journal;
    private readonly IdempotencyOptions _options;
    private readonly IJournalClock _clock;
    private readonly ReconciliationList _list;

    /// <summary>Creates it over a client and its account's journal.</summary>
    /// <param name="client">The client.</param>
    /// <param name="journal">The journal of the client's account.</param>
    /// <param name="settlingTime">See <see cref="IdempotencyOptions.SettlingTime"/>; two minutes when null.</param>
    /// <param name="onReconciling">Told when a payment waits to be settled.</param>
    public IdempotentWithdrawalClient(WithdrawClient client, WithdrawalJournal journal, TimeSpan? settlingTime = null, Action<ReconciliationProgress>? onReconciling = null)
        : this(
            client,
            journal,
            new IdempotencyOptions
            {
                SettlingTime = settlingTime ?? new IdempotencyOptions().SettlingTime,
                OnReconciling = onReconciling,
                RequestTimeout = (client ?? throw new ArgumentNullException(nameof(client))).RequestTimeout,
            })
    {
    }

    internal IdempotentWithdrawalClient(IWithdrawGateway gateway, WithdrawalJournal journal, IdempotencyOptions options)
    {
        _gateway = gateway;
        _journal = journal ?? throw new ArgumentNullException(nameof(journal));
        _options = options;
        _clock = options.Clock;
        _list = new ReconciliationList(gateway, options.Clock);
    }

    /// <summary>Pays a key, or gives back what it paid.</summary>
    /// <param name="key">The payment's key; see <see cref="IdempotencyKey"/>.</param>
    /// <param name="request">What is to be paid.</param>
    /// <param name="cancellationToken">Stops the call; a request in flight then stays open in the journal.</param>
    /// <exception cref="InvalidInputException">The key is not acceptable.</exception>
    /// <exception cref="JournalException">The journal cannot be used, or the key stands for another payment. Nothing was sent.</exception>
    /// <exception cref="GatewayErrorException">The gateway refused; nothing was made.</exception>
    /// <exception cref="GatewayUnreachableException">The gateway could not be reached; nothing was made.</exception>
    /// <exception cref="GatewayProtocolException">The list that is read before could not be; nothing was sent.</exception>
    /// <exception cref="OutcomeUnknownException">It is still not known whether it was made; the same call later settles it.</exception>
    public async Task<IdempotentWithdrawal> RequestAsync(string key, WithdrawalRequest request, CancellationToken cancellationToken = default)
    {
        if (request is null)
        {
            throw new ArgumentNullException(nameof(request));
        }

        var name = IdempotencyKey.Parse(key);
        using var session = await _journal.AcquireAsync(cancellationToken).ConfigureAwait(false);
        _clock.SyncForward();
        Exception? lastFailure = null;
        for (var requests = 0; ; requests++)
        {
            if (session.Index.Find(name) is { } record)
            {
                CheckSame(record, request);
                if (record.State == JournalState.Made)
                {
                    return new IdempotentWithdrawal(record.Withdrawal!, WithdrawalOrigin.Recorded);
                }

                if (record.State == JournalState.Open && await ReconcileAsync(session, record, request, lastFailure, cancellationToken).ConfigureAwait(false) is { } adopted)
                {
                    return adopted;
                }
            }

            if (requests == MaxRequests)
            {
                throw new OutcomeUnknownException(Messages.OutcomeUnknown(request.Amount, request.Iban, Messages.SentTooOften(requests)), Messages.RunAgainToReconcile, lastFailure);
            }

            try
            {
                return await SendAsync(session, name, request, cancellationToken).ConfigureAwait(false);
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

        CheckSame(record, request);
        return record.State switch
        {
            JournalState.Made => new WithdrawalPreview(PreviewedAction.Return, record.Withdrawal!.Id),
            JournalState.Open => new WithdrawalPreview(PreviewedAction.Reconcile, null),
            _ => new WithdrawalPreview(PreviewedAction.Request, null),
        };
    }

    /// <summary>A key that paid, or may have, stands for its payment for good; one that provably did not may be corrected.</summary>
    private static void CheckSame(JournalRecord record, WithdrawalRequest request)
    {
        if (record.State is JournalState.Made or JournalState.Open && (record.Amount != request.Amount || record.Iban != request.Iban))
        {
            throw JournalErrors.KeyConflict(record, request);
        }
    }

    private async Task<IdempotentWithdrawal> SendAsync(WithdrawalJournal.Session session, string key, WithdrawalRequest request, CancellationToken cancellationToken)
    {
        var after = await _list.HighestIdAsync(session.Index.HighestId, cancellationToken).ConfigureAwait(false);
        AppendIntent(session, key, request, after);
        Withdrawal withdrawal;
        var sentAt = _clock.Now;
        try
        {
            withdrawal = await _gateway.RequestAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (GatewayErrorException exception)
        {
            TryAppend(session, new JournalLine { Type = JournalLine.Refused, At = _clock.Now, Key = key, Code = exception.Code });
            throw;
        }
        catch (Exception exception) when (exception is GatewayUnreachableException { ProvablyNotSent: true } or OperationCanceledException)
        {
            AppendNotSent(session, key);
            throw;
        }
        catch (OutcomeUnknownException exception)
        {
            AppendUnknown(session, key, exception);
            throw;
        }

        if (session.Index.IsClaimed(withdrawal.Id))
        {
            // Somebody else's withdrawal is no proof that this one was made.
            var exception = new OutcomeUnknownException(
                Messages.OutcomeUnknown(request.Amount, request.Iban, Messages.IdClaimedByAnotherKey(withdrawal.Id)), Messages.RunAgainToReconcile, null);
            AppendUnknown(session, key, exception);
            throw exception;
        }

        _list.ObserveId(withdrawal.Id, sentAt);
        return Record(session, session.Index.Find(key)!, withdrawal, adopted: false);
    }

    /// <summary>Returns when the intent is on the disk itself, and says truly how late a byte of the request can leave.</summary>
    private void AppendIntent(WithdrawalJournal.Session session, string key, WithdrawalRequest request, (long Id, DateTimeOffset BaselineReadAt) after)
    {
        for (var attempt = 1; ; attempt++)
        {
            var allowance = Min(_options.RequestTimeout, MaxFlushTime);
            var line = new JournalLine
            {
                Type = JournalLine.Intent,
                At = _clock.SyncForward(),
                Key = key,
                Amount = request.Amount,
                Iban = request.Iban,
                BaselineId = after.Id,
                BaselineReadAt = after.BaselineReadAt,
                TimeoutSeconds = (allowance + _options.RequestTimeout).TotalSeconds,
            };
            try
            {
                session.Append(line, flushToDisk: true);
            }
            catch (JournalException)
            {
                if (session.Index.Find(key) is { State: JournalState.Open })
                {
                    AppendNotSent(session, key);
                }

                throw;
            }

            if (_clock.SyncForward() - line.At <= allowance)
            {
                return;
            }

            // The disk took so long, or the computer slept meanwhile, that what the line says is no longer true.
            if (attempt == MaxIntents)
            {
                AppendNotSent(session, key);
                throw JournalErrors.TooSlow(_journal.Path, allowance);
            }

            session.Append(NotSent(key), flushToDisk: false);
        }
    }

    private void AppendNotSent(WithdrawalJournal.Session session, string key) => TryAppend(session, NotSent(key));

    private JournalLine NotSent(string key) => new() { Type = JournalLine.NotMade, At = _clock.Now, Key = key, Reason = "it was not sent" };

    private void AppendUnknown(WithdrawalJournal.Session session, string key, OutcomeUnknownException exception)
    {
        var reason = exception.InnerException is OperationCanceledException ? "the command was stopped" : (exception.InnerException as WithdrawException ?? exception).Text.English;
        TryAppend(session, new JournalLine { Type = JournalLine.Unknown, At = _clock.SyncForward(), Key = key, Reason = reason });
    }

    /// <summary>
    /// Writes what became of a request that failed. If even that fails, the intent stays open and is settled the next time, and the
    /// caller hears of the request's own error rather than of the disk's.
    /// </summary>
    private static void TryAppend(WithdrawalJournal.Session session, JournalLine line)
    {
        try
        {
            session.Append(line, flushToDisk: false);
        }
        catch (JournalException)
        {
        }
    }

    private static JournalLine MadeLine(JournalRecord record, Withdrawal withdrawal, bool adopted, DateTimeOffset now) => new()
    {
        Type = JournalLine.Made,
        At = now,
        Key = record.Key,
        Id = withdrawal.Id,
        Adopted = adopted ? true : null,
        Amount = withdrawal.Amount == record.Amount ? null : withdrawal.Amount,
        Iban = withdrawal.Iban == record.Iban ? null : withdrawal.Iban,
        Status = (int)withdrawal.Status,
        HolderName = withdrawal.HolderName,
        BankName = withdrawal.BankName,
        CreatedAt = withdrawal.CreatedAt,
    };

    /// <summary>Writes what was made. If that fails the money has moved all the same, so the caller learns both.</summary>
    private IdempotentWithdrawal Record(WithdrawalJournal.Session session, JournalRecord record, Withdrawal withdrawal, bool adopted)
    {
        var origin = adopted ? WithdrawalOrigin.Adopted : WithdrawalOrigin.Requested;
        try
        {
            session.Append(MadeLine(record, withdrawal, adopted, _clock.Now), flushToDisk: false);
            return new IdempotentWithdrawal(withdrawal, origin);
        }
        catch (JournalException exception)
        {
            return new IdempotentWithdrawal(withdrawal, origin, JournalErrors.ResultNotWritten(_journal.Path, record.Key, withdrawal.Id, exception));
        }
    }

    /// <summary>Looks for a payment whose response was lost until it is found or certainly was not made.</summary>
    /// <returns>What was adopted, or null when it was not made.</returns>
    private async Task<IdempotentWithdrawal?> ReconcileAsync(
        WithdrawalJournal.Session session,
        JournalRecord record,
        WithdrawalRequest request,
        Exception? lastFailure,
        CancellationToken cancellationToken)
    {
        if (session.Index.LatestAt > _clock.Now + ClockTolerance)
        {
            // How long ago it was asked for cannot be told, and to wait until the clock is there again could take any time.
            throw new OutcomeUnknownException(
                Messages.OutcomeUnknown(request.Amount, request.Iban, Messages.ClockSetBack(session.Index.LatestAt)), Messages.RunAgainToReconcile, null);
        }

        for (var interval = FirstPollInterval; ; interval = Min(interval + interval, MaxPollInterval))
        {
            var until = record.InFlightUntil + _options.SettlingTime;
            try
            {
                var decision = await ReconcileOnceAsync(session, record, cancellationToken).ConfigureAwait(false);
                if (decision.Adopted is not null)
                {
                    return decision.Adopted;
                }

                if (decision.Send)
                {
                    session.Append(new JournalLine { Type = JournalLine.NotMade, At = _clock.Now, Key = record.Key, Reason = record.Reason ?? "the process ended" }, flushToDisk: false);
                    return null;
                }

                until = decision.WaitUntil;
            }
            catch (GatewayErrorException exception) when (exception.Error is { AffectsWholeAccount: true })
            {
                // Waiting does not make a wrong key right.
                if (lastFailure is null)
                {
                    throw;
                }

                throw Unsettled(request, exception);
            }
            catch (WithdrawException exception) when (exception is not JournalException && _clock.Now >= until)
            {
                throw Unsettled(request, exception);
            }
            catch (WithdrawException exception) when (exception is not JournalException)
            {
                // The list could not be read this time; there is time left to try again.
                lastFailure = exception;
            }
            catch (OperationCanceledException exception)
            {
                throw Unsettled(request, lastFailure ?? exception);
            }

            var left = until - _clock.Now;
            _options.OnReconciling?.Invoke(new ReconciliationProgress(record.Key, left > TimeSpan.Zero ? left : TimeSpan.Zero, _options.SettlingTime));
            try
            {
                await _clock.Delay(Max(Min(interval, left), MinPollInterval), cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException exception)
            {
                throw Unsettled(request, lastFailure ?? exception);
            }
        }
    }

    /// <summary>Reads the list once and settles every open intent like this one as far as it shows.</summary>
    private async Task<(IdempotentWithdrawal? Adopted, bool Send, DateTimeOffset WaitUntil)> ReconcileOnceAsync(
        WithdrawalJournal.Session session,
        JournalRecord record,
        CancellationToken cancellationToken)
    {
        var now = _clock.Now;
        var open = session.Index.OpenLike(record);
        var listed = await _list.ReadDownToAsync(open.Min(intent => intent.BaselineId), session.Index.HighestId, cancellationToken).ConfigureAwait(false);
        var decisions = Reconciler.Decide(open, listed, session.Index.IsClaimed, session.Index.AdoptedInFlightUntil(record), now, _options.SettlingTime);
        IdempotentWithdrawal? mine = null;
        ReconcileDecision? own = null;
        foreach (var decision in decisions)
        {
            var result = decision.Adopt is null ? null : Record(session, decision.Intent, decision.Adopt, adopted: true);
            if (decision.Intent == record)
            {
                own = decision;
                mine = result;
            }
        }

        if (own!.Send)
        {
            CheckComparable(session.Index, record, listed);
        }

        return (mine, own.Send, own.WaitUntil ?? now);
    }

    /// <summary>That no row is the payment is proof only where a row that is it would have been recognised.</summary>
    private static void CheckComparable(JournalIndex index, JournalRecord record, List<Withdrawal> listed)
    {
        if (index.ResponsesDiffer)
        {
            throw new GatewayProtocolException(Messages.ResponsesDiffer, 200, null);
        }

        if (listed.Find(row => row.Id > record.BaselineId && row.Amount == record.Amount && !Iban.IsValid(row.Iban) && !index.IsClaimed(row.Id)) is { } unreadable)
        {
            throw new GatewayProtocolException(Messages.ListedIbanUnreadable(unreadable.Id), 200, null);
        }
    }

    private static OutcomeUnknownException Unsettled(WithdrawalRequest request, Exception cause) => new(
        Messages.OutcomeUnknown(request.Amount, request.Iban, (cause as WithdrawException)?.Text ?? Messages.Stopped),
        Messages.RunAgainToReconcile,
        cause);

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
