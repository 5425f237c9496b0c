using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Aqayepardakht.Sandbox;

/// <summary>The withdrawals and the balance after all lines of a ledger. Not thread-safe: <see cref="Ledger"/> has the lock.</summary>
internal sealed class LedgerState(int pageSize)
{
    private const long FirstId = 11111;

    // Oldest first and without gaps in the ids, so that the index of a withdrawal follows from its id.
    private readonly List<SandboxWithdrawal> _withdrawals = [];
    private readonly SortedSet<(DateTime RequestedAt, long Id)> _pending = [];

    public long Balance { get; set; }

    public bool HasPending => _pending.Count > 0;

    public long NextId => FirstId + _withdrawals.Count;

    public SandboxWithdrawal? Newest => _withdrawals.Count == 0 ? null : _withdrawals[_withdrawals.Count - 1];

    /// <summary>Applies the change that a line records.</summary>
    /// <exception cref="InvalidDataException">The withdrawal's id skips some, which happens only in a damaged file.</exception>
    public void Apply(LedgerLine line)
    {
        Balance = line.Balance;
        if (line.Withdrawal is not { } withdrawal)
        {
            return;
        }

        if (withdrawal.Id < FirstId || withdrawal.Id > NextId)
        {
            throw new InvalidDataException(SandboxMessages.IdsNotConsecutive(withdrawal.Id).ToString());
        }

        if (withdrawal.Id == NextId)
        {
            _withdrawals.Add(withdrawal);
        }
        else
        {
            _withdrawals[(int)(withdrawal.Id - FirstId)] = withdrawal;
        }

        var key = (withdrawal.RequestedAt, withdrawal.Id);
        _ = withdrawal.Status == WithdrawalStatus.Pending ? _pending.Add(key) : _pending.Remove(key);
    }

    public SandboxWithdrawal? Find(long id) => id >= FirstId && id < NextId ? _withdrawals[(int)(id - FirstId)] : null;

    /// <summary>The pending withdrawals that were requested up to a moment, oldest first.</summary>
    public IEnumerable<SandboxWithdrawal> PendingUntil(DateTime latest) =>
        _pending.TakeWhile(row => row.RequestedAt <= latest).Select(row => Find(row.Id)!);

    public IReadOnlyList<SandboxWithdrawal> NewestFirst()
    {
        var all = _withdrawals.ToArray();
        Array.Reverse(all);
        return all;
    }

    public LedgerPage ReadPage(long page)
    {
        var count = _withdrawals.Count;
        var rows = new List<SandboxWithdrawal>();
        if (page <= PageCount(count))
        {
            var newest = count - 1 - ((int)(page - 1) * pageSize);
            for (var index = newest; index >= 0 && rows.Count < pageSize; index--)
            {
                rows.Add(_withdrawals[index]);
            }
        }

        return new LedgerPage(rows, count, PageCount(count));
    }

    /// <summary>One page of the withdrawals created from one Tehran day to another, both included.</summary>
    public LedgerPage ReadPage(long page, DateTime firstDay, DateTime lastDay)
    {
        // The bounds are converted to UTC once, instead of every row to Tehran time.
        var from = TehranTime.ToUtcTicks(firstDay);
        var until = TehranTime.ToUtcTicks(lastDay) + TimeSpan.TicksPerDay;
        var rows = new List<SandboxWithdrawal>();
        var total = 0;
        for (var index = _withdrawals.Count - 1; index >= 0; index--)
        {
            var moment = _withdrawals[index].RequestedAt.Ticks;
            if (moment < from || moment >= until)
            {
                continue;
            }

            if (total / pageSize == page - 1)
            {
                rows.Add(_withdrawals[index]);
            }

            total++;
        }

        return new LedgerPage(rows, total, PageCount(total));
    }

    private int PageCount(int count) => Math.Max(1, (int)(((long)count + pageSize - 1) / pageSize));
}
