using System;
using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>The progress bar of one command.</summary>
/// <param name="id">Different in each command, since commands of one pipeline show their bars at the same time.</param>
/// <param name="activity">What the command is doing.</param>
internal sealed class ProgressBar(int id, LocalizedText activity)
{
    private bool _isShown;

    public void Show(Cmdlet command, LocalizedText status, int percentComplete = -1, TimeSpan? remaining = null)
    {
        _isShown = true;
        command.WriteProgress(new ProgressRecord(id, activity.ToString(), status.ToString())
        {
            PercentComplete = percentComplete,
            SecondsRemaining = remaining is { } time ? (int)time.TotalSeconds : -1,
        });
    }

    public void Hide(Cmdlet command)
    {
        if (_isShown)
        {
            _isShown = false;
            command.WriteProgress(new ProgressRecord(id, activity.ToString(), " ") { RecordType = ProgressRecordType.Completed });
        }
    }
}
