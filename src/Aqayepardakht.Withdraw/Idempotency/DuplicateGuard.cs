using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht;

/// <summary>
/// Looks, before a request, for a withdrawal that may be the same payment made without this journal's knowledge: by another user, from
/// another computer, or before the journal was lost.
/// </summary>
/// <remarks>
/// Rows without a readable amount or IBAN are passed over: one of them would block every payment for as long as it is listed. Where they
/// would be proof that nothing was made, they are none; see <see cref="OpenPaymentReconciler"/>.
/// </remarks>
internal sealed class DuplicateGuard(ReconciliationList list, IJournalClock clock, IdempotencyOptions options)
{
    /// <summary>Reads the newest rows of the list.</summary>
    /// <param name="request">What is about to be requested.</param>
    /// <param name="journal">What the journal knows.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The baseline of the request.</returns>
    /// <exception cref="PossibleDuplicateException">There is such a withdrawal.</exception>
    /// <exception cref="WithdrawException">The list could not be read as far as the window reaches.</exception>
    public async Task<Baseline> CheckAsync(WithdrawalRequest request, IJournalView journal, CancellationToken cancellationToken)
    {
        var index = journal.Index;
        var isOff = options.DuplicateWindow <= TimeSpan.Zero;
        var since = isOff ? DateTime.MaxValue : StartOfWindow(index.GatewayClockOffset);
        var (rows, baseline) = await ReadRecentAsync(since, index.HighestId, cancellationToken).ConfigureAwait(false);
        if (isOff)
        {
            return baseline;
        }

        if (StartOfWindow(index.GatewayClockOffset) is var earlier && earlier < since)
        {
            // The list itself told that this computer's clock is ahead of the gateway's.
            since = earlier;
            (rows, baseline) = await ReadRecentAsync(since, index.HighestId, cancellationToken).ConfigureAwait(false);
        }

        var possible = rows.Where(IsPossibleDuplicate);
        await journal.LoadClaimsAsync(possible.Select(row => row.Id), cancellationToken).ConfigureAwait(false);
        if (possible.FirstOrDefault(row => !index.IsClaimed(row.Id)) is { } duplicate)
        {
            await journal.EnsureUnchangedAsync(cancellationToken).ConfigureAwait(false);
            throw new PossibleDuplicateException(duplicate, options.DuplicateWindow);
        }

        return baseline;

        bool IsPossibleDuplicate(Withdrawal row) =>
            row.Amount == request.Amount
            && Iban.Normalize(row.Iban) == request.Iban
            && row.Status != WithdrawalStatus.Cancelled
            && !(row.CreatedAt < since)
            && !options.NotDuplicateOf.Contains(row.Id);
    }

    private async Task<(IReadOnlyCollection<Withdrawal> Rows, Baseline Baseline)> ReadRecentAsync(
        DateTime since,
        long highestId,
        CancellationToken cancellationToken)
    {
        try
        {
            return await list.ReadRecentAsync(since, highestId, cancellationToken).ConfigureAwait(false);
        }
        catch (GatewayProtocolException exception) when (exception.HttpStatus is null && options.DuplicateWindow > TimeSpan.Zero)
        {
            throw new GatewayProtocolException(
                IdempotencyMessages.ListNotReadAsFar(options.DuplicateWindow, exception.Text),
                advice: IdempotencyMessages.ListNotReadAsFarAdvice,
                inner: exception);
        }
    }

    /// <summary>From when on the list is looked through, by the gateway's clock.</summary>
    /// <param name="recordedOffset">By how much the gateway's clock is ahead of this computer's, as the journal knows; null if not.</param>
    public DateTime StartOfWindow(TimeSpan? recordedOffset)
    {
        var behind = Min(Behind(recordedOffset), Behind(list.GatewayClockOffset));
        var start = clock.Now - options.DuplicateWindow - ClockTolerance.OfDuplicateWindow + behind;
        return IranTime.FromUtc(start.UtcDateTime);
    }

    /// <summary>
    /// A difference that makes the window longer counts. One that makes it shorter may be from before this computer's clock was set right,
    /// and would hide what the window is to show.
    /// </summary>
    private static TimeSpan Behind(TimeSpan? gatewayClockOffset) =>
        gatewayClockOffset < TimeSpan.Zero ? gatewayClockOffset.Value : TimeSpan.Zero;

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
