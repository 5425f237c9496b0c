#if NET
using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Aqayepardakht;

/// <summary>What .NET does not tell of a file on Linux and macOS.</summary>
/// <param name="Mode">Who may do what with it.</param>
/// <param name="IsRegular">Whether it is a file that keeps what is written to it, not a pipe or a device.</param>
/// <param name="Names">How many names, which are hard links, it has.</param>
/// <param name="Owner">The number of the user whose it is.</param>
[UnsupportedOSPlatform("windows")]
internal sealed partial record UnixFile(UnixFileMode Mode, bool IsRegular, long Names, uint Owner)
{
    private const int CurrentFolder = -100;
    private const uint TypeModeNamesAndOwner = 0xF;

    /// <summary>The number of the user as whom this process opens files.</summary>
    public static uint CurrentUser => GetEffectiveUser();

    /// <summary>
    /// Looks at what a path leads to, without opening it, since a pipe that is opened for reading waits for a writer. Null when nothing is
    /// there, or the system does not tell (Alpine Linux before 3.20).
    /// </summary>
    public static UnixFile? At(string path)
    {
        // A statx of Linux is as long, and a stat of macOS shorter.
        Span<byte> status = stackalloc byte[256];
        try
        {
            if (!OperatingSystem.IsMacOS())
            {
                return StatLinux(CurrentFolder, path, flags: 0, TypeModeNamesAndOwner, status) == 0
                    ? From(BitConverter.ToUInt16(status[28..]), BitConverter.ToUInt32(status[16..]), BitConverter.ToUInt32(status[20..]))
                    : null;
            }

            return (RuntimeInformation.ProcessArchitecture == Architecture.X64 ? StatMacX64(path, status) : StatMac(path, status)) == 0
                ? From(BitConverter.ToUInt16(status[4..]), BitConverter.ToUInt16(status[6..]), BitConverter.ToUInt32(status[16..]))
                : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

    private static UnixFile From(int mode, long names, uint owner) =>
        new((UnixFileMode)(mode & 0xFFF), (mode & 0xF000) == 0x8000, names, owner);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatLinux(int folder, string path, int flags, uint mask, Span<byte> status);

    [LibraryImport("libc", EntryPoint = "stat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatMac(string path, Span<byte> status);

    [LibraryImport("libc", EntryPoint = "stat$INODE64", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatMacX64(string path, Span<byte> status);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUser();
}
#endif
