using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Aqayepardakht.Tests.Idempotency.Model;

namespace Aqayepardakht.Tests.Idempotency.ManyPayers;

/// <summary>Lets payers act one step at a time in a random order, and time pass only while all of them wait for it.</summary>
internal sealed class Turns(RandomSource random)
{
    private readonly List<(int Payer, DateTimeOffset Due, TaskCompletionSource Turn)> _waiting = [];

    public DateTimeOffset Now { get; private set; } = new(2026, 3, 21, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Waits until it is this payer's turn, after some time has passed.</summary>
    public Task TakeAsync(int payer, TimeSpan delay = default)
    {
        var turn = new TaskCompletionSource();
        _waiting.Add((payer, Now + delay, turn));
        return turn.Task;
    }

    /// <summary>Lets one of those act that wait.</summary>
    /// <returns>False when nobody waits.</returns>
    public bool Next()
    {
        if (_waiting.Count == 0)
        {
            return false;
        }

        var soonest = _waiting.Min(waiting => waiting.Due);
        Now = soonest > Now ? soonest : Now;
        var next = random.Pick(_waiting.Where(waiting => waiting.Due <= Now).ToArray());
        _waiting.Remove(next);
        next.Turn.SetResult();
        return true;
    }

    /// <summary>The payer never acts again where it is.</summary>
    public void Kill(int payer) => _waiting.RemoveAll(waiting => waiting.Payer == payer);

    public IJournalClock ClockOf(int payer) => new PayerClock(this, payer);

    private sealed class PayerClock(Turns turns, int payer) : IJournalClock
    {
        public DateTimeOffset Now => turns.Now;

        public DateTimeOffset SyncForward() => turns.Now;

        public Task Delay(TimeSpan time, CancellationToken cancellationToken) => turns.TakeAsync(payer, time);
    }
}
