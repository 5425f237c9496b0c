using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Management.Automation;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.PowerShell.Commands;

namespace Aqayepardakht.Commands;

/// <summary>
/// What all commands share: they can be stopped, wait on the pipeline's thread, turn our exceptions into ErrorRecords and dispose what
/// they own.
/// </summary>
public abstract class AqpCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<IDisposable> _disposables = [];
    private readonly ConcurrentQueue<Action> _writes = new();
    private readonly SemaphoreSlim _writeQueuedOrTaskDone = new(0);
    private ExceptionDispatchInfo? _writeError;

    private protected AqpCommand()
    {
    }

    /// <summary>Cancelled by Ctrl+C, and when a later command of the pipeline needs no more objects.</summary>
    private protected CancellationToken StopToken => _stop.Token;

    /// <summary>Stops the calls in flight and releases what the command owns.</summary>
    public void Dispose()
    {
        // A pipeline that ends early disposes its commands without stopping them.
        _stop.Cancel();
        _disposables.ForEach(owned => owned.Dispose());
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops the work at once.</summary>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Writes what was queued after the last wait.</summary>
    protected override void EndProcessing()
    {
        WriteQueued();
        _writeError?.Throw();
    }

    /// <summary>Keeps an object, if there is one, that is disposed together with the command.</summary>
    private protected T DisposeWithCommand<T>(T owned)
        where T : IDisposable?
    {
        if (owned is not null)
        {
            _disposables.Add(owned);
        }

        return owned;
    }

    /// <summary>Queues a write from any thread. Only the pipeline's thread may write, so it runs during the next wait.</summary>
    private protected void Queue(Action write)
    {
        _writes.Enqueue(write);
        _writeQueuedOrTaskDone.Release();
    }

    /// <inheritdoc cref="Await(Task)"/>
    private protected T Await<T>(Task<T> task)
    {
        Await((Task)task);
        return task.GetAwaiter().GetResult();
    }

    /// <summary>Blocks the pipeline's thread until the task is done, and meanwhile writes what other threads queue.</summary>
    private protected void Await(Task task)
    {
        if (!task.IsCompleted)
        {
            _ = task.ContinueWith(
                static (_, state) => ((SemaphoreSlim)state!).Release(),
                _writeQueuedOrTaskDone,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }

        while (!task.IsCompleted)
        {
            WriteQueued();
            _writeQueuedOrTaskDone.Wait();
        }

        WriteQueued();
        try
        {
            task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Waits for a while; Ctrl+C ends it at once.</summary>
    private protected void Pause(TimeSpan time) => Await(Task.Delay(time, StopToken));

    /// <summary>Throws the first error of a queued write, so that the command starts nothing new after it.</summary>
    private protected void ThrowWriteError() => _writeError?.Throw();

    /// <summary>The full path of a file that need not exist.</summary>
    /// <exception cref="CommandException">The path is not one of the file system.</exception>
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
            // The drive or provider does not exist; the error below says what is accepted.
        }

        throw ArgumentMessages.NotAFilePath(path);
    }

    /// <summary>The journal that the parameters of a command name; null when they name none.</summary>
    /// <exception cref="WithdrawException">They name two, or what they name is no file and no database.</exception>
    private protected JournalSource? JournalOf(string? path, string? database, PSCredential? credential) => (path, database) switch
    {
        (not null, not null) => throw JournalMessages.PathAndDatabase(),
        (_, not null) => JournalSource.InDatabase(database, credential),
        _ when credential is not null => throw JournalMessages.DatabaseMissing(),
        (not null, _) => JournalSource.File(FilePath(path)),
        _ => null,
    };

    /// <summary>Writes the error of one item, or ends the pipeline when every further item would fail the same way.</summary>
    private protected void WriteItemError(WithdrawException exception, object? target)
    {
        if (exception is GatewayErrorException { Error.AffectsWholeAccount: true })
        {
            ThrowTerminating(exception, target);
        }

        WriteError(ErrorRecords.From(exception, target));
    }

    /// <summary>Ends the command with an error.</summary>
    private protected void ThrowTerminating(WithdrawException exception, object? target = null) =>
        ThrowTerminatingError(ErrorRecords.From(exception, target));

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
                // Writing fails once the pipeline is being stopped, or when a preference variable is Stop. The error is kept for later:
                // the task that is awaited may be a payment, and its result must still be reported.
                _writeError ??= ExceptionDispatchInfo.Capture(exception);
            }
        }
    }
}
