using System;
using System.IO;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Threading;

namespace Aqayepardakht.Shell;

/// <summary>Where everything that the shell shows goes, in the order it comes.</summary>
internal sealed class Screen(Terminal terminal)
{
    private readonly Lock _gate = new();
    private readonly ProgressLine _progress = new(terminal);
    private bool _outputGoesToError;

    internal Terminal Terminal => terminal;

    internal void Write(string text) => WriteTo(Console.Out, terminal.IsOutput, text);

    internal void WriteLine(string text = "")
    {
        if (_outputGoesToError)
        {
            WriteErrorLine(text);
        }
        else
        {
            Write(text + Environment.NewLine);
        }
    }

    internal void WriteErrorLine(string text)
    {
        // The engine ends an error with an empty line that pwsh leaves out too.
        if (new StringDecorated(text).ContentLength > 0)
        {
            WriteError(PSStyle.Instance.Formatting.Error + text + PSStyle.Instance.Reset + Environment.NewLine);
        }
    }

    /// <summary>Asks where the person sees it, even while the output goes to a file.</summary>
    internal void WriteQuestion(string text)
    {
        if (!terminal.IsOutput && terminal.IsError)
        {
            WriteError(text);
        }
        else
        {
            Write(text);
        }
    }

    internal void ShowProgress(ProgressRecord record)
    {
        lock (_gate)
        {
            _progress.Show(record);
        }
    }

    internal void EndProgress()
    {
        lock (_gate)
        {
            _progress.End();
        }
    }

    /// <summary>Sends what the engine formats as output to standard error while the action runs.</summary>
    internal void WithOutputAsError(Action action)
    {
        _outputGoesToError = true;
        try
        {
            action();
        }
        finally
        {
            _outputGoesToError = false;
        }
    }

    private void WriteError(string text) => WriteTo(Console.Error, terminal.IsError, text);

    private void WriteTo(TextWriter writer, bool isTerminal, string text)
    {
        var shown = isTerminal && terminal.ShowsColor ? text : new StringDecorated(text).ToString(OutputRendering.PlainText);
        lock (_gate)
        {
            _progress.Hide();
            writer.Write(shown);
            writer.Flush();
        }
    }
}
