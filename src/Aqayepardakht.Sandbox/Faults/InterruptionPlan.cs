using System;
using System.Collections.Generic;

namespace Aqayepardakht.Sandbox;

/// <summary>Decides which calls are interrupted: planned interruptions first, in their order, then random faults.</summary>
internal sealed class InterruptionPlan(SandboxSettings settings)
{
    private readonly object _lock = new();
    private readonly LinkedList<Planned> _planned = new();
    private readonly Random _random = settings.Seed is { } seed ? new Random(seed) : new Random();

    /// <summary>Plans an interruption of the next calls of an operation.</summary>
    public void Add(Interruption interruption, WithdrawalOperation operation, int times)
    {
        lock (_lock)
        {
            _planned.AddLast(new Planned(interruption, operation, times));
        }
    }

    /// <summary>The interruption of this call, or null.</summary>
    public Interruption? Next(WithdrawalOperation operation)
    {
        lock (_lock)
        {
            for (var node = _planned.First; node is not null; node = node.Next)
            {
                if ((node.Value.Operation & operation) == WithdrawalOperation.None)
                {
                    continue;
                }

                if (--node.Value.Times == 0)
                {
                    _planned.Remove(node);
                }

                return node.Value.Interruption;
            }

            return settings.FaultRate > 0 && _random.NextDouble() < settings.FaultRate
                ? new Interruption(settings.Faults[_random.Next(settings.Faults.Count)], null)
                : null;
        }
    }

    private sealed class Planned(Interruption interruption, WithdrawalOperation operation, int times)
    {
        public Interruption Interruption { get; } = interruption;

        public WithdrawalOperation Operation { get; } = operation;

        public int Times { get; set; } = times;
    }
}
