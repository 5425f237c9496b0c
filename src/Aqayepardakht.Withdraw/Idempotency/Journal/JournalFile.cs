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

    /// <summary>How long a reader waits for a program that lets nobody read, such as a virus scanner.</summary>
    private static readonly TimeSpan ReadTimeout = TimeSpan.FromSeconds(5);

    private readonly string _path;
    private readonly bool _isDefaultPlace;
    private readonly TimeSpan _stallTimeout;

    /// <summary>Whether the lock kept a second opening out before. It is tried again before each line that must reach the disk.</summary>
    private bool _isLockProven;

    /// <param name="path">The file.</param>
    /// <param name="isDefaultPlace">
    /// Whether this is the user's own place: a missing folder is made there, never for a path that a user typed, where a typing error
    /// would begin another journal; and nobody else has access there, while a path that a user typed may be one that a group shares.
    /// </param>
    /// <param name="stallTimeout">How long to wait for another process that holds the journal and appends nothing.</param>
    public JournalFile(string path, bool isDefaultPlace, TimeSpan stallTimeout)
    {
        _path = RealPath(Path.GetFullPath(path));
        _isDefaultPlace = isDefaultPlace;
        _stallTimeout = stallTimeout;
    }

    public string Name => _path;

    public async Task<IJournalAccess> AcquireAsync(CancellationToken cancellationToken)
    {
        EnsureNoOtherKind();
        if (_isDefaultPlace)
        {
            CreateFolder(Path.GetDirectoryName(_path)!);
        }

        var stopwatch = Stopwatch.StartNew();
        var lastLength = Length();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryAcquire() is { } access)
            {
                return access;
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

    public Stream? OpenRead()
    {
        var stopwatch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return RegularFile.OpenExisting(_path);
            }
            catch (IOException exception) when (RegularFile.IsHeldByAnother(exception))
            {
                if (stopwatch.Elapsed >= ReadTimeout)
                {
                    throw JournalErrors.Busy(_path, stopwatch.Elapsed);
                }
            }

            Thread.Sleep(PollInterval);
        }
    }

    public byte[] PeekMark()
    {
        EnsurePlace();
        try
        {
            using var file = RegularFile.OpenExisting(JournalLock.PathOf(_path));
            return file is null ? [] : JournalLock.ReadMark(file);
        }
        catch (IOException exception) when (RegularFile.IsHeldByAnother(exception))
        {
            return [];
        }
    }

    /// <summary>Follows links, so that every path to the same journal leads to the same lock.</summary>
    private static string RealPath(string path)
    {
#if NET
        return new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
#else
        return path;
#endif
    }

    private static void CreateFolder(string folder)
    {
#if NET
        if (!OperatingSystem.IsWindows())
        {
            // .NET sets the mode of the last folder only, and a user who can write to a folder above it can replace it.
            if (Path.GetDirectoryName(folder) is { } parent && !Directory.Exists(parent))
            {
                CreateFolder(parent);
            }

            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return;
        }
#endif
        Directory.CreateDirectory(folder);
    }

    /// <summary>A path where no journal can be made is refused before the gateway is asked for anything.</summary>
    private void EnsurePlace()
    {
        if (Directory.Exists(_path))
        {
            throw JournalErrors.IsFolder(_path);
        }

        if (!_isDefaultPlace && !Directory.Exists(Path.GetDirectoryName(_path)))
        {
            throw JournalErrors.FolderNotFound(_path);
        }
    }

    /// <summary>A folder, a pipe or a file with other names is refused before there is a lock file beside it.</summary>
    private void EnsureNoOtherKind()
    {
        EnsurePlace();
        RegularFile.EnsureOneName(_path);
        try
        {
            if (!File.Exists(JournalLock.PathOf(_path)))
            {
                RegularFile.OpenExisting(_path)?.Dispose();
            }
        }
        catch (IOException exception) when (RegularFile.IsHeldByAnother(exception))
        {
            // Waited for with the lock.
        }
    }

    /// <summary>Null while another process holds the lock, or the journal itself, as a backup or a virus scanner may.</summary>
    private Access? TryAcquire()
    {
        if (JournalLock.TryAcquire(_path, shareWithGroup: !_isDefaultPlace, _isLockProven) is not { } heldLock)
        {
            return null;
        }

        _isLockProven = true;

        try
        {
            if (!File.Exists(_path) && JournalMark.Parse(heldLock.ReadMark()) is { } mark)
            {
                throw JournalErrors.Gone(_path, mark);
            }

            return new Access(this, RegularFile.Open(_path, FileShare.ReadWrite, shareWithGroup: !_isDefaultPlace), heldLock);
        }
        catch (IOException exception) when (RegularFile.IsHeldByAnother(exception))
        {
            heldLock.Dispose();
            return null;
        }
        catch
        {
            heldLock.Dispose();
            throw;
        }
    }

    private long Length()
    {
        var file = new FileInfo(_path);
        return file.Exists ? file.Length : 0;
    }

    private sealed class Access(JournalFile journal, FileStream content, JournalLock heldLock) : IJournalAccess
    {
        public Stream Content => content;

        public void FlushToDisk() => content.Flush(flushToDisk: true);

        public byte[] ReadMark() => heldLock.ReadMark();

        public void WriteMark(byte[] mark) => heldLock.WriteMark(mark);

        public void EnsureHeld(bool tryLock)
        {
            heldLock.EnsureHeld(tryLock);
            if (!RegularFile.IsAt(content, journal._path))
            {
                throw JournalErrors.Replaced(journal._path);
            }
        }

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
