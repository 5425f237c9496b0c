using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>Stop-AqpSandbox: stops the given sandboxes, or all that this runspace started.</summary>
[Cmdlet(VerbsLifecycle.Stop, "AqpSandbox")]
public sealed class StopAqpSandboxCommand : AqpCommand
{
    /// <summary>What Start-AqpSandbox returned; all sandboxes of this runspace by default.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public RunningSandbox[]? Sandbox { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var sandbox in Sandbox ?? [.. SessionSandboxes.Current])
        {
            sandbox.Stop();
            SessionSandboxes.Current.Remove(sandbox);
        }
    }
}
