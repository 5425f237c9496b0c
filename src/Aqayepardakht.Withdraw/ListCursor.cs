using System;
using System.Collections.Generic;

namespace Aqayepardakht;

/// <summary>
/// Knows which rows of a paged list were handed out while new rows push the others from page to page.
/// </summary>
/// <remarks>
/// Rows are counted from the oldest: that number does not change when new ones arrive, and a page's total tells the number of its
/// first row. A page that begins above the next number repeats rows, which are left out; one that begins below it shows
/// that rows slipped into a page read before, and these are read again. Ids are compared as well, for a list that also loses rows.
/// A gateway whose totals do not add up is read page after page, by ids alone.
/// </remarks>
internal sealed class ListCursor
{
    private readonly Queue<long> _recentOrder = new();
    private readonly HashSet<long> _recent = [];
    private readonly int _pagesRemembered;
    private long _skip;
    private int _pageSize;
    private bool _totalsAddUp;

    /// <summary>The number of the next row, counted from 0 for the oldest.</summary>
    private long _nextRow;

    public ListCursor(long skip, int pagesRemembered)
    {
        _skip = skip;
        _pagesRemembered = pagesRemembered;
    }

    /// <summary>The page to read next, or null at the end.</summary>
    public int? NextPage { get; private set; } = 1;

    public long? TotalCount { get; private set; }

    public int? TotalPages { get; private set; }

    /// <summary>The last page worth fetching when so many rows of the whole list are wanted; null when that cannot be told.</summary>
    public int? LastPageFor(long? wanted)
    {
        if (!_totalsAddUp || _pageSize == 0)
        {
            return null;
        }

        var rows = Math.Min(wanted ?? TotalCount!.Value, TotalCount!.Value);
        return (int)Math.Min(TotalPages!.Value, (rows + _pageSize - 1) / _pageSize);
    }

    /// <summary>Takes in a page and returns its rows that were not handed out before.</summary>
    public IReadOnlyList<Withdrawal> Accept(WithdrawalPage page)
    {
        var first = _pageSize == 0;
        TotalCount = page.TotalCount;
        TotalPages = page.TotalPages;
        if (first)
        {
            Begin(page);
        }

        return _totalsAddUp && TotalsStillAddUp(page) ? AcceptByNumber(page) : AcceptByOrder(page);
    }

    private void Begin(WithdrawalPage page)
    {
        _pageSize = page.Withdrawals.Count;
        _totalsAddUp = _pageSize > 0
            && page is { TotalCount: { } total, TotalPages: { } pages }
            && total >= _pageSize
            && pages == (total + _pageSize - 1) / _pageSize;
        if (!_totalsAddUp)
        {
            return;
        }

        _nextRow = page.TotalCount!.Value - 1 - _skip;
        _skip = 0;
    }

    private bool TotalsStillAddUp(WithdrawalPage page)
    {
        var expected = page.TotalCount is { } total ? Math.Min(_pageSize, Math.Max(0, total - ((page.Number - 1L) * _pageSize))) : -1;
        _totalsAddUp = page.Withdrawals.Count == expected && page.TotalPages is not null;
        return _totalsAddUp;
    }

    private List<Withdrawal> AcceptByNumber(WithdrawalPage page)
    {
        var total = page.TotalCount!.Value;
        var firstRow = total - 1 - ((page.Number - 1L) * _pageSize);
        var repeated = firstRow - _nextRow;
        List<Withdrawal> fresh = [];
        if (repeated >= 0 && repeated < page.Withdrawals.Count)
        {
            fresh = WithoutRecent(page.Withdrawals, (int)repeated);
            _nextRow = firstRow - page.Withdrawals.Count;
        }

        NextPage = _nextRow < 0 ? null : (int)((total - 1 - _nextRow) / _pageSize) + 1;
        return fresh;
    }

    private List<Withdrawal> AcceptByOrder(WithdrawalPage page)
    {
        var atEnd = page.Withdrawals.Count == 0 || (page.TotalPages is { } pages && page.Number >= pages);
        NextPage = atEnd ? null : page.Number + 1;
        var fresh = WithoutRecent(page.Withdrawals, 0);
        if (_skip == 0)
        {
            return fresh;
        }

        var skipped = (int)Math.Min(_skip, fresh.Count);
        _skip -= skipped;
        fresh.RemoveRange(0, skipped);
        return fresh;
    }

    private List<Withdrawal> WithoutRecent(IReadOnlyList<Withdrawal> rows, int from)
    {
        var fresh = new List<Withdrawal>(rows.Count - from);
        for (var index = from; index < rows.Count; index++)
        {
            if (Remember(rows[index].Id))
            {
                fresh.Add(rows[index]);
            }
        }

        return fresh;
    }

    private bool Remember(long id)
    {
        if (!_recent.Add(id))
        {
            return false;
        }

        _recentOrder.Enqueue(id);
        if (_recentOrder.Count > Math.Max(_pageSize, 1) * _pagesRemembered)
        {
            _recent.Remove(_recentOrder.Dequeue());
        }

        return true;
    }
}
