using System;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht;

/// <summary>
/// Writes to the journal what became of a request that was sent, whatever other payers have made of its key meanwhile: a payer that was
/// suspended for long finds its intent reconciled, or even sent again.
/// </summary>
/// <param name="store">The journal.</param>
/// <param name="session">The session in which the intent was appended.</param>
/// <param name="clock">The journal's clock.</param>
/// <param name="key">The payment's idempotency key.</param>
/// <param name="request">What was requested.</param>
internal sealed class RequestOutcomeRecorder(
    IJournalStore store,
    IJournalSession session,
    IJournalClock clock,
    string key,
    WithdrawalRequest request)
{
    private readonly int _intentNumber = session.Index.Find(key)!.IntentNumber;

    /// <summary>The request provably never left.</summary>
    public Task AppendNotSentAsync() => TryAppendAsync(JournalSteps.NotSent(key, clock.Now));

    /// <summary>The gateway refused the request.</summary>
    public Task AppendRefusedAsync(int code) => TryAppendAsync(JournalSteps.Refused(key, code, clock.Now));

    /// <summary>It is not known what became of the request.</summary>
    public Task AppendUnknownAsync(OutcomeUnknownException exception)
    {
        var reason = exception.InnerException is OperationCanceledException
            ? "the command was stopped"
            : (exception.InnerException as WithdrawException ?? exception).Text.English;
        return TryAppendAsync(JournalSteps.Unknown(key, reason, clock.SyncForward()));
    }

    /// <summary>
    /// The gateway made the withdrawal. If that cannot be written the money has moved all the same, so the caller learns both.
    /// </summary>
    /// <returns>The result; null when another key claims the withdrawal, which then does not prove that this one was made.</returns>
    public async Task<PaymentResult?> RecordMadeAsync(Withdrawal withdrawal)
    {
        try
        {
            PaymentResult? result = null;
            await OnPresentStateAsync(async present => result = await RecordMadeAsync(present, withdrawal).ConfigureAwait(false))
                .ConfigureAwait(false);
            return result;
        }
        catch (JournalException exception)
        {
            var notRecorded = JournalErrors.ResultNotWritten(store.Name, key, withdrawal.Id, exception);
            return new PaymentResult(withdrawal, WithdrawalOrigin.Requested, notRecorded);
        }
    }

    private async Task<PaymentResult?> RecordMadeAsync(IJournalSession present, Withdrawal withdrawal)
    {
        if (present != session)
        {
            // What made the first attempt fail may be that another key claims it.
            await present.LoadClaimsAsync([withdrawal.Id], CancellationToken.None).ConfigureAwait(false);
        }

        var record = present.Index.Find(key)!;
        var isClaimed = present.Index.IsClaimed(withdrawal.Id);
        if (record is { State: JournalState.Made, Withdrawal: { } recorded } && recorded.Id != withdrawal.Id)
        {
            // Payments of equal amount and IBAN can have taken each other's withdrawals; then none is surplus.
            return isClaimed
                ? new PaymentResult(recorded, WithdrawalOrigin.Recorded)
                : new PaymentResult(withdrawal, WithdrawalOrigin.Requested, JournalErrors.MadeTwice(key, withdrawal.Id, recorded.Id));
        }

        if (record.State != JournalState.Made)
        {
            if (isClaimed)
            {
                return null;
            }

            await AppendMadeAsync(present, record, withdrawal).ConfigureAwait(false);
        }

        return new PaymentResult(withdrawal, WithdrawalOrigin.Requested);
    }

    private async Task AppendMadeAsync(IJournalSession present, JournalRecord record, Withdrawal withdrawal)
    {
        var isOwnIntent = IsOwnIntentOpen(record);
        if (record.State == JournalState.Open)
        {
            // It may have been corrected since, and sent as another payment.
            PaymentProcessor.FindSamePayment(present.Index, key, request);
        }
        else
        {
            // It was taken for not made, since the list lagged behind.
            var baseline = new Baseline(record.FirstBaselineId, clock.Now);
            var foundOut = JournalSteps.FoundOut(key, request, baseline, clock.SyncForward(), TimeSpan.Zero);
            await present.AppendAsync(foundOut, flushToDisk: false).ConfigureAwait(false);
        }

        var line = JournalSteps.Made(record, withdrawal, isAdopted: !isOwnIntent, clock.Now);
        await present.AppendAsync(line, flushToDisk: false).ConfigureAwait(false);
    }

    private bool IsOwnIntentOpen(JournalRecord record) => record.State == JournalState.Open && record.IntentNumber == _intentNumber;

    /// <summary>
    /// Appends what became of a request that failed, unless others have found it out. If even that cannot be written, the intent stays
    /// open and is reconciled the next time, and the caller gets the request's own error rather than the journal's.
    /// </summary>
    private async Task TryAppendAsync(JournalLine line)
    {
        try
        {
            await OnPresentStateAsync(present => IsOwnIntentOpen(present.Index.Find(key)!)
                ? present.AppendAsync(line, flushToDisk: false)
                : Task.CompletedTask).ConfigureAwait(false);
        }
        catch (JournalException)
        {
        }
    }

    /// <summary>Writes in the session of the intent, and in a new one for as long as other payers were faster.</summary>
    private async Task OnPresentStateAsync(Func<IJournalSession, Task> write)
    {
        try
        {
            await write(session).ConfigureAwait(false);
        }
        catch (JournalChangedException)
        {
            await JournalChangedException.RetryAsync(async () =>
            {
                using var present = await store.AcquireAsync(key, request, CancellationToken.None).ConfigureAwait(false);
                await write(present).ConfigureAwait(false);
                return true;
            }).ConfigureAwait(false);
        }
    }
}
