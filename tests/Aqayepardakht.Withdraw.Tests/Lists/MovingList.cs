using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht.Tests;

/// <summary>
/// A list of withdrawals that changes while a reader pages through it: rows come and go between any two fetches, pages are
/// looked up in one order and arrive in another. All on one thread and repeatable from a seed.
/// </summary>
internal sealed class MovingList
{
    private const int MaxSteps = 200_000;

    private readonly int _pageSize;
    private readonly Random _random;
    private readonly List<Fetch> _underWay = [];
    private readonly List<int> _fetched = [];
    private readonly HashSet<long> _deleted = [];
    private readonly List<long> _rows;
    private readonly int _longestBurst;
    private readonly bool _inOrder;
    private readonly bool _saysCount;
    private readonly bool _saysPages;
    private List<long>? _atStart;
    private long _newest;
    private int _bursts;
    private int _deletions;
    private int _steps;

    public MovingList(int rows, int pageSize, int bursts = 0, int longestBurst = 1, int deletions = 0, int seed = 0, bool inOrder = false, bool saysCount = true, bool saysPages = true)
    {
        _pageSize = pageSize;
        _bursts = bursts;
        _longestBurst = longestBurst;
        _deletions = deletions;
        _inOrder = inOrder;
        _saysCount = saysCount;
        _saysPages = saysPages;
        _random = new Random(seed);
        _newest = 1000 + rows;
        _rows = [.. Enumerable.Range(0, rows).Select(index => _newest - index)];
    }

    /// <summary>The pages asked for, in order.</summary>
    public IReadOnlyList<int> Fetched => _fetched;

    /// <summary>The most fetches that were under way at the same time.</summary>
    public int MaxInFlight { get; private set; }

    /// <summary>The rows when the first page was looked up.</summary>
    public IReadOnlyList<long> AtStart => _atStart!;

    /// <summary>Those that were there all the time.</summary>
    public IEnumerable<long> Survivors => AtStart.Where(id => !_deleted.Contains(id));

    /// <summary>Reads the list to its end or to the limit.</summary>
    public IReadOnlyList<long> Read(int pagesInFlight, long skip = 0, long? limit = null)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            using var reader = new WithdrawalListReader(FetchAsync, pagesInFlight, skip, limit);
            var read = new List<long>();
            while (Next(reader) is { } withdrawals)
            {
                Assert(withdrawals.Count > 0, "An empty page was handed out.");
                read.AddRange(withdrawals.Select(withdrawal => withdrawal.Id));
                if (read.Count >= limit)
                {
                    return read.GetRange(0, (int)limit);
                }

                for (var idle = _random.Next(4); idle > 0; idle--)
                {
                    Step();
                }
            }

            return read;
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private IReadOnlyList<Withdrawal>? Next(WithdrawalListReader reader)
    {
        var read = reader.ReadAsync();
        while (!read.IsCompleted)
        {
            Assert(_underWay.Count > 0, "The reader waits for nothing.");
            Step();
        }

        return read.GetAwaiter().GetResult();
    }

    private Task<WithdrawalPage> FetchAsync(int page, Action? onThrottled, CancellationToken cancellationToken)
    {
        Assert(page >= 1, $"Page {page} was asked for.");
        var fetch = new Fetch(page);
        _fetched.Add(page);
        _underWay.Add(fetch);
        MaxInFlight = Math.Max(MaxInFlight, _underWay.Count);
        return fetch.Response.Task;
    }

    private void Step()
    {
        Assert(++_steps < MaxSteps, "The reader does not come to an end.");
        switch (_random.Next(6))
        {
            case 0 when _bursts > 0:
                _bursts--;
                for (var count = _random.Next(1, _longestBurst + 1); count > 0; count--)
                {
                    _rows.Insert(0, ++_newest);
                }

                break;
            case 1 when _deletions > 0 && _rows.Count > 0:
                _deletions--;
                var at = _random.Next(_rows.Count);
                _deleted.Add(_rows[at]);
                _rows.RemoveAt(at);
                break;
            case 2 or 3 when _underWay.Exists(fetch => fetch.Page is null):
                var waiting = _underWay.FindAll(fetch => fetch.Page is null);
                LookUp(_inOrder ? waiting[0] : OneOf(waiting));
                break;
            case 4 or 5 when _underWay.Exists(fetch => fetch.Page is not null):
                var done = OneOf(_underWay.FindAll(fetch => fetch.Page is not null));
                _underWay.Remove(done);
                done.Response.SetResult(done.Page!);
                break;
        }
    }

    private void LookUp(Fetch fetch)
    {
        _atStart ??= [.. _rows];
        var ids = _rows.Skip((fetch.Number - 1) * _pageSize).Take(_pageSize);
        fetch.Page = new WithdrawalPage(
            fetch.Number, [.. ids.Select(Row)], _saysCount ? _rows.Count : null, _saysPages ? Math.Max(1, (_rows.Count + _pageSize - 1) / _pageSize) : null);
    }

    private T OneOf<T>(List<T> items) => items[_random.Next(items.Count)];

    internal static Withdrawal Row(long id) => new() { Id = id, Amount = id, Status = WithdrawalStatus.Paid, CreatedAt = DateTime.UnixEpoch };

    private static void Assert(bool holds, string what) => Xunit.Assert.True(holds, what);

    private sealed class Fetch(int number)
    {
        public int Number { get; } = number;

        public TaskCompletionSource<WithdrawalPage> Response { get; } = new();

        public WithdrawalPage? Page { get; set; }
    }
}
