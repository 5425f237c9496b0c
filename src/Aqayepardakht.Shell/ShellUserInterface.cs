using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace Aqayepardakht.Shell;

/// <summary>What the engine writes to and asks through.</summary>
internal sealed class ShellUserInterface(Screen screen, Questions questions) : PSHostUserInterface
{
    private readonly ShellRawUserInterface _rawUI = new(screen.Terminal);

    public override PSHostRawUserInterface RawUI => _rawUI;

    // The engine adds color only where this holds; the screen takes it out again for the stream that is not a terminal.
    public override bool SupportsVirtualTerminal => screen.Terminal.ShowsColor && (screen.Terminal.IsOutput || screen.Terminal.IsError);

    public override void Write(string value) => screen.Write(value);

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => screen.Write(Paint(value, foregroundColor));

    public override void WriteLine(string value) => screen.WriteLine(value);

    public override void WriteErrorLine(string value) => screen.WriteErrorLine(value);

    public override void WriteWarningLine(string message) => WriteLine(PSStyle.Instance.Formatting.Warning, $"WARNING: {message}");

    public override void WriteVerboseLine(string message) => WriteLine(PSStyle.Instance.Formatting.Verbose, $"VERBOSE: {message}");

    public override void WriteDebugLine(string message) => WriteLine(PSStyle.Instance.Formatting.Debug, $"DEBUG: {message}");

    public override void WriteProgress(long sourceId, ProgressRecord record) => screen.ShowProgress(record);

    public override string ReadLine() => questions.ReadLine();

    public override SecureString ReadLineAsSecureString() => questions.ReadSecret();

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        new FieldQuestions(questions).Ask(caption, message, descriptions);

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
        new ChoiceQuestion(questions, choices, defaultChoice).Ask(caption, message);

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        new FieldQuestions(questions).AskCredential(caption, message, userName);

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) =>
        PromptForCredential(caption, message, userName, targetName);

    private void WriteLine(string style, string text) => screen.WriteLine(style + text + PSStyle.Instance.Reset);

    private static string Paint(string value, ConsoleColor color) =>
        PSStyle.MapForegroundColorToEscapeSequence(color) + value + PSStyle.Instance.Reset;
}
