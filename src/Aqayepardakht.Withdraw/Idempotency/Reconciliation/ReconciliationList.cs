using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht;

/// <summary>
/// The gateway's list, read so strictly that a withdrawal that is not in it was not made: page after page, nothing fetched ahead, and no
/// unclear end taken for the end.
/// </summary>
/// <remarks>
/// Its times come from a clock that is not set forward while a command waits: that would make a payment look as if its settling time
/// had passed.
/// </remarks>
internal sealed class ReconciliationList(IWithdrawGateway gateway, IJournalClock clock)
{
    /// <summary>A page that fails so often in a row ends the search.</summary>
    private const int MaxPageAttempts = 4;

    /// <summary>A list that shows nothing new for so many pages repeats itself and has no end.</summary>
    private const int MaxPagesWithoutNewRows = 1000;

    /// <summary>How long a baseline serves for the next request.</summary>
    private static readonly TimeSpan BaselineLifetime = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan FirstRetryDelay = TimeSpan.FromMilliseconds(250);

    private Baseline? _baseline;

    /// <summary>
    /// Reads the list down to an id: new withdrawals push rows only to pages that are still to be read, so none can slip past.
    /// </summary>
    /// <param name="id">The id down to which, at least, the list is wanted.</param>
    /// <param name="highestId">An id that the list must reach up to, since it was seen before.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="WithdrawException">The list could not be read, or proves nothing.</exception>
    public async Task<ListedRows> ReadDownToAsync(long id, long highestId, CancellationToken cancellationToken)
    {
        var sentAt = clock.Now;
        var listed = new Dictionary<long, Withdrawal>();
        var unreadable = new List<UnreadableRow>();
        var pagesWithoutNewRows = 0;
        long? totalAtFirst = null;
        long? total = null;
        for (var number = 1; ; number++)
        {
            var page = await ReadPageAsync(number, cancellationToken).ConfigureAwait(false);
            totalAtFirst ??= page.TotalCount;
            if (page.TotalCount < total)
            {
                // Rows were removed, so others may have moved up to pages that were read before.
                throw ProvesNothing(Messages.ListShrank);
            }

            total = page.TotalCount;
            var known = listed.Count;
            foreach (var withdrawal in page.Withdrawals)
            {
                listed[withdrawal.Id] = withdrawal;
            }

            unreadable.AddRange(page.UnreadableRows);
            if (page.Withdrawals.Any(withdrawal => withdrawal.Id <= id))
            {
                break;
            }

            // A last page ends the list only when as many rows were seen as there are.
            if (page.RowCount == 0 || (number >= page.TotalPages && !(page.TotalCount > listed.Count + unreadable.Count)))
            {
                CheckEnd(id, totalAtFirst, listed.Count + unreadable.Count);
                break;
            }

            pagesWithoutNewRows = listed.Count > known ? 0 : pagesWithoutNewRows + 1;
            if (pagesWithoutNewRows == MaxPagesWithoutNewRows)
            {
                throw ProvesNothing(Messages.ListWithoutEnd(number));
            }
        }

        var newest = listed.Count > 0 ? listed.Keys.Max() : 0;
        if (newest < highestId)
        {
            // A replica that is behind: a row may be missing only here.
            throw ProvesNothing(Messages.ListIsBehind(highestId));
        }

        ObserveId(newest, sentAt);
        return new ListedRows(listed.Values, unreadable);
    }

    /// <summary>The highest id that was ever shown, read from the list unless that was done just now.</summary>
    /// <param name="knownId">The highest id that is known from before.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="WithdrawException">The list could not be read.</exception>
    public async Task<Baseline> ReadBaselineAsync(long knownId, CancellationToken cancellationToken)
    {
        if (!(_baseline is { } recent && clock.Now - recent.ReadAt < BaselineLifetime))
        {
            var sentAt = clock.Now;
            var newest = await gateway.GetPageAsync(1, cancellationToken).ConfigureAwait(false);
            if (newest.RowCount == 0 && newest.TotalCount > 0)
            {
                // Taken for an empty list, it would let a withdrawal of long ago pass for the one that is about to be requested.
                throw ProvesNothing(Messages.ListIsShort);
            }

            ObserveId(newest.Withdrawals.Count > 0 ? newest.Withdrawals.Max(withdrawal => withdrawal.Id) : 0, sentAt);
        }

        return _baseline!.Value with { Id = Math.Max(_baseline.Value.Id, knownId) };
    }

    /// <summary>Remembers an id that the gateway showed.</summary>
    /// <param name="id">The id.</param>
    /// <param name="sentAt">The moment before the call that showed it.</param>
    public void ObserveId(long id, DateTimeOffset sentAt) => _baseline = new Baseline(Math.Max(id, _baseline?.Id ?? 0), sentAt);

    private static void CheckEnd(long id, long? totalAtFirst, int rows)
    {
        if (id > 0)
        {
            // The list had shown that id before, so this is not all of it.
            throw ProvesNothing(Messages.ListEndedEarly(id));
        }

        // New withdrawals arrive above, so only as many rows as there were at first must have been seen.
        if (totalAtFirst > rows)
        {
            throw ProvesNothing(Messages.ListIsShort);
        }
    }

    /// <summary>
    /// Reads a failed page again instead of the whole list: rows only move down, so none can have slipped past it, and on a bad line a long
    /// list would never be read to its end.
    /// </summary>
    private async Task<WithdrawalPage> ReadPageAsync(int number, CancellationToken cancellationToken)
    {
        var delay = FirstRetryDelay;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await gateway.GetPageAsync(number, cancellationToken).ConfigureAwait(false);
            }
            catch (WithdrawException exception) when (number > 1 && attempt < MaxPageAttempts && exception is not GatewayErrorException { Error.AffectsWholeAccount: true })
            {
                await clock.Delay(delay, cancellationToken).ConfigureAwait(false);
                delay += delay;
            }
        }
    }

    private static GatewayProtocolException ProvesNothing(LocalizedText text) => new(text);
}
