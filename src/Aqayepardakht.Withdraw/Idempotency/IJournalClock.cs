using System;
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
