using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Aqayepardakht.Shell;

/// <summary>The console of Windows draws escape sequences only once it is told to.</summary>
[SupportedOSPlatform("windows")]
internal static partial class WindowsTerminalMode
{
    private const int StandardOutput = -11;
    private const int StandardError = -12;
    private const uint VirtualTerminalProcessing = 0x0004;

    /// <summary>Whether the console draws escape sequences from now on.</summary>
    internal static bool EnableSequences() => Enable(GetStdHandle(StandardOutput)) | Enable(GetStdHandle(StandardError));

    private static bool Enable(nint handle) =>
        GetConsoleMode(handle, out var mode) && SetConsoleMode(handle, mode | VirtualTerminalProcessing);

    [LibraryImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial nint GetStdHandle(int handle);

    [LibraryImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetConsoleMode(nint handle, out uint mode);

    [LibraryImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetConsoleMode(nint handle, uint mode);
}
