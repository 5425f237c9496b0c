using System;
using System.Collections.Generic;

namespace Aqayepardakht;

/// <summary>Tells which page of a list to read next and which of its rows are unread, while new rows push others to later pages.</summary>
/// <remarks>
/// New rows come first, so the unread rows are counted from the end of the list: the list's total less their number is the place of the
/// first unread row. For example, of 95 rows 70 are unread, so the next one is in place 25; five new rows make it 100, and the next one is
/// in place 30. A page that does not have that place is dropped, and the one that has it is read instead. Rows that were handed out already
/// are recognised by their ids. Where the totals do not add up, page follows page until an empty one.
/// </remarks>
internal sealed class ListCursor(long skip, long? limit)
{
    /// <summary>New or deleted rows can cost some pages without an unread row; only a list that repeats itself has so many.</summary>
    private const int MaxPagesSinceUnread = 64;

    private readonly SeenIds _seen = new();
    private readonly long _wanted = (skip + limit) ?? long.MaxValue;
    private long _skip = skip;
    private long _left = limit ?? long.MaxValue;
    private int _pageSize;
    private bool _totalsAddUp = true;

    /// <summary>How many rows there are from the first unread one to the end of the list.</summary>
    private long _unread;

    /// <summary>The latest page whose rows were read; 0 before the first.</summary>
    private int _lastPage;

    private long? _firstId;
    private int _pagesSinceUnread;

    /// <summary>The page to read next, or null at the end.</summary>
    public int? NextPage { get; private set; } = 1;

    /// <summary>The last page worth fetching ahead; 0 when none is, because the list has moved or has no totals that add up.</summary>
    public int LastPageAhead { get; private set; }

    /// <summary>The rows that cannot be parsed, of the page that was accepted last; those that came before are left out.</summary>
    public IReadOnlyList<UnreadableRow> UnreadableRows { get; private set; } = [];

    /// <summary>Takes the page that was read.</summary>
    /// <returns>Its unread rows; null when the page is dropped because the first unread row is on another one.</returns>
    public IReadOnlyList<Withdrawal>? Accept(WithdrawalPage page)
    {
        UnreadableRows = [];
        if (_pageSize == 0)
        {
            _pageSize = page.RowCount;
            _unread = (page.TotalCount ?? 0) - _skip;
        }

        if (++_pagesSinceUnread > MaxPagesSinceUnread)
        {
            throw RepeatsItself(page);
        }

        // The earliest place that the first unread row can have; when unread rows were deleted, it is some rows further on.
        var place = Math.Max(0, (page.TotalCount ?? 0) - _unread);
        _totalsAddUp = _totalsAddUp && AddUp(page);
        NextPage = !_totalsAddUp ? _lastPage + 1 : _unread > 0 ? (int)PageAt(place) : null;
        LastPageAhead = 0;
        if (NextPage != page.Number)
        {
            return null;
        }

        var placesRead = _totalsAddUp ? place - PlaceOf(page) : 0;
        if (_totalsAddUp && _lastPage == 0)
        {
            // Of the rows to skip, only those on this page are left: the pages before it were passed over.
            _skip = placesRead;
        }

        MoveOn(page);
        var unread = TakeUnread(page, placesRead);
        if (_left == 0)
        {
            NextPage = null;
            LastPageAhead = 0;
        }

        return unread;
    }

    private static GatewayProtocolException RepeatsItself(WithdrawalPage page) => new(Messages.ListWithoutEnd(page.Number));

    private bool AddUp(WithdrawalPage page) =>
        _pageSize > 0
        && page is { TotalCount: { } total and >= 0, TotalPages: { } pages }
        && Math.Max(1, pages) == PageAt(Math.Max(0, total - 1))
        && page.RowCount == Math.Min(_pageSize, Math.Max(0, total - PlaceOf(page)));

    private long PageAt(long place) => (place / _pageSize) + 1;

    private long PlaceOf(WithdrawalPage page) => (page.Number - 1L) * _pageSize;

    private void MoveOn(WithdrawalPage page)
    {
        var isLast = page.RowCount == 0;
        if (_totalsAddUp)
        {
            _unread = page.TotalCount!.Value - PlaceOf(page) - page.RowCount;
            isLast = _unread <= 0;
            LastPageAhead = (int)Math.Min(page.TotalPages!.Value, PageAt(_wanted - 1));
        }

        _lastPage = page.Number;
        NextPage = isLast ? null : page.Number + 1;
    }

    /// <param name="page">The page.</param>
    /// <param name="placesRead">
    /// How many of its first places were read or passed over before; it tells an unreadable row, which may have no id.
    /// </param>
    private List<Withdrawal> TakeUnread(WithdrawalPage page, long placesRead)
    {
        var unread = new List<Withdrawal>(page.Withdrawals.Count);
        var unreadable = page.UnreadableRows.Count == 0 ? null : new List<UnreadableRow>();
        var nextReadable = 0;
        var nextUnreadable = 0;
        for (var position = 1; position <= page.RowCount && _left > 0; position++)
        {
            if (nextUnreadable < page.UnreadableRows.Count && page.UnreadableRows[nextUnreadable].Position == position)
            {
                var row = page.UnreadableRows[nextUnreadable++];
                if (position > placesRead || _skip > 0)
                {
                    // A total is an end; without one, only withdrawals that have not come before show that the list goes on.
                    _pagesSinceUnread = _totalsAddUp ? 0 : _pagesSinceUnread;
                    TakeOrSkip(row, unreadable!);
                }
            }
            else if (IsNew(page, page.Withdrawals[nextReadable++]))
            {
                _pagesSinceUnread = 0;
                TakeOrSkip(page.Withdrawals[nextReadable - 1], unread);
            }
        }

        _seen.Trim();
        UnreadableRows = unreadable ?? UnreadableRows;
        return unread;
    }

    private bool IsNew(WithdrawalPage page, Withdrawal row)
    {
        if (!_seen.Add(row.Id))
        {
            return false;
        }

        if (row.Id == _firstId)
        {
            // So long after its id was forgotten, the first row shows that the list begins again.
            throw RepeatsItself(page);
        }

        _firstId ??= row.Id;
        return true;
    }

    /// <summary>A row counts against the skip and the limit whether it can be read or not, so that portions of a list join up.</summary>
    private void TakeOrSkip<T>(T row, List<T> taken)
    {
        if (_skip > 0)
        {
            _skip--;
            return;
        }

        _left--;
        taken.Add(row);
    }
}
