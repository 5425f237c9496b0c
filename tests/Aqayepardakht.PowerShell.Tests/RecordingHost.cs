using System;
using System.Globalization;
using System.Management.Automation.Host;

namespace Aqayepardakht.Commands.Tests;

/// <summary>A host that remembers what it was told to show and to ask.</summary>
public sealed class RecordingHost : PSHost
{
    private readonly RecordingHostUI _ui = new();

    public override CultureInfo CurrentCulture => CurrentUICulture;

    public override CultureInfo CurrentUICulture { get; } = CultureInfo.GetCultureInfo("en-US");

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "Test host";

    public override PSHostUserInterface UI => _ui;

    public override Version Version { get; } = new(1, 0);

    public RecordingHostUI Screen => _ui;

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode)
    {
    }
}
