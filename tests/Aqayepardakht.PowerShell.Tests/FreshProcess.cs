using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace Aqayepardakht.Commands.Tests;

/// <summary>Runs scripts in a process in which no other test has loaded anything: this assembly's own program.</summary>
internal static class FreshProcess
{
    /// <summary>What runs assemblies; the same as runs this one, where that can be told.</summary>
    public static string DotNet { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>The program: after each script, a line with the assemblies that are loaded by then.</summary>
    public static void Main(string[] scripts)
    {
        using var session = ModuleSession.WithoutModule();
        foreach (var script in scripts)
        {
            session.Run(script, ("manifest", ModuleSession.ManifestPath)).Succeeded();
            Console.WriteLine(string.Join(' ', AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name)));
        }
    }

    /// <summary>The names of the assemblies that are loaded after each script.</summary>
    public static async Task<string[][]> LoadedAfterEachAsync(params string[] scripts)
    {
        var start = new ProcessStartInfo(DotNet)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, typeof(FreshProcess).Assembly.GetName().Name + ".dll") },
        };
        foreach (var script in scripts)
        {
            start.ArgumentList.Add(script);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(RunningScript.SafetyNet);
        Assert.True(process.ExitCode == 0, await errors);
        return [.. (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.Split(' '))];
    }
}
