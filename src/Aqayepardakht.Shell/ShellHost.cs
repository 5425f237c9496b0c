using System;
using System.Globalization;
using System.Management.Automation.Host;
using System.Reflection;

namespace Aqayepardakht.Shell;

/// <summary>The shell as the engine sees it.</summary>
internal sealed class ShellHost(ShellUserInterface userInterface) : PSHost
{
    public override string Name => "Aqayepardakht Shell";

    public override Version Version { get; } = Assembly.GetExecutingAssembly().GetName().Version!;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override PSHostUserInterface UI => userInterface;

    public override CultureInfo CurrentCulture { get; } = CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture { get; } = CultureInfo.CurrentUICulture;

    /// <summary>The code that <c>exit</c> asked for, or null while nothing did.</summary>
    internal int? RequestedExitCode { get; private set; }

    /// <summary>Runs the prompt inside a command that was suspended, until it is left.</summary>
    internal Action? RunNestedPrompt { get; set; }

    internal bool IsNestedPromptLeft { get; private set; }

    public override void SetShouldExit(int exitCode) => RequestedExitCode = exitCode;

    public override void EnterNestedPrompt()
    {
        IsNestedPromptLeft = false;
        RunNestedPrompt?.Invoke();
        IsNestedPromptLeft = false;
    }

    public override void ExitNestedPrompt() => IsNestedPromptLeft = true;

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }
}
