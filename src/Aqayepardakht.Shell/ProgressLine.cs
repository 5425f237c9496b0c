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

    private readonly Dictionary<int, ProgressRecord> activities = [];
    private long lastDrawn;
    private bool isShown;

    internal void Show(ProgressRecord record)
    {
        if (!terminal.CanShowProgress)
        {
            return;
        }

        if (record.RecordType == ProgressRecordType.Completed)
        {
            activities.Remove(record.ActivityId);
        }
        else
        {
            activities[record.ActivityId] = record;
        }

        if (activities.Count == 0)
        {
            Hide();
        }
        else if (!isShown || Stopwatch.GetElapsedTime(lastDrawn) >= BetweenDrawings)
        {
            Draw(activities.Values.Last());
        }
    }

    /// <summary>Takes the line away for other text; the next record brings it back.</summary>
    internal void Hide()
    {
        if (isShown)
        {
            Console.Error.Write(EraseLine);
            isShown = false;
        }
    }

    /// <summary>Takes the line away and forgets activities that nobody completed.</summary>
    internal void End()
    {
        activities.Clear();
        Hide();
    }

    private void Draw(ProgressRecord record)
    {
        // The last cell stays free, because writing into it would wrap the line.
        Console.Error.Write(EraseLine + TextWidth.Clip(Describe(record), terminal.Width - 1));
        lastDrawn = Stopwatch.GetTimestamp();
        isShown = true;
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
