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
    private readonly long? _wanted;
    private int _maxInFlight;

    internal WithdrawalListReader(Func<int, Action?, CancellationToken, Task<WithdrawalPage>> fetch, int pagesInFlight, long skip, long? limit)
    {
        _fetch = fetch;
        _maxInFlight = pagesInFlight;
        _cursor = new ListCursor(skip, pagesInFlight + 2);
        _wanted = skip + limit;
    }

    /// <summary>How many withdrawals the list has, by the latest page that was read; null before the first and when the gateway does not say.</summary>
    public long? TotalCount => _cursor.TotalCount;

    /// <summary>How many pages the list has, by the latest page that was read; null before the first and when the gateway does not say.</summary>
    public int? TotalPages => _cursor.TotalPages;

    /// <summary>The number of the latest page that was handed out; 0 before the first.</summary>
    public int PageNumber { get; private set; }

    /// <summary>The next withdrawals that were not handed out before, or null at the end of the list.</summary>
    /// <exception cref="GatewayErrorException">The gateway refused.</exception>
    /// <exception cref="GatewayProtocolException">A response is not one of the withdraw service.</exception>
    /// <exception cref="GatewayUnreachableException">No response came.</exception>
    public async Task<IReadOnlyList<Withdrawal>?> ReadAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var stop = cancellationToken.Register(static state => ((CancellationTokenSource)state!).Cancel(), _stop);
        while (_cursor.NextPage is { } next)
        {
            ForgetPagesOtherThan(next);
            if (_inFlight.Count == 0)
            {
                Fetch(next);
            }

            var page = await _inFlight.Dequeue().Page.ConfigureAwait(false);
            PageNumber = page.Number;
            var fresh = _cursor.Accept(page);
            FetchAhead();
            if (fresh.Count > 0)
            {
                return fresh;
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

    private void FetchAhead()
    {
        if (_cursor.NextPage is not { } next || _cursor.LastPageFor(_wanted) is not { } last)
        {
            return;
        }

        ForgetPagesOtherThan(next);
        while (_inFlight.Count < Volatile.Read(ref _maxInFlight) && next + _inFlight.Count <= last)
        {
            Fetch(next + _inFlight.Count);
        }
    }

    /// <summary>When the list moved under the pages fetched ahead, what they hold is read again from where it is now.</summary>
    private void ForgetPagesOtherThan(int next)
    {
        if (_inFlight.Count > 0 && _inFlight.Peek().Number != next)
        {
            _inFlight.Clear();
        }
    }

    private void Fetch(int page)
    {
        var fetch = _fetch(page, SlowDown, _stop.Token);

        // A page that nobody awaits any more may still fail; that is of no interest to anyone.
        _ = fetch.ContinueWith(
            static failed => _ = failed.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        _inFlight.Enqueue((page, fetch));
    }

    /// <summary>The gateway said 429: half as many pages at the same time from now on.</summary>
    private void SlowDown() => Volatile.Write(ref _maxInFlight, Math.Max(1, Volatile.Read(ref _maxInFlight) / 2));
}
