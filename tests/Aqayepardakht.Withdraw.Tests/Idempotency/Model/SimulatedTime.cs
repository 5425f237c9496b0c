using System;
using System.Collections.Generic;

namespace Aqayepardakht.Tests.Idempotency.Model;

/// <summary>The world's time, which passes only when told to, and what is due in it.</summary>
internal sealed class SimulatedTime
{
    private static readonly DateTimeOffset Beginning = new(2026, 3, 21, 0, 0, 0, TimeSpan.Zero);

    private readonly PriorityQueue<Action, (DateTimeOffset At, int Number)> _due = new();
    private int _scheduled;

    public DateTimeOffset Now { get; private set; } = Beginning;

    public void Schedule(DateTimeOffset at, Action action) => _due.Enqueue(action, (at, _scheduled++));

    /// <summary>Lets time pass until nothing is due any more.</summary>
    public void PassUntilQuiet()
    {
        while (_due.TryPeek(out _, out var due))
        {
            Pass(due.At > Now ? due.At - Now : TimeSpan.Zero);
        }
    }

    /// <summary>Lets time pass; what falls due meanwhile happens at its own moment.</summary>
    public void Pass(TimeSpan time)
    {
        var end = Now + time;
        while (_due.TryPeek(out var action, out var due) && due.At <= end)
        {
            _due.Dequeue();
            Now = due.At > Now ? due.At : Now;
            action();
        }

        Now = end;
    }
}
