using System;
using System.IO;
using System.Linq;
using Xunit;

namespace Aqayepardakht.Commands.Tests.Desktop;

/// <summary>A test that runs a program for .NET Framework: as it is on Windows, on Mono elsewhere.</summary>
public sealed class DesktopFactAttribute : FactAttribute
{
    public DesktopFactAttribute()
    {
        if (!OperatingSystem.IsWindows() && Mono is null)
        {
            Skip = "It needs .NET Framework, or Mono off Windows, and there is no mono on this machine.";
        }
    }

    public static string? Mono { get; } = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "mono"))
        .FirstOrDefault(File.Exists);
}
