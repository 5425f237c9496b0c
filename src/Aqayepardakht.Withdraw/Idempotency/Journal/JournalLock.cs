using System;
using System.IO;

namespace Aqayepardakht;

/// <summary>
/// The lock of a journal file: a file of its own beside it, since only an exclusive open keeps other processes out on every platform.
/// It holds the journal's mark; see <see cref="JournalMark"/>.
/// </summary>
internal sealed class JournalLock : IDisposable
{
    private readonly string _journalPath;
    private readonly FileStream _file;

    private JournalLock(string journalPath, FileStream file)
    {
        _journalPath = journalPath;
        _file = file;
    }

    /// <summary>Where the lock of a journal is.</summary>
    public static string PathOf(string journalPath) => journalPath + ".lock";

    /// <summary>Takes the lock of a journal.</summary>
    /// <param name="journalPath">The journal.</param>
    /// <param name="shareWithGroup">Whether a new lock file is for the folder's group as well.</param>
    /// <param name="isProven">Whether the lock was seen to keep others out; it is tried otherwise.</param>
    /// <returns>The lock, held until it is disposed; null while another process holds it.</returns>
    /// <exception cref="JournalException">It is no file, or does not keep others out.</exception>
    /// <exception cref="IOException">The lock file cannot be opened.</exception>
    public static JournalLock? TryAcquire(string journalPath, bool shareWithGroup, bool isProven)
    {
#if NET
        // Where others can write, a link would let the mark be written over another file of this user.
        if (new FileInfo(PathOf(journalPath)).LinkTarget is not null)
        {
            throw JournalErrors.LockIsLink(journalPath);
        }

#endif
        RegularFile.EnsureOneName(PathOf(journalPath));
        FileStream file;
        try
        {
            file = RegularFile.Open(PathOf(journalPath), FileShare.None, shareWithGroup);
        }
        catch (IOException exception) when (RegularFile.IsHeldByAnother(exception))
        {
            return null;
        }

        var taken = new JournalLock(journalPath, file);
        try
        {
            // Between the opening and the locking, another process may have removed the file.
            if (!taken.IsInPlace)
            {
                taken.Dispose();
                return null;
            }

            taken.EnsureHeld(tryLock: !isProven);
            return taken;
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    private bool IsInPlace => RegularFile.IsAt(_file, PathOf(_journalPath));

    /// <inheritdoc cref="IJournalAccess.EnsureHeld"/>
    public void EnsureHeld(bool tryLock)
    {
        if (!IsInPlace)
        {
            throw JournalErrors.LockRemoved(_journalPath);
        }

        if (tryLock && CanBeTakenByAnother())
        {
            throw JournalErrors.LockWithoutEffect(_journalPath);
        }
    }

    public byte[] ReadMark() => ReadMark(_file);

    /// <summary>What is in a lock file, as far as a mark is long.</summary>
    public static byte[] ReadMark(Stream file)
    {
        var bytes = new byte[Math.Min(file.Length, JournalMark.MaxBytes)];
        file.Position = 0;
        var read = file.Read(bytes, 0, bytes.Length);
        Array.Resize(ref bytes, read);
        return bytes;
    }

    public void WriteMark(byte[] mark)
    {
        _file.Position = 0;
        _file.Write(mark, 0, mark.Length);
        if (_file.Length != mark.Length)
        {
            _file.SetLength(mark.Length);
        }

        _file.Flush();
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Some file systems have no locks, and the runtime then opens a file for everybody without a word.</summary>
    private bool CanBeTakenByAnother()
    {
        try
        {
            using var second = new FileStream(PathOf(_journalPath), FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            return true;
        }
        catch (IOException exception) when (RegularFile.IsHeldByAnother(exception))
        {
            return false;
        }
        catch (FileNotFoundException)
        {
            throw JournalErrors.LockRemoved(_journalPath);
        }
    }
}
