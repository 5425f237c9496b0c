using System;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Aqayepardakht.Shell;

/// <summary>Reads commands and runs them until it is left.</summary>
internal sealed class InteractivePrompt(Screen screen, Session session)
{
    private const string PlainPrompt = "PS> ";
    private const string ContinuationPrompt = ">> ";

    private readonly LineEditor _editor = new(screen);
    private readonly TabCompletion _completion = new(session);

    /// <summary>Runs the prompt until <c>exit</c>, Ctrl+D or the end of the input.</summary>
    internal void Run()
    {
        while (session.Host.RequestedExitCode is null && !session.Host.IsNestedPromptLeft && TryReadCommand(out var command))
        {
            if (!string.IsNullOrWhiteSpace(command))
            {
                session.RunText(command);
            }
        }
    }

    private bool TryReadCommand(out string command)
    {
        command = "";
        try
        {
            if (ReadLine(Prompt()) is not { } line)
            {
                return false;
            }

            command = line;
            while (IsIncomplete(command) && ReadLine(ContinuationPrompt) is { Length: > 0 } continuation)
            {
                command += "\n" + continuation;
            }
        }
        catch (OperationCanceledException)
        {
            command = "";
        }

        return true;
    }

    private string? ReadLine(string prompt)
    {
        if (screen.Terminal.CanEditLines)
        {
            return _editor.ReadCommand(prompt, _completion);
        }

        screen.Write(prompt);
        return Console.In.ReadLine();
    }

    private string Prompt()
    {
        try
        {
            var prompt = session.Evaluate<string>("prompt");
            return string.IsNullOrEmpty(prompt) ? PlainPrompt : prompt;
        }
        catch (RuntimeException)
        {
            // A prompt function of the user's own may fail; the shell has to stay usable.
            return PlainPrompt;
        }
    }

    private static bool IsIncomplete(string command)
    {
        Parser.ParseInput(command, out _, out var errors);
        return errors.Any(error => error.IncompleteInput);
    }
}
