using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht;

/// <summary>The time by which settling is measured.</summary>
internal interface IJournalClock
{
    /// <summary>Now, in UTC.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Lets time pass.</summary>
    Task Delay(TimeSpan time, CancellationToken cancellationToken);
}

/// <summary>
/// Reads the computer's clock once and then counts by itself: a clock that is set forward while a command waits must not make
/// it believe that the settling time has passed.
/// </summary>
internal sealed class SteadyClock : IJournalClock
{
    private readonly DateTimeOffset _start = DateTimeOffset.UtcNow;
    private readonly Stopwatch _elapsed = Stopwatch.StartNew();

    public DateTimeOffset Now => _start + _elapsed.Elapsed;

    public Task Delay(TimeSpan time, CancellationToken cancellationToken) => Task.Delay(time, cancellationToken);
}
