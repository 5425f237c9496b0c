using System;
using System.IO;

namespace Aqayepardakht;

/// <summary>
/// The lock of a journal file: a file of its own beside it, since only an exclusive open keeps other processes out on every platform.
/// </summary>
internal static class JournalLock
{
    private const string Suffix = ".lock";

    /// <summary>Takes the lock of a journal.</summary>
    /// <returns>The lock, held until it is disposed; null while another process holds it.</returns>
    /// <exception cref="NotSupportedException">File locking is switched off in this process.</exception>
    /// <exception cref="IOException">The lock file cannot be opened.</exception>
    public static IDisposable? TryAcquire(string journalPath)
    {
#if NET
        // With this switch the runtime opens the file for everybody, and two processes would pay at the same time.
        if ((AppContext.TryGetSwitch("System.IO.DisableFileLocking", out var disabled) && disabled)
            || Environment.GetEnvironmentVariable("DOTNET_SYSTEM_IO_DISABLEFILELOCKING") is "1" or "true")
        {
            throw new NotSupportedException("File locking is disabled in this process (DOTNET_SYSTEM_IO_DISABLEFILELOCKING).");
        }
#endif

        try
        {
            return JournalFile.Open(journalPath + Suffix, FileShare.None);
        }
        catch (IOException exception) when (IsHeldByAnother(exception))
        {
            return null;
        }
    }

    /// <summary>ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION on Windows, EAGAIN of Linux and of macOS elsewhere.</summary>
    private static bool IsHeldByAnother(IOException exception) => (exception.HResult & 0xFFFF) is 32 or 33 or 11 or 35;
}
