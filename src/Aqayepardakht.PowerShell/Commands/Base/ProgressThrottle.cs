using System;
using System.Diagnostics;

namespace Aqayepardakht.Commands;

/// <summary>Lets a progress bar appear only when the work takes noticeably long, and not be drawn more often than the eye sees.</summary>
internal sealed class ProgressThrottle
{
    private static readonly TimeSpan HangGuard = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly Stopwatch _stopwatch = Stopwatch.StartNew();
    private TimeSpan _next = HangGuard;

    public bool WasShown { get; private set; }

    public bool IsDue()
    {
        if (_stopwatch.Elapsed < _next)
        {
            return false;
        }

        _next = _stopwatch.Elapsed + Interval;
        WasShown = true;
        return true;
    }
}
