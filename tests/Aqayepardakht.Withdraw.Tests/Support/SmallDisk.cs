using System;
using System.Diagnostics;
using System.IO;

namespace Aqayepardakht.Tests.Idempotency;

/// <summary>A disk of two pages (8 KiB), for those who may mount one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private static readonly Lazy<bool> Available = new(() =>
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return false;
        }

        using var folder = new TemporaryFolder();
        return Run("mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", folder.File(".")) && Run("umount", "-l", folder.File("."));
    });

    private readonly TemporaryFolder _folder = new();

    public SmallDisk()
    {
        if (!Run("mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", _folder.File(".")))
        {
            throw new IOException("The small disk cannot be mounted.");
        }
    }

    public static bool IsAvailable => Available.Value;

    public string File(string name) => _folder.File(name);

    public void Dispose()
    {
        Run("umount", "-l", _folder.File("."));
        _folder.Dispose();
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, string.Join(" ", arguments)) { UseShellExecute = false, RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
