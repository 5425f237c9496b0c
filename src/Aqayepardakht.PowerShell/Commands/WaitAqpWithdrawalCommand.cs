using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>Wait-AqpWithdrawal: waits until each withdrawal is paid or cancelled, and emits each as soon as it is.</summary>
[Cmdlet(VerbsLifecycle.Wait, "AqpWithdrawal", DefaultParameterSetName = ParameterSets.Current)]
[OutputType(typeof(Withdrawal))]
public sealed class WaitAqpWithdrawalCommand : AccountCommand
{
    private readonly ProgressBar _progressBar = new(2, WaitMessages.Activity);
    private readonly HashSet<long> _requested = [];
    private readonly List<long> _pending = [];
    private readonly Dictionary<long, WithdrawalStatus> _lastStatus = [];

    /// <summary>The ids to wait for.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("شناسه")]
    [WithdrawalIdArgument]
    [ArgumentCompleter(typeof(WithdrawalIdCompleter))]
    public long[] Id { get; set; } = [];

    /// <summary>The maximum time to wait: seconds or a TimeSpan. Without it there is no limit.</summary>
    [Parameter]
    [DurationArgument(AllowZero = true)]
    public TimeSpan? Timeout { get; set; }

    /// <summary>The time between two polls: seconds or a TimeSpan. 15 seconds by default.</summary>
    [Parameter]
    [DurationArgument]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in Id)
        {
            if (_requested.Add(id))
            {
                _pending.Add(id);
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var stopwatch = Stopwatch.StartNew();
        while (true)
        {
            foreach (var id in _pending.ToArray())
            {
                Poll(id);
            }

            if (_pending.Count == 0 || stopwatch.Elapsed >= Timeout)
            {
                break;
            }

            ShowProgress(stopwatch.Elapsed);
            Pause(NextPollDelay(stopwatch.Elapsed));
        }

        _progressBar.Hide(this);
        foreach (var id in _pending)
        {
            var error = _lastStatus.TryGetValue(id, out var status)
                ? WaitMessages.TimedOut(id, status, Timeout!.Value)
                : WaitMessages.NeverRead(id, Timeout!.Value);
            WriteError(ErrorRecords.From(error, id));
        }

        base.EndProcessing();
    }

    private void Poll(long id)
    {
        try
        {
            var withdrawal = Await(Client.GetAsync(id, StopToken));
            _lastStatus[id] = withdrawal.Status;
            if (withdrawal.Status is WithdrawalStatus.Paid or WithdrawalStatus.Cancelled)
            {
                _pending.Remove(id);
                WriteWithdrawal(withdrawal);
            }
        }
        catch (WithdrawException exception) when (exception.MaySucceedLater)
        {
            // An outage must not end a wait of hours; only -Timeout does.
            WriteWarning(exception.Text.ToString());
        }
        catch (WithdrawException exception)
        {
            _pending.Remove(id);
            WriteItemError(exception, id);
        }
    }

    private void ShowProgress(TimeSpan elapsed)
    {
        var done = _requested.Count - _pending.Count;
        var status = WaitMessages.Progress(done, _requested.Count);
        _progressBar.Show(this, status, 100 * done / _requested.Count, TimeLeft(elapsed));
    }

    private TimeSpan NextPollDelay(TimeSpan elapsed) => TimeLeft(elapsed) is { } left && left < PollInterval ? left : PollInterval;

    private TimeSpan? TimeLeft(TimeSpan elapsed) =>
        Timeout is { } timeout ? (timeout > elapsed ? timeout - elapsed : TimeSpan.Zero) : null;
}
