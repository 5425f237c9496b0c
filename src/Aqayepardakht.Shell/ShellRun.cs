using System;
using System.IO;
using System.Management.Automation.Runspaces;

namespace Aqayepardakht.Shell;

/// <summary>One run of the shell: opens a session and does in it what was asked.</summary>
internal sealed class ShellRun(Screen screen, ShellArguments arguments)
{
    private Session? _session;
    private bool _isAtPrompt;

    /// <returns>The process's exit code.</returns>
    internal int Run()
    {
        // A script that does not stop is ended by the second Ctrl+C; the prompt outlives any.
        Console.CancelKeyPress += (_, pressed) => pressed.Cancel = _session?.TryStop() == true || _isAtPrompt;

        var questions = new Questions(screen, arguments.IsInteractive, () => _session?.TryStop());
        var host = new ShellHost(new ShellUserInterface(screen, questions));
        try
        {
            _session = Session.Open(screen, host);
        }
        catch (RunspaceOpenModuleLoadException exception)
        {
            screen.WriteErrorLine($"The Aqayepardakht module cannot be imported. {exception.ErrorRecords[0]}");
            return ExitCode.Failure;
        }

        using (_session)
        {
            host.RunNestedPrompt = new InteractivePrompt(screen, _session).Run;
            return Run(_session);
        }
    }

    private int Run(Session opened) => arguments.Request switch
    {
        ShellRequest.Script script =>
            ExitCodeOf(opened, opened.RunScript(Path.GetFullPath(script.Path), ScriptArguments.Bind(script.Arguments))),
        ShellRequest.Command command => ExitCodeOf(opened, opened.RunText(command.Text)),
        ShellRequest.CommandFromInput => ExitCodeOf(opened, opened.RunText(Console.In.ReadToEnd())),
        ShellRequest.Prompt => RunPrompt(opened),
        _ => RunQuickStart(opened),
    };

    private static int ExitCodeOf(Session opened, Outcome outcome) => outcome switch
    {
        Outcome.Interrupted => ExitCode.Interrupted,
        _ when opened.Host.RequestedExitCode is { } requested => requested,
        Outcome.Succeeded => ExitCode.Success,
        _ => ExitCode.Failure,
    };

    private int RunQuickStart(Session opened)
    {
        var outcome = new QuickStart(screen, opened).Run();
        if (outcome == Outcome.Failed)
        {
            screen.WriteErrorLine("The quick start did not run as intended.");
        }
        else if (outcome == Outcome.Succeeded && arguments.IsInteractive && screen.Terminal.IsInput && screen.Terminal.IsOutput)
        {
            screen.WriteLine("That was the quick start. The prompt is yours now; 'exit' leaves it.");
            return RunPrompt(opened);
        }

        return ExitCodeOf(opened, outcome);
    }

    private int RunPrompt(Session opened)
    {
        _isAtPrompt = true;
        new InteractivePrompt(screen, opened).Run();
        return opened.Host.RequestedExitCode ?? ExitCode.Success;
    }
}
