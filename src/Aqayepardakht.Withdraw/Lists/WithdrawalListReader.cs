using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht;

/// <summary>
/// Hands out all withdrawals of a list in order, each once, a page at a time, while the next pages are already being fetched.
/// For one consumer; dispose it to stop what is in flight.
/// </summary>
public sealed class WithdrawalListReader : IDisposable
{
    private readonly Func<int, Action?, CancellationToken, Task<WithdrawalPage>> _fetch;
    private readonly Queue<(int Number, Task<WithdrawalPage> Page)> _inFlight = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ListCursor _cursor;
    private int _maxInFlight;

    internal WithdrawalListReader(
        Func<int, Action?, CancellationToken, Task<WithdrawalPage>> fetch,
        int pagesInFlight,
        long skip,
        long? limit)
    {
        _fetch = fetch;
        _maxInFlight = pagesInFlight;
        _cursor = new ListCursor(skip, limit);
    }

    /// <summary>How many withdrawals the list has by the latest page read; null before it, or if the gateway does not say.</summary>
    public long? TotalCount { get; private set; }

    /// <summary>How many pages the list has by the latest page read; null before the first or when the gateway does not say.</summary>
    public int? TotalPages { get; private set; }

    /// <summary>The number of the latest page that was handed out; 0 before the first.</summary>
    public int PageNumber { get; private set; }

    /// <summary>
    /// The rows that cannot be read, of the page whose withdrawals were handed out last. They count as rows that were skipped or wanted.
    /// </summary>
    public IReadOnlyList<UnreadableRow> UnreadableRows { get; private set; } = [];

    private bool HasRoom => _inFlight.Count < Volatile.Read(ref _maxInFlight);

    /// <summary>
    /// The next withdrawals that were not handed out before, or null at the end of the list; none where a page has only
    /// <see cref="UnreadableRows"/>.
    /// </summary>
    /// <exception cref="GatewayErrorException">The gateway refused.</exception>
    /// <exception cref="GatewayProtocolException">A response is not one of the withdraw service.</exception>
    /// <exception cref="GatewayUnreachableException">No response came.</exception>
    public async Task<IReadOnlyList<Withdrawal>?> ReadAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var stop = cancellationToken.Register(static state => ((CancellationTokenSource)state!).Cancel(), _stop);
        while (_cursor.NextPage is { } next)
        {
            if (_inFlight.Count == 0 || _inFlight.Peek().Number != next)
            {
                // The first unread row has moved to another page, or a page failed: what was fetched ahead is dropped.
                _inFlight.Clear();
                Fetch(next);
            }

            var page = await _inFlight.Dequeue().Page.ConfigureAwait(false);
            PageNumber = page.Number;
            TotalCount = page.TotalCount;
            TotalPages = page.TotalPages;
            var unread = _cursor.Accept(page);
            for (var ahead = page.Number + _inFlight.Count + 1; ahead <= _cursor.LastPageAhead && HasRoom; ahead++)
            {
                Fetch(ahead);
            }

            UnreadableRows = _cursor.UnreadableRows;
            if (unread is { Count: > 0 } || UnreadableRows.Count > 0)
            {
                return unread;
            }
        }

        return null;
    }

    /// <summary>Stops the fetches in flight.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private void Fetch(int page) => _inFlight.Enqueue((page, _fetch(page, SlowDown, _stop.Token)));

    /// <summary>The gateway said 429: half as many pages at the same time from now on.</summary>
    private void SlowDown() => Volatile.Write(ref _maxInFlight, Math.Max(1, Volatile.Read(ref _maxInFlight) / 2));
}
