using System;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace Aqayepardakht.Shell;

/// <summary>Asks whoever is at the input, and never takes silence for an answer.</summary>
/// <param name="screen">Where questions are shown.</param>
/// <param name="isInteractive">Whether anybody may be asked at all.</param>
/// <param name="interrupted">Told when Ctrl+C is the answer.</param>
internal sealed class Questions(Screen screen, bool isInteractive, Action interrupted)
{
    private readonly LineEditor _editor = new(screen);

    internal void Show(string text) => screen.WriteQuestion(text);

    internal void ShowLine(string text = "") => screen.WriteQuestion(text + Environment.NewLine);

    /// <summary>Shows the heading that a group of questions stands under.</summary>
    internal void ShowHeading(string? caption, string? message)
    {
        RequireInteractive();
        if (!string.IsNullOrEmpty(caption))
        {
            ShowLine();
            ShowLine(PSStyle.Instance.Bold + caption + PSStyle.Instance.Reset);
        }

        if (!string.IsNullOrEmpty(message))
        {
            ShowLine(message);
        }
    }

    /// <summary>Reads one line of answer.</summary>
    /// <exception cref="PromptingException">Nobody may be asked, or the input has ended.</exception>
    internal string ReadLine(string question = "")
    {
        RequireInteractive();
        if (screen.Terminal.CanEditLines)
        {
            return RequireAnswer(OrInterrupt(() => _editor.ReadAnswer(question)));
        }

        Show(question);
        var answer = Console.In.ReadLine();
        if (!screen.Terminal.IsInput)
        {
            // Piped answers are not echoed by a terminal, so the line is ended here.
            ShowLine();
        }

        return RequireAnswer(answer);
    }

    /// <summary>Reads one line without showing it.</summary>
    /// <inheritdoc cref="ReadLine" path="/exception"/>
    internal SecureString ReadSecret(string question = "")
    {
        RequireInteractive();
        Show(question);
        var secret = screen.Terminal.IsInput ? OrInterrupt(SecretReader.FromKeys) : SecretReader.FromLine(Console.In);
        ShowLine();
        return RequireAnswer(secret);
    }

    internal void RequireInteractive()
    {
        if (!isInteractive)
        {
            throw new PromptingException(
                "The shell is in NonInteractive mode, so nobody can be asked.", null, "ShellNonInteractive", ErrorCategory.InvalidOperation);
        }
    }

    private static T RequireAnswer<T>(T? answer)
        where T : class
        => answer ?? throw new PromptingException(
            "The input has ended, so the question was not answered.", null, "ShellInputEnded", ErrorCategory.ResourceUnavailable);

    private T OrInterrupt<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (OperationCanceledException)
        {
            interrupted();
            throw new PipelineStoppedException();
        }
    }
}
