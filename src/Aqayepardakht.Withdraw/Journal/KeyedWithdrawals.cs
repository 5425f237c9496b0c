using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht;

/// <summary>
/// Pays each key once. An intent is on the disk before a byte is sent; a lost answer is looked for in the gateway's list, and only
/// what was provably not made is sent again.
/// </summary>
/// <remarks>For one thread at a time. Several of these, also in other processes, may share a journal.</remarks>
public sealed class KeyedWithdrawals
{
    /// <summary>A key is not asked for more often than this in one call, however often it turns out not to be made.</summary>
    private const int MostRequests = 3;

    /// <summary>An intent is not written more often than this, however long the disk takes for it.</summary>
    private const int MostIntents = 3;

    /// <summary>The longest that an intent's way to the disk may take before it is written anew.</summary>
    private static readonly TimeSpan LongestFlush = TimeSpan.FromSeconds(5);

    /// <summary>Clocks of processes that share a journal may differ by so much.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan FirstLookInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestLookInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShortestLookInterval = TimeSpan.FromMilliseconds(10);

    private readonly IWithdrawGateway _gateway;
    private readonly WithdrawalJournal _journal;
    private readonly KeyedWithdrawalOptions _options;
    private readonly IJournalClock _clock;
    private readonly ReconciliationList _list;

    /// <summary>Creates it over a client and its account's journal.</summary>
    /// <param name="client">The client.</param>
    /// <param name="journal">The journal of the client's account.</param>
    /// <param name="settlingTime">See <see cref="KeyedWithdrawalOptions.SettlingTime"/>; two minutes when null.</param>
    /// <param name="onSettling">Told when a payment waits to be settled.</param>
    public KeyedWithdrawals(WithdrawClient client, WithdrawalJournal journal, TimeSpan? settlingTime = null, Action<SettlingReport>? onSettling = null)
        : this(
            client,
            journal,
            new KeyedWithdrawalOptions
            {
                SettlingTime = settlingTime ?? new KeyedWithdrawalOptions().SettlingTime,
                OnSettling = onSettling,
                RequestTimeout = (client ?? throw new ArgumentNullException(nameof(client))).RequestTimeout,
            })
    {
    }

    internal KeyedWithdrawals(IWithdrawGateway gateway, WithdrawalJournal journal, KeyedWithdrawalOptions options)
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
    public async Task<KeyedWithdrawal> RequestAsync(string key, WithdrawalRequest request, CancellationToken cancellationToken = default)
    {
        if (request is null)
        {
            throw new ArgumentNullException(nameof(request));
        }

        var name = IdempotencyKey.Parse(key);
        using var session = await _journal.BeginAsync(cancellationToken).ConfigureAwait(false);
        _clock.CatchUp();
        Exception? lost = null;
        for (var requests = 0; ; requests++)
        {
            if (session.Index.Find(name) is { } record)
            {
                CheckSame(record, request);
                if (record.State == JournalState.Made)
                {
                    return new KeyedWithdrawal(record.Withdrawal!, KeyedWithdrawalOrigin.Recorded);
                }

                if (record.State == JournalState.Open && await SettleAsync(session, record, request, lost, cancellationToken).ConfigureAwait(false) is { } adopted)
                {
                    return adopted;
                }
            }

            if (requests == MostRequests)
            {
                throw new OutcomeUnknownException(Messages.OutcomeUnknown(request.Amount, request.Iban, Messages.AskedTooOften(requests)), Messages.RunAgainToSettle, lost);
            }

            try
            {
                return await AskAsync(session, name, request, cancellationToken).ConfigureAwait(false);
            }
            catch (OutcomeUnknownException exception) when (!cancellationToken.IsCancellationRequested)
            {
                lost = exception;
            }
        }
    }

    /// <summary>Says what <see cref="RequestAsync"/> would do, without sending or writing anything.</summary>
    /// <exception cref="InvalidInputException">The key is not acceptable.</exception>
    /// <exception cref="JournalException">The journal cannot be used, or the key stands for another payment.</exception>
    public KeyedWithdrawalForecast Foresee(string key, WithdrawalRequest request)
    {
        if (request is null)
        {
            throw new ArgumentNullException(nameof(request));
        }

        if (_journal.Peek(IdempotencyKey.Parse(key)) is not { } record)
        {
            return new KeyedWithdrawalForecast(KeyedWithdrawalAction.Request, null);
        }

        CheckSame(record, request);
        return record.State switch
        {
            JournalState.Made => new KeyedWithdrawalForecast(KeyedWithdrawalAction.Return, record.Withdrawal!.Id),
            JournalState.Open => new KeyedWithdrawalForecast(KeyedWithdrawalAction.Reconcile, null),
            _ => new KeyedWithdrawalForecast(KeyedWithdrawalAction.Request, null),
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

    private async Task<KeyedWithdrawal> AskAsync(WithdrawalJournal.Session session, string key, WithdrawalRequest request, CancellationToken cancellationToken)
    {
        var after = await _list.HighestIdAsync(session.Index.HighestId, cancellationToken).ConfigureAwait(false);
        NoteIntent(session, key, request, after);
        Withdrawal withdrawal;
        var askedAt = _clock.Now;
        try
        {
            withdrawal = await _gateway.RequestAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (GatewayErrorException exception)
        {
            Note(session, new JournalLine { Type = JournalLine.Refused, At = _clock.Now, Key = key, Code = exception.Code });
            throw;
        }
        catch (Exception exception) when (exception is GatewayUnreachableException { ProvablyNotSent: true } or OperationCanceledException)
        {
            NoteNotSent(session, key);
            throw;
        }
        catch (OutcomeUnknownException exception)
        {
            NoteUnknown(session, key, exception);
            throw;
        }

        if (session.Index.IsClaimed(withdrawal.Id))
        {
            // Somebody else's withdrawal is no proof that this one was made.
            var exception = new OutcomeUnknownException(
                Messages.OutcomeUnknown(request.Amount, request.Iban, Messages.ClaimedId(withdrawal.Id)), Messages.RunAgainToSettle, null);
            NoteUnknown(session, key, exception);
            throw exception;
        }

        _list.Saw(withdrawal.Id, askedAt);
        return Record(session, session.Index.Find(key)!, withdrawal, adopted: false);
    }

    /// <summary>Returns when the intent is on the disk itself, and says truly how late a byte of the request can leave.</summary>
    private void NoteIntent(WithdrawalJournal.Session session, string key, WithdrawalRequest request, (long Id, DateTimeOffset SeenAt) after)
    {
        for (var attempt = 1; ; attempt++)
        {
            var allowance = Min(_options.RequestTimeout, LongestFlush);
            var line = new JournalLine
            {
                Type = JournalLine.Intent,
                At = _clock.CatchUp(),
                Key = key,
                Amount = request.Amount,
                Iban = request.Iban,
                AfterId = after.Id,
                SeenAt = after.SeenAt,
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
                    NoteNotSent(session, key);
                }

                throw;
            }

            if (_clock.CatchUp() - line.At <= allowance)
            {
                return;
            }

            // The disk took so long, or the computer slept meanwhile, that what the line says is no longer true.
            if (attempt == MostIntents)
            {
                NoteNotSent(session, key);
                throw JournalErrors.TooSlow(_journal.Path, allowance);
            }

            session.Append(NotSent(key), flushToDisk: false);
        }
    }

    private void NoteNotSent(WithdrawalJournal.Session session, string key) => Note(session, NotSent(key));

    private JournalLine NotSent(string key) => new() { Type = JournalLine.NotMade, At = _clock.Now, Key = key, Reason = "it was not sent" };

    private void NoteUnknown(WithdrawalJournal.Session session, string key, OutcomeUnknownException exception)
    {
        var reason = exception.InnerException is OperationCanceledException ? "the command was stopped" : (exception.InnerException as WithdrawException ?? exception).Text.English;
        Note(session, new JournalLine { Type = JournalLine.Unknown, At = _clock.CatchUp(), Key = key, Reason = reason });
    }

    /// <summary>
    /// Writes what became of a request that failed. If even that fails, the intent stays open and is settled the next time, and the
    /// caller hears of the request's own error rather than of the disk's.
    /// </summary>
    private static void Note(WithdrawalJournal.Session session, JournalLine line)
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
    private KeyedWithdrawal Record(WithdrawalJournal.Session session, JournalRecord record, Withdrawal withdrawal, bool adopted)
    {
        var origin = adopted ? KeyedWithdrawalOrigin.Adopted : KeyedWithdrawalOrigin.Requested;
        try
        {
            session.Append(MadeLine(record, withdrawal, adopted, _clock.Now), flushToDisk: false);
            return new KeyedWithdrawal(withdrawal, origin);
        }
        catch (JournalException exception)
        {
            return new KeyedWithdrawal(withdrawal, origin, JournalErrors.ResultNotWritten(_journal.Path, record.Key, withdrawal.Id, exception));
        }
    }

    /// <summary>Looks for a payment whose answer was lost until it is found or certainly was not made.</summary>
    /// <returns>What was adopted, or null when it was not made.</returns>
    private async Task<KeyedWithdrawal?> SettleAsync(
        WithdrawalJournal.Session session,
        JournalRecord record,
        WithdrawalRequest request,
        Exception? lost,
        CancellationToken cancellationToken)
    {
        if (session.Index.LatestAt > _clock.Now + ClockTolerance)
        {
            // How long ago it was asked for cannot be told, and to wait until the clock is there again could take any time.
            throw new OutcomeUnknownException(
                Messages.OutcomeUnknown(request.Amount, request.Iban, Messages.ClockSetBack(session.Index.LatestAt)), Messages.RunAgainToSettle, null);
        }

        for (var interval = FirstLookInterval; ; interval = Min(interval + interval, LongestLookInterval))
        {
            var until = record.QuietSince + _options.SettlingTime;
            try
            {
                var decision = await LookAsync(session, record, cancellationToken).ConfigureAwait(false);
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
            catch (GatewayErrorException exception) when (exception.Error is { EndsPipeline: true })
            {
                // Waiting does not make a wrong key right.
                if (lost is null)
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
                lost = exception;
            }
            catch (OperationCanceledException exception)
            {
                throw Unsettled(request, lost ?? exception);
            }

            var left = until - _clock.Now;
            _options.OnSettling?.Invoke(new SettlingReport(record.Key, left > TimeSpan.Zero ? left : TimeSpan.Zero, _options.SettlingTime));
            try
            {
                await _clock.Delay(Max(Min(interval, left), ShortestLookInterval), cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException exception)
            {
                throw Unsettled(request, lost ?? exception);
            }
        }
    }

    /// <summary>Reads the list once and settles every open intent like this one as far as it shows.</summary>
    private async Task<(KeyedWithdrawal? Adopted, bool Send, DateTimeOffset WaitUntil)> LookAsync(
        WithdrawalJournal.Session session,
        JournalRecord record,
        CancellationToken cancellationToken)
    {
        var now = _clock.Now;
        var open = session.Index.OpenLike(record);
        var listed = await _list.ReadDownToAsync(open.Min(intent => intent.AfterId), session.Index.HighestId, cancellationToken).ConfigureAwait(false);
        var decisions = Reconciler.Decide(open, listed, session.Index.IsClaimed, session.Index.AdoptedQuietSince(record), now, _options.SettlingTime);
        KeyedWithdrawal? mine = null;
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
        if (index.AnswersDiffer)
        {
            throw new GatewayProtocolException(Messages.AnswersDiffer, 200, null);
        }

        if (listed.Find(row => row.Id > record.AfterId && row.Amount == record.Amount && !Iban.IsValid(row.Iban) && !index.IsClaimed(row.Id)) is { } unreadable)
        {
            throw new GatewayProtocolException(Messages.ListedIbanUnreadable(unreadable.Id), 200, null);
        }
    }

    private static OutcomeUnknownException Unsettled(WithdrawalRequest request, Exception cause) => new(
        Messages.OutcomeUnknown(request.Amount, request.Iban, (cause as WithdrawException)?.Text ?? Messages.Stopped),
        Messages.RunAgainToSettle,
        cause);

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
