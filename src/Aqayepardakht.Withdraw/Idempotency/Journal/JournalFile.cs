using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht;

/// <summary>
/// A journal in a file. The lock is a file of its own beside it, since only an exclusive open keeps other processes out on every platform.
/// </summary>
internal sealed class JournalFile : IJournalStorage
{
    private const string LockSuffix = ".lock";
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(25);

    private readonly string _path;
    private readonly bool _createFolder;
    private readonly TimeSpan _stallTimeout;

    /// <param name="path">The file.</param>
    /// <param name="createFolder">Whether a missing folder is made. Not for a path that a user typed: a typing error would begin a new journal.</param>
    /// <param name="stallTimeout">How long to wait for another process that makes no progress.</param>
    public JournalFile(string path, bool createFolder, TimeSpan stallTimeout)
    {
        _path = RealPath(Path.GetFullPath(path));
        _createFolder = createFolder;
        _stallTimeout = stallTimeout;
    }

    public string Name => _path;

    public async Task<IJournalAccess> AcquireAsync(CancellationToken cancellationToken)
    {
        if (_createFolder)
        {
            CreateFolder(Path.GetDirectoryName(_path)!);
        }

        var stopwatch = Stopwatch.StartNew();
        var lastLength = Length();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryLock() is { } lockFile)
            {
                try
                {
                    return new Access(Open(_path, FileShare.ReadWrite), lockFile);
                }
                catch
                {
                    lockFile.Dispose();
                    throw;
                }
            }

            // Another process that writes is at work; only one that does nothing for long is in the way.
            var length = Length();
            if (length != lastLength)
            {
                lastLength = length;
                stopwatch.Restart();
            }

            if (stopwatch.Elapsed >= _stallTimeout)
            {
                throw JournalErrors.Busy(_path, stopwatch.Elapsed);
            }

            await Task.Delay(PollInterval, cancellationToken).ConfigureAwait(false);
        }
    }

    public Stream? OpenRead() =>
        File.Exists(_path) ? new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete) : null;

    /// <summary>Whoever comes by a link and whoever does not must meet at the same lock.</summary>
    private static string RealPath(string path)
    {
#if NET
        return new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
#else
        return path;
#endif
    }

    private FileStream? TryLock()
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
            return Open(_path + LockSuffix, FileShare.None);
        }
        catch (IOException exception) when (IsHeldByAnother(exception))
        {
            return null;
        }
    }

    /// <summary>ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION on Windows, EAGAIN of Linux and of macOS elsewhere.</summary>
    private static bool IsHeldByAnother(IOException exception) => (exception.HResult & 0xFFFF) is 32 or 33 or 11 or 35;

    private long Length()
    {
        var file = new FileInfo(_path);
        return file.Exists ? file.Length : 0;
    }

    /// <summary>
    /// Without a buffer of its own: what could not be written must fail in the write and not once more, when the file is closed,
    /// over everything that is to be told by then.
    /// </summary>
    private static FileStream Open(string path, FileShare share)
    {
#if NET
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
#else
        return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, share, bufferSize: 1);
#endif
    }

    private static void CreateFolder(string folder)
    {
#if NET
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return;
        }
#endif
        Directory.CreateDirectory(folder);
    }

    private sealed class Access(FileStream content, FileStream lockFile) : IJournalAccess
    {
        public Stream Content => content;

        public void FlushToDisk() => content.Flush(flushToDisk: true);

        public void Dispose()
        {
            try
            {
                content.Dispose();
            }
            finally
            {
                lockFile.Dispose();
            }
        }
    }
}
