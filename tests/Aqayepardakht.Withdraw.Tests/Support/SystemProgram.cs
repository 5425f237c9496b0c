using System.Diagnostics;
using System.Threading.Tasks;
using Xunit;

namespace Aqayepardakht.Tests;

/// <summary>A program of the system, such as mkfifo, that makes what .NET cannot.</summary>
internal static class SystemProgram
{
    public static async Task RunAsync(string program, params string[] arguments)
    {
        using var running = Process.Start(program, string.Join(" ", arguments));
        await running.WaitForExitAsync();
        Assert.Equal(0, running.ExitCode);
    }
}
