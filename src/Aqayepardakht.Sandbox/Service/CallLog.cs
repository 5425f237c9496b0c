using System;
using System.Collections.Generic;

namespace Aqayepardakht.Sandbox;

/// <summary>Counts the calls and keeps the latest ones.</summary>
internal sealed class CallLog
{
    // Bounds the memory of throughput tests, which make millions of calls.
    private const int Capacity = 10_000;

    private readonly object _lock = new();
    private readonly Queue<SandboxCall> _completed = new();
    private readonly Dictionary<WithdrawalOperation, int> _counts = [];

    /// <summary>Counts a call that has arrived.</summary>
    public SandboxCall Begin(WithdrawalOperation operation, CallBody body, DateTime receivedAt)
    {
        lock (_lock)
        {
            _counts.TryGetValue(operation, out var count);
            _counts[operation] = ++count;
            return new SandboxCall(operation, count, receivedAt)
            {
                Page = operation == WithdrawalOperation.List ? body["page"] : null,
                WithdrawalId = operation == WithdrawalOperation.Details ? body["id"] : null,
            };
        }
    }

    /// <summary>Keeps a call whose response is known.</summary>
    public void Complete(SandboxCall call)
    {
        lock (_lock)
        {
            if (_completed.Count == Capacity)
            {
                _completed.Dequeue();
            }

            _completed.Enqueue(call);
        }
    }

    /// <summary>The latest calls, oldest first.</summary>
    public IReadOnlyList<SandboxCall> ReadAll()
    {
        lock (_lock)
        {
            return _completed.ToArray();
        }
    }

    /// <summary>How many calls of these operations have arrived.</summary>
    public int Count(WithdrawalOperation operations)
    {
        lock (_lock)
        {
            var sum = 0;
            foreach (var count in _counts)
            {
                sum += (count.Key & operations) == WithdrawalOperation.None ? 0 : count.Value;
            }

            return sum;
        }
    }
}
