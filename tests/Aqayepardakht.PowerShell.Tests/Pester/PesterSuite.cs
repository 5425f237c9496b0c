using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Aqayepardakht.Commands.Tests.Desktop;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Aqayepardakht.Commands.Tests.Pester;

/// <summary>The tests of tests/Pester, run once in a real PowerShell. How many there were is told while the tests run.</summary>
public sealed class PesterSuite(IMessageSink messages) : IAsyncLifetime
{
    public int ExitCode { get; private set; }

    /// <summary>What failed, what was skipped and why, and the count; everything that was written, where it did not come so far.</summary>
    public string Report { get; private set; } = "";

    public async Task InitializeAsync()
    {
        var suite = Path.Combine(Path.GetDirectoryName(ModuleSession.ManifestPath)!, "tests", "Pester", "Invoke-Suite.ps1");
        var report = Path.GetTempFileName();
        var start = RealPowerShell.Run(suite, "-Pester", Path.GetFullPath(BuiltModule.Metadata["PesterManifest"]!), "-ReportPath", report);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        ExitCode = process.ExitCode;
        Report = await File.ReadAllTextAsync(report) is { Length: > 0 } text ? text : await output + await errors;
        File.Delete(report);

        // The runner begins a message with the time and the assembly; the count has a line of its own.
        messages.OnMessage(new DiagnosticMessage("tests/Pester has run." + Environment.NewLine + Report.TrimEnd().Split('\n')[^1]));
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
