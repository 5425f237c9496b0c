using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>Wait-AqpWithdrawal: waits until each withdrawal is paid or cancelled, and emits each as soon as it is.</summary>
[Cmdlet(VerbsLifecycle.Wait, "AqpWithdrawal", DefaultParameterSetName = CurrentSet)]
[OutputType(typeof(Withdrawal))]
public sealed class WaitAqpWithdrawalCommand : AccountCommand
{
    private const int ProgressActivity = 2;

    private readonly List<long> _waiting = [];
    private readonly HashSet<long> _given = [];
    private readonly Dictionary<long, WithdrawalStatus> _lastSeen = [];

    /// <summary>The ids to wait for.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [WithdrawalIdArgument]
    [ArgumentCompleter(typeof(WithdrawalIdCompleter))]
    public long[] Id { get; set; } = [];

    /// <summary>How long to wait at the most: seconds or a TimeSpan. Without it there is no limit.</summary>
    [Parameter]
    [DurationArgument(AllowZero = true)]
    public TimeSpan? Timeout { get; set; }

    /// <summary>How long to wait between two looks: seconds or a TimeSpan. 15 seconds by default.</summary>
    [Parameter]
    [DurationArgument]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in Id)
        {
            if (_given.Add(id))
            {
                _waiting.Add(id);
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var stopwatch = Stopwatch.StartNew();
        while (true)
        {
            foreach (var id in _waiting.ToArray())
            {
                Look(id);
            }

            if (_waiting.Count == 0 || stopwatch.Elapsed >= Timeout)
            {
                break;
            }

            ShowProgress(stopwatch.Elapsed);
            Pause(Shorter(PollInterval, Timeout - stopwatch.Elapsed));
        }

        HideProgress();
        foreach (var id in _waiting)
        {
            var error = _lastSeen.TryGetValue(id, out var status)
                ? CommandMessages.WaitTimedOut(id, status, Timeout!.Value)
                : CommandMessages.WaitNeverRead(id, Timeout!.Value);
            WriteError(ErrorRecords.From(error, id));
        }

        base.EndProcessing();
    }

    private void Look(long id)
    {
        try
        {
            var withdrawal = Await(Client.GetAsync(id, StopToken));
            _lastSeen[id] = withdrawal.Status;
            if (withdrawal.Status is WithdrawalStatus.Paid or WithdrawalStatus.Cancelled)
            {
                _waiting.Remove(id);
                WriteWithdrawal(withdrawal);
            }
        }
        catch (WithdrawException exception) when (exception.MaySucceedLater)
        {
            // A wait of hours outlives a broken line; only a limit that the user set ends it.
            WriteWarning(exception.Message);
        }
        catch (WithdrawException exception)
        {
            _waiting.Remove(id);
            WriteItemError(exception, id);
        }
    }

    private void ShowProgress(TimeSpan elapsed)
    {
        var done = _given.Count - _waiting.Count;
        WriteProgress(new ProgressRecord(ProgressActivity, CommandMessages.WaitActivity.ToString(), CommandMessages.WaitStatus(done, _given.Count).ToString())
        {
            PercentComplete = 100 * done / _given.Count,
            SecondsRemaining = Timeout is { } timeout ? (int)Math.Max(0, (timeout - elapsed).TotalSeconds) : -1,
        });
    }

    private void HideProgress() =>
        WriteCompleted(ProgressActivity, CommandMessages.WaitActivity);

    private static TimeSpan Shorter(TimeSpan one, TimeSpan? other) =>
        other is { } time && time < one ? (time > TimeSpan.Zero ? time : TimeSpan.Zero) : one;
}
