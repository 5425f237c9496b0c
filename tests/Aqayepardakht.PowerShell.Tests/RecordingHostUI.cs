using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace Aqayepardakht.Commands.Tests;

/// <summary>Remembers what it was told to show, questions included. Only a credential is given, and only one that was prepared.</summary>
public sealed class RecordingHostUI : PSHostUserInterface
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ConcurrentQueue<string> _warnings = new();
    private readonly ConcurrentQueue<ProgressRecord> _progress = new();

    /// <summary>What is given when a credential is asked for.</summary>
    public PSCredential? Credential { get; set; }

    /// <summary>Runs on the pipeline's thread with each verbose line.</summary>
    public Action<string>? OnVerbose { get; set; }

    public IReadOnlyList<string> Lines => [.. _lines];

    public IReadOnlyList<string> Warnings => [.. _warnings];

    public IReadOnlyList<ProgressRecord> Progress => [.. _progress];

    public override PSHostRawUserInterface? RawUI => null;

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        throw NobodyIsThere(message);

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
        throw NobodyIsThere(message);

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName)
    {
        var nobody = NobodyIsThere("Credential " + userName);
        return Credential ?? throw nobody;
    }

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options) =>
        PromptForCredential(caption, message, userName, targetName);

    public override string ReadLine() => throw NobodyIsThere(string.Empty);

    public override SecureString ReadLineAsSecureString() => throw NobodyIsThere(string.Empty);

    public override void Write(string value) => _lines.Enqueue(value);

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    public override void WriteLine(string value) => _lines.Enqueue(value);

    public override void WriteDebugLine(string message) => _lines.Enqueue(message);

    public override void WriteErrorLine(string value) => _lines.Enqueue(value);

    public override void WriteProgress(long sourceId, ProgressRecord record) => _progress.Enqueue(record);

    public override void WriteVerboseLine(string message)
    {
        _lines.Enqueue(message);
        OnVerbose?.Invoke(message);
    }

    public override void WriteWarningLine(string message) => _warnings.Enqueue(message);

    private HostException NobodyIsThere(string question)
    {
        _lines.Enqueue(question);
        return new HostException("Nobody is there to answer.");
    }
}
