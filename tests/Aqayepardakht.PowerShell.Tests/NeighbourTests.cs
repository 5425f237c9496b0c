using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Aqayepardakht.Commands.Tests.Desktop;
using Xunit;

namespace Aqayepardakht.Commands.Tests;

/// <summary>Another module in the same process has a newer System.Text.Json than PowerShell, which is the one that this module uses.</summary>
public sealed class NeighbourTests
{
    private const string Payment = """
        $sandbox = Start-AqpSandbox -Manual
        $null = $sandbox | Connect-AqpAccount
        $made = New-AqpWithdrawal -Amount 55214 -Iban IR270170000000100324200001 -Confirm:$false
        (Get-AqpWithdrawal -Id $made.Id).Amount
        Stop-AqpSandbox
        """;

    private static readonly string FromItsOwnFolder =
        $"55214 by 11.0.0.0 from {Path.Combine(Path.GetDirectoryName(BuiltModule.CoreNeighbour)!, "System.Text.Json.dll")}";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_neighbour_that_keeps_its_json_to_itself_and_the_module_both_work(bool neighbourFirst)
    {
        using var session = ModuleSession.WithoutModule();
        var imports = neighbourFirst ? "Import-Module $neighbour; Get-NeighbourJson; Import-Module $manifest" : "Import-Module $manifest; Import-Module $neighbour; Get-NeighbourJson";

        var result = session.Run($"{imports}\n{Payment}\nGet-NeighbourJson", ("neighbour", BuiltModule.CoreNeighbour), ("manifest", ModuleSession.ManifestPath)).Succeeded();

        Assert.Equal([FromItsOwnFolder, 55214L, FromItsOwnFolder], result.Output.Select(item => item.BaseObject));
    }

    [Fact]
    public void A_neighbour_that_wants_its_json_to_be_everybody_s_does_not_get_it_and_the_module_works()
    {
        var newer = Path.Combine(Path.GetDirectoryName(BuiltModule.CoreNeighbour)!, "System.Text.Json.dll");
        using var session = ModuleSession.WithoutModule();

        Assert.Throws<FileLoadException>(() => AssemblyLoadContext.Default.LoadFromAssemblyPath(newer));
        var result = session.Run($"Import-Module $manifest\n{Payment}", ("manifest", ModuleSession.ManifestPath)).Succeeded();

        Assert.Equal(55214L, result.Only().BaseObject);
        Assert.NotEqual(new Version(11, 0, 0, 0), Assembly.Load("System.Text.Json").GetName().Version);
    }
}
