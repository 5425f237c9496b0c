using System;
using System.Collections.Concurrent;
using System.Management.Automation;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.PowerShell.Commands;

namespace Aqayepardakht.Commands;

/// <summary>What every command has: it stops when asked to, waits on the pipeline's thread, and turns our exceptions into ErrorRecords.</summary>
public abstract class AqpCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Action> _writes = new();
    private readonly SemaphoreSlim _somethingToDo = new(0);
    private ExceptionDispatchInfo? _writeError;

    /// <summary>Cancelled by Ctrl+C and by a later command that has enough.</summary>
    private protected CancellationToken StopToken => _stop.Token;

    /// <summary>Releases what the command holds.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what the command holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            // Calls in flight are stopped here as well: a pipeline that ends early disposes its commands without stopping them.
            _stop.Cancel();
        }
    }

    /// <summary>Stops the work at once.</summary>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Writes what arrived after the last wait.</summary>
    protected override void EndProcessing()
    {
        WriteQueued();
        _writeError?.Throw();
    }

    /// <summary>Takes something to write from any thread; only the pipeline's thread may write, and it does while it waits.</summary>
    private protected void Queue(Action write)
    {
        _writes.Enqueue(write);
        _somethingToDo.Release();
    }

    /// <summary>Waits on the pipeline's thread, writing what other threads report meanwhile.</summary>
    private protected T Await<T>(Task<T> task)
    {
        if (!task.IsCompleted)
        {
            _ = task.ContinueWith(
                static (_, state) => ((SemaphoreSlim)state!).Release(),
                _somethingToDo,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }

        while (!task.IsCompleted)
        {
            WriteQueued();
            _somethingToDo.Wait();
        }

        WriteQueued();
        try
        {
            return task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Ends the command if a line could not be written, before it begins anything new.</summary>
    private protected void StopAfterWriteError() => _writeError?.Throw();

    /// <summary>The full path of a file that may not be there yet.</summary>
    /// <exception cref="CommandException">It leads to something else than the file system.</exception>
    private protected string FilePath(string path)
    {
        try
        {
            var full = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            if (provider.ImplementingType == typeof(FileSystemProvider))
            {
                return full;
            }
        }
        catch (Exception exception) when (exception is RuntimeException or ArgumentException or NotSupportedException)
        {
            // A drive or provider that does not exist.
        }

        throw CommandMessages.NotAFilePath(path);
    }

    /// <summary>Waits for a while; Ctrl+C ends it at once.</summary>
    private protected void Pause(TimeSpan time) => Await(Pausing(time));

    /// <summary>Takes a progress bar away.</summary>
    private protected void WriteCompleted(int activity, LocalizedText name) =>
        WriteProgress(new ProgressRecord(activity, name.ToString(), " ") { RecordType = ProgressRecordType.Completed });

    /// <summary>Writes the error of one item, or ends the pipeline when every further item would fail the same way.</summary>
    private protected void WriteItemError(WithdrawException exception, object? target)
    {
        var error = ErrorRecords.From(exception, target);
        if (exception is GatewayErrorException { Error.AffectsWholeAccount: true })
        {
            ThrowTerminatingError(error);
        }

        WriteError(error);
    }

    /// <summary>Ends the command with an error.</summary>
    private protected void Throw(WithdrawException exception, object? target = null) => ThrowTerminatingError(ErrorRecords.From(exception, target));

    private async Task<bool> Pausing(TimeSpan time)
    {
        await Task.Delay(time, StopToken).ConfigureAwait(false);
        return true;
    }

    private void WriteQueued()
    {
        while (_writes.TryDequeue(out var write))
        {
            try
            {
                write();
            }
            catch (Exception exception)
            {
                // A pipeline that is being stopped takes no lines, and neither does one whose preference is Stop. What is awaited is
                // still needed, since it may be the news of a payment; the stop comes after it.
                _writeError ??= ExceptionDispatchInfo.Capture(exception);
            }
        }
    }
}
