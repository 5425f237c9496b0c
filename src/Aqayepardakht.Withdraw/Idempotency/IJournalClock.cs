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

    /// <summary>
    /// Takes over the computer's clock where that has gone ahead, as it does while the computer sleeps: a time that another process is
    /// to count from must not lie in the past already.
    /// </summary>
    /// <returns>Now.</returns>
    DateTimeOffset SyncForward();

    /// <summary>Lets time pass.</summary>
    Task Delay(TimeSpan time, CancellationToken cancellationToken);
}

/// <summary>
/// Reads the computer's clock and then counts by itself: a clock that is set forward while a command waits must not make
/// it believe that the settling time has passed.
/// </summary>
internal sealed class SteadyClock : IJournalClock
{
    private readonly Func<DateTimeOffset> _computer;
    private readonly Stopwatch _elapsed = Stopwatch.StartNew();
    private DateTimeOffset _start;

    public SteadyClock()
        : this(() => DateTimeOffset.UtcNow)
    {
    }

    /// <param name="computer">The computer's clock.</param>
    internal SteadyClock(Func<DateTimeOffset> computer)
    {
        _computer = computer;
        _start = computer();
    }

    public DateTimeOffset Now => _start + _elapsed.Elapsed;

    public DateTimeOffset SyncForward()
    {
        var ahead = _computer() - Now;
        if (ahead > TimeSpan.Zero)
        {
            _start += ahead;
        }

        return Now;
    }

    public Task Delay(TimeSpan time, CancellationToken cancellationToken) => Task.Delay(time, cancellationToken);
}
