using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht;

/// <summary>
/// The gateway's list, read so that what is not in it was not made: page after page, without fetching ahead, and with no unclear end taken
/// for an end.
/// </summary>
/// <remarks>
/// Its times are those of a clock that does not catch up while somebody waits: set forward, it would make a payment look settled.
/// </remarks>
internal sealed class ReconciliationList(IWithdrawGateway gateway, IJournalClock clock)
{
    /// <summary>A page that breaks so often in a row is given up, and the search with it.</summary>
    private const int MaxTriesOfPage = 4;

    /// <summary>A list that repeats itself for so many pages has no end.</summary>
    private const int MaxPagesWithoutNews = 1000;

    /// <summary>How old what the gateway showed may be to still count as "just before".</summary>
    private static readonly TimeSpan HighestIdLifetime = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan FirstRetryDelay = TimeSpan.FromMilliseconds(250);

    private (long Id, DateTimeOffset BaselineReadAt)? _highest;

    /// <summary>
    /// Reads the list down to an id: new withdrawals push rows only to pages that are still to be read, so none can slip past.
    /// </summary>
    /// <param name="id">The id down to which, at least, the list is wanted.</param>
    /// <param name="highestId">An id that the list must reach up to, since it was seen before.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="WithdrawException">The list could not be read, or proves nothing.</exception>
    public async Task<List<Withdrawal>> ReadDownToAsync(long id, long highestId, CancellationToken cancellationToken)
    {
        var sentAt = clock.Now;
        var listed = new Dictionary<long, Withdrawal>();
        var pagesWithoutNews = 0;
        long? totalAtFirst = null;
        long? total = null;
        for (var number = 1; ; number++)
        {
            var page = await ReadPageAsync(number, cancellationToken).ConfigureAwait(false);
            totalAtFirst ??= page.TotalCount;
            if (page.TotalCount < total)
            {
                // What was removed let rows slip back to pages that were read before.
                throw ProvesNothing(Messages.ListShrank);
            }

            total = page.TotalCount;
            var known = listed.Count;
            foreach (var withdrawal in page.Withdrawals)
            {
                listed[withdrawal.Id] = withdrawal;
            }

            if (page.Withdrawals.Any(withdrawal => withdrawal.Id <= id))
            {
                break;
            }

            // A last page ends the list only when as many rows were seen as there are.
            if (page.Withdrawals.Count == 0 || (number >= page.TotalPages && !(page.TotalCount > listed.Count)))
            {
                CheckEnd(id, totalAtFirst, listed.Count);
                break;
            }

            pagesWithoutNews = listed.Count > known ? 0 : pagesWithoutNews + 1;
            if (pagesWithoutNews == MaxPagesWithoutNews)
            {
                throw ProvesNothing(Messages.ListWithoutEnd(number));
            }
        }

        var newest = listed.Count > 0 ? listed.Keys.Max() : 0;
        if (newest < highestId)
        {
            // A copy of the list that is behind: what is missing may be missing only here.
            throw ProvesNothing(Messages.ListIsBehind(highestId));
        }

        ObserveId(newest, sentAt);
        return [.. listed.Values];
    }

    /// <summary>The highest id that was ever shown, and the moment before the gateway was last asked for it.</summary>
    /// <param name="knownId">The highest id that is known from before.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="WithdrawException">The list could not be read.</exception>
    public async Task<(long Id, DateTimeOffset BaselineReadAt)> HighestIdAsync(long knownId, CancellationToken cancellationToken)
    {
        if (!(_highest is { } recent && clock.Now - recent.BaselineReadAt < HighestIdLifetime))
        {
            var sentAt = clock.Now;
            var newest = await gateway.GetPageAsync(1, null, cancellationToken).ConfigureAwait(false);
            if (newest.Withdrawals.Count == 0 && newest.TotalCount > 0)
            {
                // Taken for an empty list, it would let a withdrawal of long ago pass for the one that is about to be asked for.
                throw ProvesNothing(Messages.ListIsShort);
            }

            ObserveId(newest.Withdrawals.Count > 0 ? newest.Withdrawals.Max(withdrawal => withdrawal.Id) : 0, sentAt);
        }

        var (id, seenAt) = _highest!.Value;
        return (Math.Max(id, knownId), seenAt);
    }

    /// <summary>Takes note of an id.</summary>
    /// <param name="id">The id.</param>
    /// <param name="sentAt">The moment before the gateway was asked for what showed it.</param>
    public void ObserveId(long id, DateTimeOffset sentAt) => _highest = (Math.Max(id, _highest?.Id ?? 0), sentAt);

    private static void CheckEnd(long id, long? totalAtFirst, int rows)
    {
        if (id > 0)
        {
            // It had shown that id, so this is not all of it, and what is not here may still be there.
            throw ProvesNothing(Messages.ListEndedEarly(id));
        }

        // What arrives while the list is read stands above it, so only what it began with must have been seen.
        if (totalAtFirst > rows)
        {
            throw ProvesNothing(Messages.ListIsShort);
        }
    }

    /// <summary>
    /// A page that breaks on the way down is read again where it is, and not the whole list: nothing can have moved up past it, and on
    /// a bad line a long list would never be read to its end.
    /// </summary>
    private async Task<WithdrawalPage> ReadPageAsync(int number, CancellationToken cancellationToken)
    {
        var delay = FirstRetryDelay;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await gateway.GetPageAsync(number, null, cancellationToken).ConfigureAwait(false);
            }
            catch (WithdrawException exception) when (number > 1 && attempt < MaxTriesOfPage && exception is not GatewayErrorException { Error.AffectsWholeAccount: true })
            {
                await clock.Delay(delay, cancellationToken).ConfigureAwait(false);
                delay += delay;
            }
        }
    }

    private static GatewayProtocolException ProvesNothing(LocalizedText text) => new(text, 200, null);
}
