using System.Management.Automation;

namespace Aqayepardakht.Shell;

/// <summary>Completes a command with the engine's own suggestions: each Tab shows the next one.</summary>
internal sealed class TabCompletion(Session session)
{
    private CommandCompletion? suggestions;
    private string completed = "";

    /// <summary>Another key was pressed, so the next Tab asks anew.</summary>
    internal void Forget() => suggestions = null;

    internal void Complete(LineBuffer line, bool backwards)
    {
        if (suggestions is null)
        {
            completed = line.Text;
            suggestions = session.Complete(line.Text, line.Cursor);
        }

        if (suggestions.GetNextResult(!backwards) is not { } next)
        {
            return;
        }

        var start = suggestions.ReplacementIndex;
        var rest = completed[(start + suggestions.ReplacementLength)..];
        line.Replace(completed[..start] + next.CompletionText + rest, start + next.CompletionText.Length);
    }
}
