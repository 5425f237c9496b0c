using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;

namespace Aqayepardakht.Shell;

/// <summary>The one line at the bottom of a terminal that shows how far a command is.</summary>
internal sealed class ProgressLine(Terminal terminal)
{
    private const int BarWidth = 24;
    private const string EraseLine = "\r\e[K";
    private static readonly TimeSpan BetweenDrawings = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<int, ProgressRecord> _activities = [];
    private long _lastDrawn;
    private bool _isShown;

    internal void Show(ProgressRecord record)
    {
        if (!terminal.CanShowProgress)
        {
            return;
        }

        if (record.RecordType == ProgressRecordType.Completed)
        {
            _activities.Remove(record.ActivityId);
        }
        else
        {
            _activities[record.ActivityId] = record;
        }

        if (_activities.Count == 0)
        {
            Hide();
        }
        else if (!_isShown || Stopwatch.GetElapsedTime(_lastDrawn) >= BetweenDrawings)
        {
            Draw(_activities.Values.Last());
        }
    }

    /// <summary>Takes the line away for other text; the next record brings it back.</summary>
    internal void Hide()
    {
        if (_isShown)
        {
            Console.Error.Write(EraseLine);
            _isShown = false;
        }
    }

    /// <summary>Takes the line away and forgets activities that nobody completed.</summary>
    internal void End()
    {
        _activities.Clear();
        Hide();
    }

    private void Draw(ProgressRecord record)
    {
        // The last cell stays free, because writing into it would wrap the line.
        Console.Error.Write(EraseLine + TextWidth.Clip(Describe(record), terminal.Width - 1));
        _lastDrawn = Stopwatch.GetTimestamp();
        _isShown = true;
    }

    private static string Describe(ProgressRecord record)
    {
        var status = string.Join(' ', new[] { record.StatusDescription, record.CurrentOperation }.Where(part => !string.IsNullOrEmpty(part)));
        if (record.PercentComplete < 0)
        {
            return $"{record.Activity}: {status}";
        }

        var filled = Math.Min(record.PercentComplete, 100) * BarWidth / 100;
        return $"{record.Activity} [{new string('#', filled)}{new string(' ', BarWidth - filled)}] {record.PercentComplete}% {status}";
    }
}
