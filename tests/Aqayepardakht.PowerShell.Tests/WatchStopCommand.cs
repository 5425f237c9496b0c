using System.Management.Automation;
using System.Threading;

namespace Aqayepardakht.Commands.Tests;

/// <summary>The last command of a pipeline, which passes everything on and signals that the engine has begun to stop the pipeline.</summary>
[Cmdlet(VerbsCommon.Watch, "Stop")]
[OutputType(typeof(PSObject))]
public sealed class WatchStopCommand : Cmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    public ManualResetEventSlim Signal { get; set; } = null!;

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    protected override void ProcessRecord() => WriteObject(InputObject);

    protected override void StopProcessing() => Signal.Set();
}
