using System;
using System.Threading.Tasks;

namespace Aqayepardakht;

/// <summary>Appends to the journal the steps of a payment that were decided on what a session knows.</summary>
internal sealed class PaymentRecorder(
    IJournalStore store,
    IJournalSession session,
    IJournalClock clock,
    TimeSpan requestTimeout,
    Action<LocalizedText>? onWarning)
{
    private const int MaxIntents = 3;

    /// <summary>How long an intent may take to reach the disk before its times no longer hold and it is written anew.</summary>
    private static readonly TimeSpan MaxFlushTime = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Returns once the intent is on the disk itself. It states how late a byte of the request can leave, so an intent that took too long
    /// to get there, on a slow disk or because the computer slept, is withdrawn and written anew.
    /// </summary>
    /// <exception cref="JournalException">It could not be written; nothing may be sent.</exception>
    public async Task AppendIntentAsync(string key, WithdrawalRequest request, Baseline baseline)
    {
        WarnIfBegun();
        var allowance = requestTimeout < MaxFlushTime ? requestTimeout : MaxFlushTime;
        for (var attempt = 1; ; attempt++)
        {
            var line = JournalSteps.Intent(key, request, baseline, clock.SyncForward(), allowance + requestTimeout);
            try
            {
                await session.AppendAsync(line, flushToDisk: true).ConfigureAwait(false);
            }
            catch (JournalException)
            {
                if (session.Index.Find(key) is { State: JournalState.Open })
                {
                    await TryAppendNotSentAsync(key).ConfigureAwait(false);
                }

                throw;
            }

            if (clock.SyncForward() - line.At <= allowance)
            {
                return;
            }

            if (attempt == MaxIntents)
            {
                await TryAppendNotSentAsync(key).ConfigureAwait(false);
                throw JournalErrors.TooSlow(store.Name, allowance);
            }

            await session.AppendAsync(JournalSteps.NotSent(key, clock.Now), flushToDisk: false).ConfigureAwait(false);
        }
    }

    /// <summary>Comes before the outcome of a payment that is not open. If the process dies in between, the key stays what it was.</summary>
    public Task AppendFoundOutAsync(string key, WithdrawalRequest request, long baselineId)
    {
        WarnIfBegun();
        var line = JournalSteps.FoundOut(key, request, new Baseline(baselineId, clock.Now), clock.SyncForward(), requestTimeout);
        return session.AppendAsync(line, flushToDisk: false);
    }

    /// <summary>The request made nothing: the list proves it, or a person says so.</summary>
    /// <exception cref="JournalException">It could not be written; nothing may be sent.</exception>
    public Task AppendNotMadeAsync(JournalRecord record, string? resolvedBy = null) => session.AppendAsync(
        JournalSteps.NotMade(record.Key, record.Reason ?? "the process ended", clock.Now, resolvedBy),
        flushToDisk: resolvedBy is not null);

    /// <summary>
    /// The withdrawal was found in the gateway's list, or by a person. If that cannot be written the money has moved all the same, so the
    /// caller learns both.
    /// </summary>
    public async Task<PaymentResult> RecordAdoptedAsync(JournalRecord record, Withdrawal withdrawal, string? resolvedBy = null)
    {
        try
        {
            var line = JournalSteps.Made(record, withdrawal, isAdopted: true, clock.Now, resolvedBy);
            await session.AppendAsync(line, flushToDisk: resolvedBy is not null).ConfigureAwait(false);
            return new PaymentResult(withdrawal, WithdrawalOrigin.Adopted);
        }
        catch (JournalException exception)
        {
            var notRecorded = JournalErrors.ResultNotWritten(store.Name, record.Key, withdrawal.Id, exception);
            return new PaymentResult(withdrawal, WithdrawalOrigin.Adopted, notRecorded);
        }
    }

    /// <summary>
    /// Warns before anything is written: if this process dies just after it, the next one finds a journal and would not warn.
    /// </summary>
    private void WarnIfBegun()
    {
        if (session.Index.Account is null)
        {
            onWarning?.Invoke(IdempotencyMessages.JournalBegun(store.Name));
        }
    }

    /// <summary>If even this cannot be written, the intent stays open and is reconciled the next time.</summary>
    private async Task TryAppendNotSentAsync(string key)
    {
        try
        {
            await session.AppendAsync(JournalSteps.NotSent(key, clock.Now), flushToDisk: false).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is JournalException or JournalChangedException)
        {
        }
    }
}
