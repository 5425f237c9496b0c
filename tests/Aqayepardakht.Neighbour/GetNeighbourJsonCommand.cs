using System.Management.Automation;

namespace Aqayepardakht.Neighbour;

[Cmdlet(VerbsCommon.Get, "NeighbourJson")]
[OutputType(typeof(string))]
public sealed class GetNeighbourJsonCommand : PSCmdlet
{
    protected override void ProcessRecord()
    {
#if NET
        WriteObject(OwnContext.Describe());
#else
        OwnFolder.Serve();
        WriteObject(Json.Describe());
#endif
    }
}
