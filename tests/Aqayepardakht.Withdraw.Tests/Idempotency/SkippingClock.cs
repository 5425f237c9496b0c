using System;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht.Tests.Idempotency;

/// <summary>A clock whose waits are over at once; it shows that they have passed.</summary>
internal sealed class SkippingClock : IJournalClock
{
    public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

    /// <summary>What happens while something waits.</summary>
    public Action? OnDelay { get; set; }

    /// <summary>How far the computer's own clock has gone ahead of this one.</summary>
    public TimeSpan Ahead { get; set; }

    /// <summary>How long all waits took together.</summary>
    public TimeSpan Waited { get; private set; }

    public DateTimeOffset SyncForward()
    {
        Now += Ahead;
        Ahead = TimeSpan.Zero;
        return Now;
    }

    public Task Delay(TimeSpan time, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Now += time;
        Waited += time;
        OnDelay?.Invoke();
        return Task.CompletedTask;
    }
}
