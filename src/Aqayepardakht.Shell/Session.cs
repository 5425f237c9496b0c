using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Threading;
using Engine = System.Management.Automation.PowerShell;

namespace Aqayepardakht.Shell;

/// <summary>The engine with the module in it, running one command after another.</summary>
internal sealed class Session : IDisposable
{
    private readonly Screen _screen;
    private readonly Runspace _runspace;
    private readonly Lock _gate = new();
    private readonly Stack<Engine> _running = new();
    private bool _isStopping;

    private Session(Screen screen, ShellHost host, Runspace runspace)
    {
        _screen = screen;
        _runspace = runspace;
        Host = host;
    }

    internal ShellHost Host { get; }

    /// <summary>Starts the engine and imports the module.</summary>
    /// <exception cref="RunspaceOpenModuleLoadException">The module cannot be imported.</exception>
    internal static Session Open(Screen screen, ShellHost host)
    {
        ModuleLocation.AddToModulePath();
        var state = InitialSessionState.CreateDefault2();
        state.ThreadOptions = PSThreadOptions.ReuseThread;
        state.ThrowOnRunspaceOpenError = true;
        state.ImportPSModule([ModuleLocation.Manifest]);
        if (OperatingSystem.IsWindows())
        {
            // Naming the script on the command line is the decision to run it.
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        }

        var runspace = RunspaceFactory.CreateRunspace(host, state);
        try
        {
            runspace.Open();
            return new Session(screen, host, runspace);
        }
        catch
        {
            // Its thread would keep the process alive.
            runspace.Dispose();
            throw;
        }
    }

    public void Dispose() => _runspace.Dispose();

    /// <summary>Runs command text.</summary>
    /// <returns>Failed where its last statement failed, as pwsh -Command has it.</returns>
    internal Outcome RunText(string text)
    {
        var outcome = Run(new Command(text, isScript: true, useLocalScope: false));
        return outcome == Outcome.Succeeded && !Evaluate<bool>("$global:?") ? Outcome.Failed : outcome;
    }

    /// <summary>Runs a script file.</summary>
    internal Outcome RunScript(string path, IEnumerable<CommandParameter> arguments)
    {
        // The engine takes only .ps1 for a script; another name is a file of commands with a "#!" line.
        var command = path.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase)
            ? new Command(path, isScript: false, useLocalScope: false)
            : new Command(File.ReadAllText(path), isScript: true, useLocalScope: false);
        foreach (var argument in arguments)
        {
            command.Parameters.Add(argument);
        }

        ScriptExit.EndsShell(_runspace);
        return Run(command);
    }

    /// <summary>Stops the running command.</summary>
    /// <returns>False where nothing runs, or it was told to stop already and has not.</returns>
    internal bool TryStop()
    {
        lock (_gate)
        {
            if (_isStopping || !_running.TryPeek(out var engine))
            {
                return false;
            }

            _isStopping = true;
            engine.BeginStop(null, null);
            return true;
        }
    }

    /// <summary>What the session would answer to an expression.</summary>
    internal T? Evaluate<T>(string expression)
    {
        using var engine = CreateEngine();
        return engine.AddScript(expression).Invoke<T>().FirstOrDefault();
    }

    internal CommandCompletion Complete(string text, int cursor)
    {
        using var engine = CreateEngine();
        return CommandCompletion.CompleteInput(text, cursor, null, engine);
    }

    private Outcome Run(Command command)
    {
        // Errors go down the same pipe as output, so that they are shown in the order they happen.
        command.MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        using var engine = CreateEngine();
        engine.Commands.AddCommand(command).AddCommand("Out-Default");
        Begin(engine);
        Exception? failure = null;
        try
        {
            // Only a command that goes into the history leaves its $? behind.
            engine.Invoke(null, new PSInvocationSettings { AddToHistory = true });
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        var wasStopped = End();
        _screen.EndProgress();
        if (wasStopped)
        {
            return Outcome.Interrupted;
        }

        if (failure is null)
        {
            return Outcome.Succeeded;
        }

        Show(failure);
        return Outcome.Failed;
    }

    private void Begin(Engine engine)
    {
        lock (_gate)
        {
            _running.Push(engine);
        }
    }

    /// <returns>Whether the command was told to stop.</returns>
    private bool End()
    {
        lock (_gate)
        {
            _running.Pop();
            var wasStopped = _isStopping;
            _isStopping = false;
            return wasStopped;
        }
    }

    /// <summary>Shows what ended a command as the engine shows any other error.</summary>
    private void Show(Exception exception)
    {
        var record = exception is IContainsErrorRecord container
            ? container.ErrorRecord
            : new ErrorRecord(exception, "ShellCommandEnded", ErrorCategory.NotSpecified, null);
        using var engine = CreateEngine();
        engine.AddCommand("Out-Default");
        _screen.WithOutputAsError(() => engine.Invoke(new[] { record }));
    }

    /// <summary>Inside a suspended command the engine takes only commands that are nested in it.</summary>
    private Engine CreateEngine()
    {
        if (_runspace.RunspaceAvailability == RunspaceAvailability.Available)
        {
            var engine = Engine.Create();
            engine.Runspace = _runspace;
            return engine;
        }

        return Engine.Create(RunspaceMode.CurrentRunspace);
    }
}
