using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace Aqayepardakht.Commands.Tests;

/// <summary>Remembers lines, warnings, progress and questions. A question without a response prepared for it is an error.</summary>
public sealed class RecordingHostUI : PSHostUserInterface
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ConcurrentQueue<string> _warnings = new();
    private readonly ConcurrentQueue<string> _questions = new();
    private readonly ConcurrentQueue<ProgressRecord> _progress = new();
    private readonly WideScreen _screen = new();
    private string _line = string.Empty;

    /// <summary>The label of the choice to take, such as <c>&amp;No</c>.</summary>
    public string? Choice { get; set; }

    /// <summary>What is given when a credential is asked for.</summary>
    public PSCredential? Credential { get; set; }

    /// <summary>Runs on the pipeline's thread with each verbose line.</summary>
    public Action<string>? OnVerbose { get; set; }

    public IReadOnlyList<string> Lines => [.. _lines];

    public IReadOnlyList<string> Warnings => [.. _warnings];

    public IReadOnlyList<string> Questions => [.. _questions];

    public IReadOnlyList<ProgressRecord> Progress => [.. _progress];

    public override PSHostRawUserInterface RawUI => _screen;

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        _questions.Enqueue(string.Join(", ", descriptions.Select(description => description.Name)));
        throw new HostException("Nobody is there to response.");
    }

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        _questions.Enqueue(message);
        var choice = choices.ToList().FindIndex(candidate => candidate.Label == Choice);
        return choice >= 0 ? choice : throw new HostException("Nobody is there to response.");
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName)
    {
        _questions.Enqueue("Credential " + userName);
        return Credential ?? throw new HostException("Nobody is there to response.");
    }

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options) =>
        PromptForCredential(caption, message, userName, targetName);

    public override string ReadLine() => throw new HostException("Nobody is there to response.");

    public override SecureString ReadLineAsSecureString() => throw new HostException("Nobody is there to response.");

    public override void Write(string value) => _line += value;

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    public override void WriteLine(string value)
    {
        _lines.Enqueue(_line + value);
        _line = string.Empty;
    }

    public override void WriteDebugLine(string message) => _lines.Enqueue(message);

    public override void WriteErrorLine(string value) => _lines.Enqueue(value);

    public override void WriteProgress(long sourceId, ProgressRecord record) => _progress.Enqueue(record);

    public override void WriteVerboseLine(string message)
    {
        _lines.Enqueue(message);
        OnVerbose?.Invoke(message);
    }

    public override void WriteWarningLine(string message) => _warnings.Enqueue(message);
}
