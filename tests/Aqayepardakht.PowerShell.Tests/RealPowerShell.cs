using System;
using System.Diagnostics;
using System.IO;
using Aqayepardakht.Commands.Tests.Desktop;

namespace Aqayepardakht.Commands.Tests;

/// <summary>The PowerShell that a restore brings, whatever the machine has: an assembly that dotnet runs.</summary>
internal static class RealPowerShell
{
    private static readonly string Program =
        Path.GetFullPath(Path.Combine(BuiltModule.Metadata["PowerShellFolder"]!, OperatingSystem.IsWindows() ? "win" : "unix", "pwsh.dll"));

    /// <summary>How a script is run in a process of its own, without a profile and with nobody to ask.</summary>
    public static ProcessStartInfo Run(string script, params string[] arguments)
    {
        string[] words = [Program, "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File", script, .. arguments];
        var start = new ProcessStartInfo(FreshProcess.DotNet, words)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NO_COLOR"] = "1";
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        return start;
    }
}
