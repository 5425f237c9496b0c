using System;
using System.IO;
using System.Management.Automation;

namespace Aqayepardakht.Shell;

/// <summary>Opens a session and does in it what was asked.</summary>
internal sealed class Shell(Screen screen, ShellArguments arguments)
{
    private Session? session;

    /// <returns>The process's exit code.</returns>
    internal int Run()
    {
        Console.CancelKeyPress += (_, pressed) => pressed.Cancel = session?.TryStop() == true;

        var questions = new Questions(screen, arguments.IsInteractive, () => session?.TryStop());
        var host = new ShellHost(new ShellUserInterface(screen, questions));
        try
        {
            session = Session.Open(screen, host);
        }
        catch (RuntimeException exception)
        {
            screen.WriteErrorLine($"The Aqayepardakht module cannot be imported: {exception.Message}");
            return ExitCode.Failure;
        }

        using (session)
        {
            host.RunNestedPrompt = new InteractivePrompt(screen, session).Run;
            return Run(session);
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
        if (!new QuickStart(screen, opened).Run())
        {
            screen.WriteErrorLine("The quick start did not run as intended.");
            return ExitCode.Failure;
        }

        if (arguments.IsInteractive && screen.Terminal.IsInput && screen.Terminal.IsOutput)
        {
            screen.WriteLine("That was the quick start. The prompt is yours now; 'exit' leaves it.");
            return RunPrompt(opened);
        }

        return ExitCode.Success;
    }

    private int RunPrompt(Session opened)
    {
        new InteractivePrompt(screen, opened).Run();
        return opened.Host.RequestedExitCode ?? ExitCode.Success;
    }
}
