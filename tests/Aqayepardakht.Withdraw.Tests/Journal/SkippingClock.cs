using System;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht.Tests.Journal;

/// <summary>A clock whose waits are over at once; it shows that they have passed.</summary>
internal sealed class SkippingClock : IJournalClock
{
    public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

    /// <summary>What happens while something waits.</summary>
    public Action? OnDelay { get; set; }

    public DateTimeOffset CatchUp() => Now;

    public Task Delay(TimeSpan time, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Now += time;
        OnDelay?.Invoke();
        return Task.CompletedTask;
    }
}
