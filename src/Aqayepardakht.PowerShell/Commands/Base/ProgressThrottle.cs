using System;
using System.Diagnostics;

namespace Aqayepardakht.Commands;

/// <summary>Limits a progress bar to work that takes longer than a second, and to four updates a second.</summary>
internal sealed class ProgressThrottle
{
    private static readonly TimeSpan InitialDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan UpdateInterval = TimeSpan.FromMilliseconds(250);

    private readonly Stopwatch _stopwatch = Stopwatch.StartNew();
    private TimeSpan _next = InitialDelay;

    public bool IsUpdateDue()
    {
        if (_stopwatch.Elapsed < _next)
        {
            return false;
        }

        _next = _stopwatch.Elapsed + UpdateInterval;
        return true;
    }
}
