using System.Management.Automation;

namespace Aqayepardakht.Shell;

/// <summary>Completes a command with the engine's own suggestions: each Tab shows the next one.</summary>
internal sealed class TabCompletion(Session session)
{
    private CommandCompletion? _suggestions;
    private string _completed = "";

    /// <summary>Another key was pressed, so the next Tab asks anew.</summary>
    internal void Forget() => _suggestions = null;

    internal void Complete(LineBuffer line, bool backwards)
    {
        if (_suggestions is null)
        {
            _completed = line.Text;
            _suggestions = session.Complete(line.Text, line.Cursor);
        }

        if (_suggestions.GetNextResult(!backwards) is not { } next)
        {
            return;
        }

        var start = _suggestions.ReplacementIndex;
        var rest = _completed[(start + _suggestions.ReplacementLength)..];
        line.Replace(_completed[..start] + next.CompletionText + rest, start + next.CompletionText.Length);
    }
}
