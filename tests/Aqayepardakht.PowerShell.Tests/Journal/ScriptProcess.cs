using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using Xunit;

namespace Aqayepardakht.Commands.Tests.Journal;

/// <summary>A script in a PowerShell of its own, which is told where the module is. It can be killed at any moment.</summary>
internal sealed class ScriptProcess : IDisposable
{
    private static readonly TimeSpan SafetyNet = TimeSpan.FromMinutes(10);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();

    private ScriptProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += Receive;
        _process.ErrorDataReceived += Receive;
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it has written so far, errors too.</summary>
    public IReadOnlyList<string> Lines => [.. _lines];

    public bool HasEnded => _process.HasExited;

    /// <param name="script">The file; its parameter Module gets the module's manifest.</param>
    /// <param name="arguments">What its other parameters get.</param>
    public static ScriptProcess Start(string script, params (string Name, string Value)[] arguments)
    {
        (string Name, string Value) module = ("Module", ModuleSession.ManifestPath);
        var words = arguments.Prepend(module).SelectMany(argument => new[] { "-" + argument.Name, argument.Value });
        return new ScriptProcess(RealPowerShell.Run(script, [.. words]));
    }

    /// <summary>Waits for a line that it writes.</summary>
    public string WaitForLine(string beginning)
    {
        string? line = null;
        Assert.True(
            SpinWait.SpinUntil(() => (line = _lines.FirstOrDefault(written => written.StartsWith(beginning, StringComparison.Ordinal))) is not null || HasEnded, SafetyNet),
            $"It never wrote '{beginning}': {Text()}");
        if (line is null)
        {
            // It has ended, and its last lines may still be on their way; this waits for all of them.
            _process.WaitForExit();
            line = _lines.FirstOrDefault(written => written.StartsWith(beginning, StringComparison.Ordinal));
        }

        return line ?? throw new InvalidOperationException($"It ended without '{beginning}': {Text()}");
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public int WaitForEnd()
    {
        Assert.True(_process.WaitForExit(SafetyNet), $"It hangs: {Text()}");
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>Ends it at once, with nothing that it could do about it.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public string Text() => string.Join('\n', _lines);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    private void Receive(object sender, DataReceivedEventArgs received)
    {
        if (received.Data is not null)
        {
            _lines.Enqueue(received.Data);
        }
    }
}
