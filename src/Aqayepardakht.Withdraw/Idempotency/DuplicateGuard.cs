using System;
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
internal sealed class DuplicateGuard(ReconciliationList list, IdempotencyOptions options)
{
    /// <summary>How far this computer's clock may be ahead of the gateway's without anybody knowing.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(10);

    /// <summary>Reads the newest rows of the list.</summary>
    /// <param name="request">What is about to be requested.</param>
    /// <param name="journal">What the journal knows.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The baseline of the request.</returns>
    /// <exception cref="PossibleDuplicateException">There is such a withdrawal.</exception>
    /// <exception cref="WithdrawException">The list could not be read as far as the window reaches.</exception>
    public async Task<Baseline> CheckAsync(WithdrawalRequest request, JournalIndex journal, CancellationToken cancellationToken)
    {
        var isOff = options.DuplicateWindow <= TimeSpan.Zero;
        var since = isOff ? DateTime.MaxValue : StartOfWindow(journal);
        var (rows, baseline) = await list.ReadRecentAsync(since, journal.HighestId, cancellationToken).ConfigureAwait(false);
        if (!isOff && rows.FirstOrDefault(IsPossibleDuplicate) is { } duplicate)
        {
            throw new PossibleDuplicateException(duplicate, options.DuplicateWindow);
        }

        return baseline;

        bool IsPossibleDuplicate(Withdrawal row) =>
            row.Amount == request.Amount
            && Iban.Normalize(row.Iban) == request.Iban
            && row.Status != WithdrawalStatus.Cancelled
            && !(row.CreatedAt < since)
            && !journal.IsClaimed(row.Id)
            && !options.NotDuplicateOf.Contains(row.Id);
    }

    private DateTime StartOfWindow(JournalIndex journal) =>
        IranTime.FromUtc((options.Clock.Now - options.DuplicateWindow - ClockTolerance + Behind(journal.GatewayClockOffset)).UtcDateTime);

    /// <summary>
    /// A difference that makes the window longer counts. One that makes it shorter may be from before this computer's clock was set right,
    /// and would hide what the window is to show.
    /// </summary>
    private static TimeSpan Behind(TimeSpan? gatewayClockOffset) => gatewayClockOffset < TimeSpan.Zero ? gatewayClockOffset.Value : TimeSpan.Zero;
}
