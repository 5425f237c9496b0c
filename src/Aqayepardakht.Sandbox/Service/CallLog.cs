using System;
using System.Collections.Generic;

namespace Aqayepardakht.Sandbox;

/// <summary>Counts the calls and remembers the latest ones.</summary>
internal sealed class CallLog
{
    // Throughput tests make millions of calls; the log of them must not become the test.
    private const int Capacity = 10_000;

    private readonly object _gate = new();
    private readonly Queue<SandboxCall> _answered = new();
    private readonly Dictionary<WithdrawalOperation, int> _counts = [];

    /// <summary>Counts a call that has arrived.</summary>
    public SandboxCall Arrive(WithdrawalOperation operation, CallBody body, DateTime receivedAt)
    {
        lock (_gate)
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

    /// <summary>Remembers a call whose response is decided.</summary>
    public void Response(SandboxCall call)
    {
        lock (_gate)
        {
            if (_answered.Count == Capacity)
            {
                _answered.Dequeue();
            }

            _answered.Enqueue(call);
        }
    }

    /// <summary>The latest calls, oldest first.</summary>
    public IReadOnlyList<SandboxCall> ReadAll()
    {
        lock (_gate)
        {
            return _answered.ToArray();
        }
    }

    /// <summary>How many calls of these operations have arrived.</summary>
    public int Count(WithdrawalOperation operations)
    {
        lock (_gate)
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
