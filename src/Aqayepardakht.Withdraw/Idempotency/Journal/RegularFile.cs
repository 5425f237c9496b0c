using System;
using System.IO;

namespace Aqayepardakht;

/// <summary>Opens files that keep what is written to them, and refuses pipes and devices.</summary>
internal static class RegularFile
{
    /// <summary>
    /// Unbuffered: what cannot be written must fail in the write. A buffer would fail once more on closing and hide the first error.
    /// </summary>
    public static FileStream Open(string path, FileShare share, bool shareWithGroup)
    {
#if NET
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0 };
        if (OperatingSystem.IsWindows())
        {
            return EnsureRegular(new FileStream(path, options), path);
        }

        const UnixFileMode OfUser = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        options.UnixCreateMode = OfUser;
        EnsureRegular(path);
        var isNew = !File.Exists(path);
        var file = EnsureRegular(new FileStream(path, options), path);
        if (isNew && shareWithGroup && File.GetUnixFileMode(Path.GetDirectoryName(path)!).HasFlag(UnixFileMode.GroupWrite))
        {
            // Whatever the umask, which is seldom meant for what two users share.
            File.SetUnixFileMode(file.SafeFileHandle, OfUser | UnixFileMode.GroupRead | UnixFileMode.GroupWrite);
        }

        return file;
#else
        return EnsureRegular(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, share, bufferSize: 1), path);
#endif
    }

    /// <summary>Opens a file for reading, while another process may write it; null when it does not exist.</summary>
    public static FileStream? OpenExisting(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        const FileShare Share = FileShare.ReadWrite | FileShare.Delete;
#if NET
        if (!OperatingSystem.IsWindows())
        {
            EnsureRegular(path);
        }
#endif
        return EnsureRegular(new FileStream(path, FileMode.Open, FileAccess.Read, Share), path);
    }

    /// <summary>Refuses a file that has other names: who opens it by one of them finds another lock beside it.</summary>
    public static void EnsureOneName(string path)
    {
#if NET
        if (!OperatingSystem.IsWindows() && UnixFile.At(path) is { Names: > 1 })
        {
            throw JournalErrors.HasOtherNames(path);
        }
#endif
    }

    /// <summary>Whether the path still leads to the file that was opened there. Windows lets nobody remove it.</summary>
    public static bool IsAt(FileStream file, string path)
    {
#if NET
        if (!OperatingSystem.IsWindows())
        {
            // Two files have different times, down to the nanosecond. A network's file system may be late with one of them, once.
            return HasTimesOf(path) || HasTimesOf(path);
        }

        bool HasTimesOf(string path) =>
            File.GetLastWriteTimeUtc(file.SafeFileHandle) == File.GetLastWriteTimeUtc(path)
            && File.GetCreationTimeUtc(file.SafeFileHandle) == File.GetCreationTimeUtc(path);
#endif
        return true;
    }

    /// <summary>ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION on Windows, EAGAIN of Linux and of macOS elsewhere.</summary>
    public static bool IsHeldByAnother(Exception exception) => (exception.HResult & 0xFFFF) is 32 or 33 or 11 or 35;

    private static FileStream EnsureRegular(FileStream file, string path)
    {
        if (file.CanSeek)
        {
            return file;
        }

        file.Dispose();
        throw JournalErrors.NotRegular(path);
    }

#if NET
    /// <summary>Before it is opened: a pipe that is opened for reading alone waits for a writer, for ever. A device looks empty.</summary>
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static void EnsureRegular(string path)
    {
        if (UnixFile.At(path) is { IsRegular: false })
        {
            throw JournalErrors.NotRegular(path);
        }
    }
#endif
}
