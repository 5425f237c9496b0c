using System;

namespace Aqayepardakht;

/// <summary>Writes to the journal what is about to be sent for a key, and what became of it.</summary>
internal sealed class PaymentRecorder(WithdrawalJournal.Session session, string journalPath, IJournalClock clock, TimeSpan requestTimeout)
{
    private const int MaxIntents = 3;

    /// <summary>How long an intent may take to reach the disk before its times no longer hold and it is written anew.</summary>
    private static readonly TimeSpan MaxFlushTime = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Returns once the intent is on the disk itself. It states how late a byte of the request can leave, so an intent that took too long
    /// to get there, on a slow disk or because the computer slept, is withdrawn and written anew.
    /// </summary>
    /// <exception cref="JournalException">It could not be written; nothing may be sent.</exception>
    public void AppendIntent(string key, WithdrawalRequest request, Baseline baseline)
    {
        for (var attempt = 1; ; attempt++)
        {
            var allowance = requestTimeout < MaxFlushTime ? requestTimeout : MaxFlushTime;
            var line = new JournalLine
            {
                Type = JournalLine.Intent,
                At = clock.SyncForward(),
                Key = key,
                Amount = request.Amount,
                Iban = request.Iban,
                BaselineId = baseline.Id,
                BaselineReadAt = baseline.ReadAt,
                TimeoutSeconds = (allowance + requestTimeout).TotalSeconds,
            };
            try
            {
                session.Append(line, flushToDisk: true);
            }
            catch (JournalException)
            {
                if (session.Index.Find(key) is { State: JournalState.Open })
                {
                    AppendNotSent(key);
                }

                throw;
            }

            if (clock.SyncForward() - line.At <= allowance)
            {
                return;
            }

            if (attempt == MaxIntents)
            {
                AppendNotSent(key);
                throw JournalErrors.TooSlow(journalPath, allowance);
            }

            session.Append(NotMadeLine(key, JournalLine.NotSentReason), flushToDisk: false);
        }
    }

    /// <summary>The request provably never left.</summary>
    public void AppendNotSent(string key) => TryAppend(NotMadeLine(key, JournalLine.NotSentReason));

    /// <summary>The gateway refused the request.</summary>
    public void AppendRefused(string key, int code) =>
        TryAppend(new JournalLine { Type = JournalLine.Refused, At = clock.Now, Key = key, Code = code });

    /// <summary>It is not known what became of the request.</summary>
    public void AppendUnknown(string key, OutcomeUnknownException exception)
    {
        var reason = exception.InnerException is OperationCanceledException
            ? "the command was stopped"
            : (exception.InnerException as WithdrawException ?? exception).Text.English;
        TryAppend(new JournalLine { Type = JournalLine.Unknown, At = clock.SyncForward(), Key = key, Reason = reason });
    }

    /// <summary>The request made nothing: the list proves it, or a person says so.</summary>
    /// <exception cref="JournalException">It could not be written; nothing may be sent.</exception>
    public void AppendNotMade(JournalRecord record, string? resolvedBy = null)
    {
        var line = NotMadeLine(record.Key, record.Reason ?? "the process ended");
        line.ResolvedBy = resolvedBy;
        session.Append(line, flushToDisk: resolvedBy is not null);
    }

    /// <summary>The withdrawal was made. If that cannot be written the money has moved all the same, so the caller learns both.</summary>
    public IdempotentWithdrawal RecordMade(JournalRecord record, Withdrawal withdrawal, WithdrawalOrigin origin, string? resolvedBy = null)
    {
        var line = new JournalLine
        {
            Type = JournalLine.Made,
            At = clock.Now,
            Key = record.Key,
            Id = withdrawal.Id,
            Adopted = origin == WithdrawalOrigin.Adopted ? true : null,
            Amount = withdrawal.Amount == record.Amount ? null : withdrawal.Amount,
            Iban = withdrawal.Iban == record.Iban ? null : withdrawal.Iban,
            Status = (int)withdrawal.Status,
            HolderName = withdrawal.HolderName,
            BankName = withdrawal.BankName,
            CreatedAt = withdrawal.CreatedAt,
            ResolvedBy = resolvedBy,
        };
        try
        {
            session.Append(line, flushToDisk: false);
            return new IdempotentWithdrawal(withdrawal, origin);
        }
        catch (JournalException exception)
        {
            return new IdempotentWithdrawal(withdrawal, origin, JournalErrors.ResultNotWritten(journalPath, record.Key, withdrawal.Id, exception));
        }
    }

    private JournalLine NotMadeLine(string key, string reason) => new() { Type = JournalLine.NotMade, At = clock.Now, Key = key, Reason = reason };

    /// <summary>
    /// Appends what became of a request that failed. If even that fails, the intent stays open and is reconciled the next time, and the
    /// caller gets the request's own error rather than the disk's.
    /// </summary>
    private void TryAppend(JournalLine line)
    {
        try
        {
            session.Append(line, flushToDisk: false);
        }
        catch (JournalException)
        {
        }
    }
}
