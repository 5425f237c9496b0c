using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht;

/// <summary>
/// The gateway's list, read page after page with nothing fetched ahead, and with every reason noticed for which a withdrawal that is not
/// in it may have been made all the same.
/// </summary>
/// <remarks>
/// Its times come from a clock that is not set forward while a command waits: that would make a payment look as if its settling time
/// had passed.
/// </remarks>
internal sealed class ReconciliationList(IWithdrawGateway gateway, IJournalClock clock)
{
    /// <summary>The maximum number of attempts of a page in a row; after them the reading ends.</summary>
    private const int MaxPageAttempts = 4;

    /// <summary>A list that shows no new row on this many pages repeats itself and has no end.</summary>
    private const int MaxPagesWithoutNewRows = 1000;

    /// <summary>How long the top of the list serves as the baseline of the next request.</summary>
    private static readonly TimeSpan BaselineLifetime = TimeSpan.FromSeconds(5);

    /// <summary>How long the rows of the duplicate window serve for the next request.</summary>
    public static readonly TimeSpan RecentLifetime = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan FirstRetryDelay = TimeSpan.FromMilliseconds(250);

    private readonly Dictionary<long, Withdrawal> _recent = [];
    private DateTime _recentSince = DateTime.MaxValue;
    private DateTimeOffset _recentReadAt = DateTimeOffset.MinValue;
    private TimeSpan _recentLifetime;
    private DateTimeOffset _topReadAt = DateTimeOffset.MinValue;
    private long _topId;
    private long? _total;
    private Baseline? _baseline;

    /// <summary>By how much the gateway's clock is ahead of this computer's, from the page read last; null where no page said.</summary>
    public TimeSpan? GatewayClockOffset { get; private set; }

    /// <summary>
    /// Reads the list down to an id: new withdrawals push rows only to pages that are still to be read, so none can slip past.
    /// </summary>
    /// <param name="id">The id down to which, at least, the list is wanted.</param>
    /// <param name="since">The moment from which on rows are wanted, by the gateway's clock.</param>
    /// <param name="highestId">An id that the list must reach up to, since it was shown before.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="WithdrawException">The list could not be read.</exception>
    public async Task<ListedRows> ReadDownToAsync(long id, DateTime since, long highestId, CancellationToken cancellationToken)
    {
        var sentAt = clock.Now;
        var rows = await ReadAsync(row => row.Id <= id && IsUnchangedSince(row, since), id, cancellationToken).ConfigureAwait(false);
        Keep(rows.Withdrawals, sentAt);
        var newest = HighestId(rows.Withdrawals);

        // A replica of the list that is behind lacks rows that the gateway has.
        return newest < highestId && rows.Doubt is null ? rows with { Doubt = Messages.ListIsBehind(highestId) } : rows;
    }

    /// <summary>
    /// The rows that were made since a moment, and the baseline of the next request. What was read within the last minute serves again;
    /// the top of the list is read anew after five seconds.
    /// </summary>
    /// <param name="since">The moment, by the gateway's clock; <see cref="DateTime.MaxValue"/> when only the baseline is wanted.</param>
    /// <param name="knownId">The highest id that is known from before.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="WithdrawException">The list could not be read, or not as far as the moment.</exception>
    public async Task<(IReadOnlyCollection<Withdrawal> Rows, Baseline Baseline)> ReadRecentAsync(
        DateTime since,
        long knownId,
        CancellationToken cancellationToken)
    {
        var sentAt = clock.Now;
        var serves = since == DateTime.MaxValue || (since >= _recentSince && sentAt - _recentReadAt < _recentLifetime);
        if (serves && sentAt - _topReadAt >= BaselineLifetime)
        {
            var top = await ReadPageAsync(1, cancellationToken).ConfigureAwait(false);
            if (top.RowCount == 0 && top.TotalCount > 0)
            {
                // Taken for an empty list, it would let a withdrawal of long ago pass for the one that is about to be requested.
                throw new GatewayProtocolException(Messages.ListIsShort);
            }

            if (since < DateTime.MaxValue && !ShowsAllNewRows(top))
            {
                // Also for the next payment, should the reading below fail.
                serves = false;
                _recentLifetime = TimeSpan.Zero;
            }

            KeepTop(top.Withdrawals, top.TotalCount, sentAt);
        }

        if (!serves)
        {
            // A little further than needed, since the next payment may know more of the difference between the clocks.
            var further = since - RecentLifetime;
            var rows = await ReadAsync(row => IsUnchangedSince(row, further), 0, cancellationToken).ConfigureAwait(false);
            if (rows.Missing is { } missing)
            {
                // What is missing may be of any time.
                throw new GatewayProtocolException(missing);
            }

            _recent.Clear();
            KeepTop(rows.Withdrawals, rows.TotalCount, sentAt);
            _recentSince = further;
            _recentReadAt = sentAt;

            // Without order, what is new need not be at the top.
            _recentLifetime = rows.Doubt is null ? RecentLifetime : BaselineLifetime;
        }

        return (_recent.Values, _baseline!.Value with { Id = Math.Max(_baseline.Value.Id, knownId) });
    }

    /// <summary>Whether the rows of the duplicate window were read within the last minute.</summary>
    public bool HasRecent => clock.Now - _recentReadAt < RecentLifetime;

    /// <summary>A withdrawal as those rows showed it; null if they did not.</summary>
    public Withdrawal? FindRecent(long id) => HasRecent && _recent.TryGetValue(id, out var row) ? row : null;

    /// <summary>Remembers a withdrawal that a request without a key just made: no journal knows it.</summary>
    /// <param name="made">The withdrawal.</param>
    /// <param name="sentAt">The moment before the request.</param>
    public void Observe(Withdrawal made, DateTimeOffset sentAt)
    {
        _recent[made.Id] = made;
        ObserveId(made.Id, sentAt);
    }

    /// <summary>
    /// Whether all rows that came since the last look are on the first page. Where it has only new rows, or fewer than the total has grown
    /// by, others are elsewhere.
    /// </summary>
    private bool ShowsAllNewRows(WithdrawalPage top)
    {
        var newRows = top.Withdrawals.Count(row => row.Id > _topId);
        return newRows < top.Withdrawals.Count && !(top.TotalCount - _total > newRows);
    }

    private void ObserveId(long id, DateTimeOffset sentAt) => _baseline = new Baseline(Math.Max(id, _baseline?.Id ?? 0), sentAt);

    private void Keep(IReadOnlyCollection<Withdrawal> rows, DateTimeOffset sentAt)
    {
        foreach (var row in rows)
        {
            _recent[row.Id] = row;
        }

        _topReadAt = sentAt;
        ObserveId(HighestId(rows), sentAt);
    }

    /// <summary>Keeps rows below which nothing new is missing.</summary>
    private void KeepTop(IReadOnlyCollection<Withdrawal> rows, long? total, DateTimeOffset sentAt)
    {
        Keep(rows, sentAt);
        _topId = HighestId(rows);
        _total = total;
    }

    /// <summary>
    /// Whether what was made since a moment comes before this row. Where the list has the last change first, an old withdrawal that was
    /// just paid stands above newer ones.
    /// </summary>
    private static bool IsUnchangedSince(Withdrawal row, DateTime moment) => row.CreatedAt < moment && !(row.UpdatedAt >= moment);

    private static long HighestId(IEnumerable<Withdrawal> rows) => rows.Select(row => row.Id).DefaultIfEmpty().Max();

    /// <summary>Reads pages until one has a row of the end, or to the list's end where the order of the rows does not hold.</summary>
    /// <param name="isEnd">Whether every row after this one is of no interest, if the order holds.</param>
    /// <param name="knownId">An id that the list has shown before and must show again; 0 for none.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    private async Task<ListedRows> ReadAsync(Predicate<Withdrawal> isEnd, long knownId, CancellationToken cancellationToken)
    {
        var listed = new Dictionary<long, Withdrawal>();
        var unreadable = new List<UnreadableRow>();
        LocalizedText? missing = null;
        var hasShrunk = false;
        var isOrdered = true;
        var lowestId = long.MaxValue;
        var pagesWithoutNewRows = 0;
        long? totalAtFirst = null;
        long? total = null;
        long? highestTotal = null;
        for (var number = 1; ; number++)
        {
            var page = await ReadPageAsync(number, cancellationToken).ConfigureAwait(false);
            totalAtFirst ??= page.TotalCount;
            if (page.TotalCount < total)
            {
                // Rows were removed, so others may have moved up to pages that were read before.
                hasShrunk = true;
            }

            total = page.TotalCount;
            highestTotal = highestTotal > total ? highestTotal : total ?? highestTotal;
            var known = listed.Count;
            foreach (var row in page.Withdrawals)
            {
                isOrdered &= row.Id < lowestId || listed.ContainsKey(row.Id);
                listed[row.Id] = row;
                lowestId = Math.Min(lowestId, row.Id);
            }

            unreadable.AddRange(page.UnreadableRows);
            if (isOrdered && page.Withdrawals.Any(row => isEnd(row)))
            {
                // Where new rows come last, or those of one status do, the pages that were read can look as if they were in order.
                if (!(page.TotalPages > number)
                    || await IsEndBelowAsync(page, lowestId, listed, cancellationToken).ConfigureAwait(false))
                {
                    break;
                }

                isOrdered = false;
            }

            // A last page ends the list only when as many rows were seen as there are.
            if (page.RowCount == 0 || (number >= page.TotalPages && !(page.TotalCount > listed.Count + unreadable.Count)))
            {
                // New withdrawals arrive above, where the order holds, so only as many rows as there were at first must have been seen.
                missing = MissingAtEnd(
                    listed.Values, knownId, isOrdered ? totalAtFirst : highestTotal, listed.Count + unreadable.Count);
                break;
            }

            pagesWithoutNewRows = listed.Count > known ? 0 : pagesWithoutNewRows + 1;
            if (pagesWithoutNewRows == MaxPagesWithoutNewRows)
            {
                missing = Messages.ListWithoutEnd(number);
                break;
            }
        }

        missing ??= isOrdered && hasShrunk ? Messages.ListShrank : null;
        var doubt = missing ?? (isOrdered ? null : IdempotencyMessages.ListWithoutOrder);
        return new ListedRows(listed.Values, unreadable, totalAtFirst, missing, doubt);
    }

    /// <summary>
    /// Whether the last page goes on where the order that was seen so far leads. One without a row that is new, or of a list that is
    /// shorter by now, comes from a replica that is behind, and says nothing.
    /// </summary>
    private async Task<bool> IsEndBelowAsync(
        WithdrawalPage page,
        long lowestId,
        Dictionary<long, Withdrawal> listed,
        CancellationToken cancellationToken)
    {
        var last = await ReadPageAsync(page.TotalPages!.Value, cancellationToken).ConfigureAwait(false);
        return last.Withdrawals.Any(row => row.Id < lowestId)
            && !(last.TotalCount < page.TotalCount)
            && last.Withdrawals.All(row => row.Id < lowestId || listed.ContainsKey(row.Id));
    }

    private static LocalizedText? MissingAtEnd(
        IEnumerable<Withdrawal> listed,
        long knownId,
        long? total,
        int rows)
    {
        if (knownId > 0 && !listed.Any(row => row.Id <= knownId))
        {
            // The list had shown that id before, so this is not all of it.
            return Messages.ListEndedEarly(knownId);
        }

        return total > rows ? Messages.ListIsShort : null;
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
                var page = await gateway.GetPageAsync(number, cancellationToken).ConfigureAwait(false);
                GatewayClockOffset = page.RespondedAt - clock.Now ?? GatewayClockOffset;
                return page;
            }
            catch (WithdrawException exception) when (
                number > 1 && attempt < MaxPageAttempts && exception is not GatewayErrorException { Error.AffectsWholeAccount: true })
            {
                await clock.Delay(delay, cancellationToken).ConfigureAwait(false);
                delay += delay;
            }
        }
    }
}
