using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Reflection;

namespace Aqayepardakht.Shell;

/// <summary>Shows what a user would see: the commands of <c>QuickStart.ps1</c>, each as if typed at a prompt, and what comes of it.</summary>
internal sealed class QuickStart(Screen screen, Session session)
{
    /// <summary>The one error that the quick start is there to show.</summary>
    private const string ExpectedError = "AqpInsufficientBalance";

    /// <returns>Succeeded where it ran as intended: one refusal, and nothing else went wrong.</returns>
    internal Outcome Run()
    {
        var script = ReadScript();
        var wasRefused = false;
        var shown = 0;
        foreach (var statement in Parser.ParseInput(script, out _, out _).EndBlock.Statements)
        {
            // What stands between two statements is the comment on the second.
            Echo(script[shown..statement.Extent.EndOffset]);
            shown = statement.Extent.EndOffset;

            session.RunText("$Error.Clear()");
            var outcome = session.RunText(statement.Extent.Text);
            var error = session.Evaluate<ErrorRecord>("$Error[0]");
            if (outcome == Outcome.Interrupted)
            {
                return outcome;
            }

            if (error?.FullyQualifiedErrorId.StartsWith(ExpectedError, StringComparison.Ordinal) == true)
            {
                wasRefused = true;
            }
            else if (error is not null || outcome == Outcome.Failed)
            {
                return Outcome.Failed;
            }
        }

        return wasRefused ? Outcome.Succeeded : Outcome.Failed;
    }

    private static string ReadScript()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("QuickStart.ps1")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private void Echo(string text)
    {
        var isContinued = false;
        foreach (var line in text.Split('\n').Where(line => line.Length > 0))
        {
            screen.WriteLine((isContinued ? ">> " : "PS> ") + line);
            isContinued = !line.StartsWith('#');
        }
    }
}
