using System;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Threading;
using Xunit;

namespace Aqayepardakht.Commands.Tests;

/// <summary>A script on its way, which can be stopped as Ctrl+C stops one.</summary>
public sealed class RunningScript
{
    /// <summary>No test waits for so long; it only keeps a hang from hanging everything.</summary>
    public static readonly TimeSpan SafetyNet = TimeSpan.FromSeconds(60);

    private readonly PowerShell _shell;
    private readonly PSDataCollection<PSObject> _output = [];
    private readonly IAsyncResult _invocation;

    private RunningScript(PowerShell shell)
    {
        _shell = shell;
        _invocation = shell.BeginInvoke<PSObject, PSObject>(null, _output);
    }

    public static RunningScript Start(Runspace runspace, string script, Action<PowerShell>? prepare = null)
    {
        var shell = PowerShell.Create();
        shell.Runspace = runspace;
        shell.AddScript(script);
        prepare?.Invoke(shell);
        return new RunningScript(shell);
    }

    public static RunningScript Start(RunspacePool pool, string script)
    {
        var shell = PowerShell.Create();
        shell.RunspacePool = pool;
        return new RunningScript(shell.AddScript(script));
    }

    /// <summary>Waits until something is so.</summary>
    public static void Until(Func<bool> isSo, string what) => Assert.True(SpinWait.SpinUntil(isSo, SafetyNet), $"It never came to be that {what}.");

    /// <summary>Asks the script to stop, as Ctrl+C does, without waiting for it.</summary>
    public RunningScript BeginStop()
    {
        _shell.BeginStop(null, null);
        return this;
    }

    /// <summary>Waits for the end.</summary>
    public ScriptResult Finish()
    {
        Assert.True(_invocation.AsyncWaitHandle.WaitOne(SafetyNet), "The script hangs.");
        ErrorRecord? terminating = null;
        try
        {
            _shell.EndInvoke(_invocation);
        }
        catch (RuntimeException exception)
        {
            terminating = exception is PipelineStoppedException ? null : exception.ErrorRecord;
        }

        var result = new ScriptResult(_shell.InvocationStateInfo.State, [.. _output], _shell.Streams, terminating);
        _shell.Dispose();
        return result;
    }
}
