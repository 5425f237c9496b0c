using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht;

/// <summary>A journal in a file, with one writer at a time; see <see cref="JournalLock"/>.</summary>
internal sealed class JournalFile : IJournalStorage
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(25);

    private readonly string _path;
    private readonly bool _createFolder;
    private readonly TimeSpan _stallTimeout;

    /// <param name="path">The file.</param>
    /// <param name="createFolder">Whether a missing folder is made; never for a path that a user typed, where a typing error would begin another journal.</param>
    /// <param name="stallTimeout">How long to wait for another process that holds the lock and appends nothing.</param>
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
            if (JournalLock.TryAcquire(_path) is { } heldLock)
            {
                try
                {
                    return new Access(Open(_path, FileShare.ReadWrite), heldLock);
                }
                catch
                {
                    heldLock.Dispose();
                    throw;
                }
            }

            // A process that appends is at work; only one that appends nothing for long is in the way.
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

    /// <summary>Follows links, so that every path to the same journal leads to the same lock.</summary>
    private static string RealPath(string path)
    {
#if NET
        return new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
#else
        return path;
#endif
    }

    private long Length()
    {
        var file = new FileInfo(_path);
        return file.Exists ? file.Length : 0;
    }

    /// <summary>
    /// Unbuffered: what cannot be written must fail in the write. A buffer would fail once more on closing and hide the first error.
    /// </summary>
    internal static FileStream Open(string path, FileShare share)
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

    private sealed class Access(FileStream content, IDisposable heldLock) : IJournalAccess
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
                heldLock.Dispose();
            }
        }
    }
}
