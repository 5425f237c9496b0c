using System;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht.Tests.Idempotency.Model;

/// <summary>The clock of one process, which stands still while the computer sleeps.</summary>
internal sealed class SimulatedClock(World world) : IJournalClock
{
    private TimeSpan _sleptBefore = world.Slept;
    private TimeSpan _error = world.ClockError;

    public DateTimeOffset Now => world.Time.Now + _error - (world.Slept - _sleptBefore);

    public DateTimeOffset SyncForward()
    {
        _sleptBefore = world.Slept;
        _error = world.ClockError > _error ? world.ClockError : _error;
        return Now;
    }

    public Task Delay(TimeSpan time, CancellationToken cancellationToken)
    {
        world.Step("while waiting");
        world.MaySleep();
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        world.Time.Pass(time);
        return Task.CompletedTask;
    }
}
