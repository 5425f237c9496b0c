using System;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht.PostgreSql;

/// <summary>The database's clock, which is the one clock of everybody who shares the journal.</summary>
internal sealed class DatabaseClock : IJournalClock
{
    private SteadyClock _clock = new SteadyClock();

    public DateTimeOffset Now => _clock.Now;

    public DateTimeOffset SyncForward() => _clock.SyncForward();

    public Task Delay(TimeSpan time, CancellationToken cancellationToken) => _clock.Delay(time, cancellationToken);

    /// <summary>Takes over what the database says that the time is.</summary>
    public void Set(DateTimeOffset now)
    {
        // A computer that sleeps notices it by its own clock.
        var ahead = now - DateTimeOffset.UtcNow;
        _clock = new SteadyClock(() => DateTimeOffset.UtcNow + ahead);
    }
}
