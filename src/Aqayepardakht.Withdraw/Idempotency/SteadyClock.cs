using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht;

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
