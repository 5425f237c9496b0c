using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Aqayepardakht.Commands.Tests.Desktop;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Aqayepardakht.Commands.Tests.Pester;

/// <summary>
/// The tests of tests/Pester, run once in a real PowerShell: in two processes, since a test that waits for the sandbox leaves a core idle.
/// How many tests there were is told while the others run.
/// </summary>
public sealed partial class PesterSuite(IMessageSink messages) : IAsyncLifetime
{
    private const int Processes = 2;

    private static readonly string Folder = Path.Combine(Path.GetDirectoryName(ModuleSession.ManifestPath)!, "tests", "Pester");

    public int ExitCode { get; private set; }

    /// <summary>What failed, what was skipped and why, and the count; everything that a process wrote which did not come so far.</summary>
    public string Report { get; private set; } = "";

    public async Task InitializeAsync()
    {
        // The long ones first, dealt out in turn.
        var files = Directory.GetFiles(Folder, "*.Tests.ps1").OrderByDescending(path => new FileInfo(path).Length).ToArray();
        var shares = Enumerable.Range(0, Processes).Select(number => files.Where((_, index) => index % Processes == number));
        var runs = await Task.WhenAll(shares.Select(share => RunAsync([.. share])));

        ExitCode = runs.Max(run => run.ExitCode);
        var count = $"Pester: {Sum("passed")} passed, {Sum("failed")} failed, {Sum("skipped")} skipped";
        Report = string.Concat(runs.Select(run => Count().Replace(run.Report, ""))) + count;

        // The runner begins a message with the time and the assembly; the count has a line of its own.
        messages.OnMessage(new DiagnosticMessage("tests/Pester has run." + Environment.NewLine + count));

        int Sum(string what) => runs.Sum(run => int.TryParse(Count().Match(run.Report).Groups[what].Value, out var number) ? number : 0);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private static async Task<(int ExitCode, string Report)> RunAsync(string[] files)
    {
        var report = Path.GetTempFileName();
        var start = RealPowerShell.Run(
            Path.Combine(Folder, "Invoke-Suite.ps1"),
            ["-Pester", Path.GetFullPath(BuiltModule.Metadata["PesterManifest"]!), "-ReportPath", report, .. files]);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        var text = await File.ReadAllTextAsync(report) is { Length: > 0 } written ? written : await output + await errors;
        File.Delete(report);
        return (process.ExitCode, text);
    }

    [GeneratedRegex(@"^Pester: (?<passed>\d+) passed, (?<failed>\d+) failed, (?<skipped>\d+) skipped\r?\n?", RegexOptions.Multiline)]
    private static partial Regex Count();
}
