using System;
using System.Collections.Generic;

namespace Aqayepardakht;

/// <summary>
/// Knows which rows of a paged list were handed out while new rows push the others from page to page, and deleted ones let them slip back.
/// </summary>
/// <remarks>
/// Rows are counted from the oldest: that number does not change when new ones arrive, and a page's total tells the number of its
/// first row. A page that begins above the next number repeats rows, which are left out; one that begins below it shows
/// that rows slipped into a page read before, and these are read again. Numbers are never believed alone: the row before the first
/// one that is taken has to be one that was handed out. A gateway whose totals do not add up is read page after page, by ids alone.
/// </remarks>
internal sealed class ListCursor
{
    /// <summary>So many more pages without a new row than with one, and the totals are not believed any more.</summary>
    private const int MaxDoubts = 64;

    /// <summary>So many pages in a row without a new row, and a list without totals is not read on.</summary>
    private const int MaxRepeatedPages = 16;

    private const int MinRemembered = 64;

    private readonly Queue<long> _recentOrder = new();
    private readonly HashSet<long> _recent = [];

    /// <summary>Some gateways give the first page again for one that does not exist, long after its rows are forgotten.</summary>
    private readonly HashSet<long> _firstPage = [];
    private readonly int _pagesRemembered;
    private long _skip;
    private int _pageSize;
    private int _largestPage = 1;
    private bool _totalsAddUp;
    private int _doubts;

    /// <summary>How many pages in a row had no new row.</summary>
    private int _withoutProgress;

    /// <summary>The page up to whose end everything was handed out; 0 at the beginning.</summary>
    private int _lastPage;

    /// <summary>The number of the next row, counted from 0 for the oldest.</summary>
    private long _nextRow;

    private long _latestTotal;
    private bool _losesRows;
    private long _lowestId = long.MaxValue;
    private bool _idsDescend = true;

    public ListCursor(long skip, int pagesRemembered)
    {
        _skip = skip;
        _pagesRemembered = pagesRemembered;
    }

    /// <summary>The page to read next, or null at the end.</summary>
    public int? NextPage { get; private set; } = 1;

    public long? TotalCount { get; private set; }

    public int? TotalPages { get; private set; }

    /// <summary>The last page worth fetching when so many rows of the whole list are wanted; null when that cannot be told for now.</summary>
    public int? LastPageFor(long? wanted)
    {
        if (!_totalsAddUp || _withoutProgress > 0)
        {
            return null;
        }

        var rows = Math.Min(wanted ?? TotalCount!.Value, TotalCount!.Value);
        return (int)Math.Min(TotalPages!.Value, (rows + _pageSize - 1) / _pageSize);
    }

    /// <summary>Takes in a page and returns its rows that were not handed out before.</summary>
    public IReadOnlyList<Withdrawal> Accept(WithdrawalPage page)
    {
        TotalCount = page.TotalCount;
        TotalPages = page.TotalPages;
        _largestPage = Math.Max(_largestPage, page.Withdrawals.Count);
        _idsDescend &= Descend(page.Withdrawals);
        if (_pageSize == 0)
        {
            _pageSize = page.Withdrawals.Count;
            _totalsAddUp = _pageSize > 0 && AddUp(page);
            _nextRow = _totalsAddUp ? page.TotalCount!.Value - 1 - _skip : 0;
        }

        if (_totalsAddUp && !AddUp(page))
        {
            DoubtTotals();
        }

        return _totalsAddUp ? AcceptByNumber(page) : AcceptByOrder(page);
    }

    private static bool Descend(IReadOnlyList<Withdrawal> rows)
    {
        for (var index = 1; index < rows.Count; index++)
        {
            if (rows[index].Id >= rows[index - 1].Id)
            {
                return false;
            }
        }

        return true;
    }

    private bool AddUp(WithdrawalPage page) =>
        page is { TotalCount: { } total and >= 0, TotalPages: { } pages }
        && Math.Max(1, pages) == Math.Max(1, (total / _pageSize) + (total % _pageSize == 0 ? 0 : 1))
        && page.Withdrawals.Count == Math.Min(_pageSize, Math.Max(0, total - ((page.Number - 1L) * _pageSize)));

    private List<Withdrawal> AcceptByNumber(WithdrawalPage page)
    {
        var total = page.TotalCount!.Value;
        var rows = page.Withdrawals;
        var firstRow = total - 1 - ((page.Number - 1L) * _pageSize);
        var known = firstRow - _nextRow;
        _losesRows |= known < 0 || total < _latestTotal;
        _latestTotal = total;
        if (page.Number == 1)
        {
            // No page is before the first: so many rows are gone that only ids tell what is left to hand out.
            known = Math.Max(known, 0);
        }

        var claimed = known;
        if (_lastPage > 0 && known <= rows.Count)
        {
            // A total that was counted a moment before or after the rows were read is off by the rows of that moment.
            while (known > 0 && IsMissed(rows[(int)known - 1].Id))
            {
                known--;
            }
        }

        var isAhead = _lastPage > 0 && page.Number > _lastPage + 1;
        if (_nextRow < 0 || total == 0)
        {
            // More rows are to be skipped than there are, or none is left.
            NextPage = null;
            return [];
        }

        if (known >= 0 && known < rows.Count && !(isAhead && known == 0))
        {
            return Take(page, (int)known, firstRow);
        }

        // Going on to the first row after those to skip is progress too.
        _withoutProgress += _lastPage > 0 ? 1 : 0;
        if (++_doubts > MaxDoubts)
        {
            DoubtTotals();
            return AcceptByOrder(page);
        }

        if (known == rows.Count)
        {
            // Its last row is the last one that was handed out.
            _lastPage = _lastPage > 0 ? page.Number : 0;
            NextPage = page.Number + 1;
        }
        else if (known == 0)
        {
            // What comes before it was handed out, or is on a page that the totals led past.
            NextPage = claimed > 0 ? _lastPage + 1 : page.Number - 1;
        }
        else
        {
            // When the list has moved on, the page is wanted that shows the last row handed out before the next one.
            NextPage = PageOf(_nextRow + (known > 0 && _lastPage > 0 ? 1 : 0), page);
        }

        return [];
    }

    private void DoubtTotals()
    {
        _totalsAddUp = false;
        _withoutProgress = 0;
    }

    private int PageOf(long row, WithdrawalPage page) =>
        (int)Math.Max(1, Math.Min(page.TotalPages!.Value, ((page.TotalCount!.Value - 1 - row) / _pageSize) + 1));

    private List<Withdrawal> Take(WithdrawalPage page, int known, long firstRow)
    {
        if (_lastPage == 0)
        {
            for (var index = 0; index < known; index++)
            {
                Remember(page.Withdrawals[index].Id);
            }
        }

        var fresh = WithoutKnown(page.Withdrawals, known);
        _withoutProgress = fresh.Count > 0 ? 0 : _withoutProgress + 1;
        _doubts = fresh.Count > 0 ? Math.Max(0, _doubts - 1) : _doubts + 1;
        _nextRow = firstRow - page.Withdrawals.Count;
        _lastPage = page.Number;
        _skip = 0;
        NextPage = _nextRow < 0 ? null : page.Number + 1;
        return fresh;
    }

    private List<Withdrawal> AcceptByOrder(WithdrawalPage page)
    {
        if (page.Number != _lastPage + 1)
        {
            NextPage = _lastPage + 1;
            return [];
        }

        _lastPage = page.Number;
        var fresh = WithoutKnown(page.Withdrawals, 0);
        _withoutProgress = fresh.Count > 0 ? 0 : _withoutProgress + 1;

        if (page.Withdrawals.Count == 0 || (fresh.Count == 0 && page is { TotalCount: null, TotalPages: { } pages } && page.Number >= pages))
        {
            NextPage = null;
            return [];
        }

        if (_withoutProgress >= MaxRepeatedPages)
        {
            // New rows could have pushed known ones here each time. To call it the end would hide a payment from who looks for it.
            throw new GatewayProtocolException(Messages.ListWithoutEnd(page.Number), 200, null);
        }

        NextPage = page.Number + 1;
        var skipped = (int)Math.Min(_skip, fresh.Count);
        _skip -= skipped;
        fresh.RemoveRange(0, skipped);
        return fresh;
    }

    private List<Withdrawal> WithoutKnown(IReadOnlyList<Withdrawal> rows, int from)
    {
        var fresh = new List<Withdrawal>(rows.Count - from);
        for (var index = from; index < rows.Count; index++)
        {
            if (!IsKnown(rows[index].Id))
            {
                Remember(rows[index].Id);
                fresh.Add(rows[index]);
            }
        }

        return fresh;
    }

    /// <summary>
    /// Only the latest ids are remembered. A list that loses many rows shows older ones again; where ids fall from row to row,
    /// the lowest one tells these.
    /// </summary>
    private bool IsKnown(long id) => _recent.Contains(id) || _firstPage.Contains(id) || (_losesRows && _idsDescend && id >= _lowestId);

    private bool IsMissed(long id) => !_recent.Contains(id) && !_firstPage.Contains(id) && !(_idsDescend && id >= _lowestId);

    private void Remember(long id)
    {
        if (!_recent.Add(id))
        {
            return;
        }

        if (_firstPage.Count < _pageSize)
        {
            _firstPage.Add(id);
        }

        _idsDescend &= id < _lowestId;
        _lowestId = Math.Min(_lowestId, id);
        _recentOrder.Enqueue(id);
        if (_recentOrder.Count > Math.Max(MinRemembered, _largestPage * _pagesRemembered))
        {
            _recent.Remove(_recentOrder.Dequeue());
        }
    }
}
