using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace Aqayepardakht.Commands.Tests.Desktop;

/// <summary>.NET Framework has one place for all assemblies of a process, and a neighbour may have filled it before.</summary>
public sealed class DesktopNeighbourTests
{
    [DesktopFact]
    public async Task A_neighbour_with_an_older_json_and_the_module_both_work()
    {
        var facts = await RunAsync("import");

        Assert.Equal($"55214 by 6.0.0.11 from {Path.Combine(Path.GetDirectoryName(BuiltModule.DesktopNeighbour)!, "System.Text.Json.dll")}", facts["neighbour before"]);
        Assert.Equal("True", facts["types"]);
        Assert.Equal("FileNotFoundException", facts["stranger"]);
        Assert.Equal("55214", facts["payment"]);
        Assert.Equal(facts["neighbour before"], facts["neighbour after"]);
        Assert.Contains($"System.Text.Json 8.0.0.0 from {Path.Combine(BuiltModule.DependenciesFolder, "System.Text.Json.dll")}", facts["loaded"], StringComparison.Ordinal);
    }

    [DesktopFact]
    public async Task Without_the_module_s_help_its_dependencies_are_not_found()
    {
        var facts = await RunAsync("nothing");

        Assert.Contains(facts["payment"], (string[])["FileNotFoundException", "TypeLoadException"]);
        Assert.Equal(facts["neighbour before"], facts["neighbour after"]);
    }

    private static async Task<Dictionary<string, string>> RunAsync(string import)
    {
        string[] arguments =
        [
            BuiltModule.DesktopHost,
            BuiltModule.DesktopFolder,
            BuiltModule.DesktopNeighbour,
            Path.Combine(BuiltModule.PowerShellStandardFolder, "System.Management.Automation.dll"),
            import,
        ];
        var start = DesktopFactAttribute.Mono is { } mono && !OperatingSystem.IsWindows()
            ? new ProcessStartInfo(mono, arguments) { Environment = { ["MONO_PATH"] = BuiltModule.FrameworkFacades } }
            : new ProcessStartInfo(arguments[0], arguments.Skip(1));
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output + await errors);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.TrimEnd('\r').Split(": ", 2))
            .GroupBy(fact => fact[0], fact => fact[1])
            .ToDictionary(fact => fact.Key, fact => string.Join('\n', fact));
    }
}
