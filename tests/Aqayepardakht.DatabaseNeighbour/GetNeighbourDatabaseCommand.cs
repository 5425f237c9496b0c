using System.Management.Automation;
using System.Runtime.Loader;
using Npgsql;

namespace Aqayepardakht.DatabaseNeighbour;

/// <summary>Uses the neighbour's Npgsql, which everybody in the process shares, and says which one it is.</summary>
[Cmdlet(VerbsCommon.Get, "NeighbourDatabase")]
[OutputType(typeof(string))]
public sealed class GetNeighbourDatabaseCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    public string ConnectionString { get; set; } = string.Empty;

    protected override void ProcessRecord()
    {
        using var connection = new NpgsqlConnection(ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand("SELECT 55214", connection);
        var assembly = typeof(NpgsqlConnection).Assembly;
        WriteObject($"{command.ExecuteScalar()} by {assembly.GetName().Version} in {AssemblyLoadContext.GetLoadContext(assembly)!.Name}");
    }
}
