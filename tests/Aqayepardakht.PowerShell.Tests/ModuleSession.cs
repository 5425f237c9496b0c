using System;
using System.Globalization;
using System.Linq;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace Aqayepardakht.Commands.Tests;

/// <summary>One runspace with the built module imported, as a user's prompt or a runbook has it.</summary>
public sealed class ModuleSession : IDisposable
{
    private LocalGateway? _gateway;

    private ModuleSession(RecordingHost host, Runspace runspace)
    {
        Host = host;
        Runspace = runspace;
    }

    public static string ManifestPath { get; } = typeof(ModuleSession).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "ManifestPath")
        .Value!;

    public RecordingHost Host { get; }

    public Runspace Runspace { get; }

    /// <summary>The sandbox that <c>$sandbox</c> holds.</summary>
    public LocalGateway Gateway => _gateway ?? throw new InvalidOperationException("The session has no sandbox.");

    /// <summary>A session with the module, a sandbox in <c>$sandbox</c>, and no account connected.</summary>
    public static ModuleSession Open(string sandbox = "-Manual", params (string Name, object? Value)[] variables)
    {
        var session = WithoutSandbox();
        var started = session.Run($"$sandbox = Start-AqpSandbox {sandbox}; $sandbox", variables).Succeeded().Only();
        session._gateway = new LocalGateway(started.BaseObject);
        return session;
    }

    /// <summary>The same, with the sandbox's account connected.</summary>
    public static ModuleSession Connected(string sandbox = "-Manual", params (string Name, object? Value)[] variables)
    {
        var session = Open(sandbox, variables);
        session.Run("$null = $sandbox | Connect-AqpAccount").Succeeded();
        return session;
    }

    /// <summary>A session with the module and nothing else.</summary>
    public static ModuleSession WithoutSandbox()
    {
        var session = WithoutModule();
        session.Run("Import-Module $manifest", ("manifest", ManifestPath)).Succeeded();
        return session;
    }

    /// <summary>A bare session of the engine.</summary>
    public static ModuleSession WithoutModule()
    {
        var host = new RecordingHost();
        var runspace = RunspaceFactory.CreateRunspace(host, BareEngine());
        runspace.Open();
        return new ModuleSession(host, runspace);
    }

    /// <summary>What a runspace begins with: the engine's own commands alone, and scripts may run.</summary>
    public static InitialSessionState BareEngine()
    {
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        }

        return state;
    }

    /// <summary>Runs a script to its end.</summary>
    public ScriptResult Run(string script, params (string Name, object? Value)[] variables) => Start(script, variables).Finish();

    /// <summary>Starts a script and lets it run.</summary>
    public RunningScript Start(string script, params (string Name, object? Value)[] variables)
    {
        foreach (var (name, value) in variables)
        {
            Runspace.SessionStateProxy.SetVariable(name, value);
        }

        // A pipeline's thread begins with the language of the thread that starts it; the host's is not asked.
        var (culture, uiCulture) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (Host.CurrentCulture, Host.CurrentUICulture);
        try
        {
            return RunningScript.Start(Runspace, script);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, uiCulture);
        }
    }

    public void Dispose()
    {
        if (_gateway is not null)
        {
            Run("Stop-AqpSandbox");
        }

        Runspace.Dispose();
    }
}
