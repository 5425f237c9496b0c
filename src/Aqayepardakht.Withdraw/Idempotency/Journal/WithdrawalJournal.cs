using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht;

/// <summary>
/// The journal of keyed withdrawals: append-only JSON Lines that say what was asked for before it is sent, and what became of it.
/// One writer at a time, also across processes. The format is described in docs/journal.md.
/// </summary>
public sealed class WithdrawalJournal
{
    private static readonly TimeSpan DefaultStallTimeout = TimeSpan.FromMinutes(3);

    private readonly IJournalStorage _storage;
    private readonly string _account;
    private readonly string _endpoint;

    /// <summary>Keeps the lock-free reader of <see cref="PeekIndex"/> from consuming a half-written line.</summary>
    private readonly object _lock = new();
    private JournalIndex _index = new();
    private JournalReader _reader;

    internal WithdrawalJournal(IJournalStorage storage, string account, Uri endpoint)
    {
        _storage = storage;
        _account = account;
        _endpoint = endpoint.AbsoluteUri;
        _reader = new JournalReader(storage.Name, _index);
    }

    /// <summary>The journal's file.</summary>
    public string Path => _storage.Name;

    /// <summary>
    /// Whether this object wrote the journal's first line. Where a journal was expected, the path or the user is another one than before,
    /// and what the earlier journal knows is not known here.
    /// </summary>
    public bool WasBegun { get; private set; }

    /// <summary>Prepares the journal of an account; nothing is read or made yet.</summary>
    /// <param name="account">The account number.</param>
    /// <param name="endpoint">The gateway.</param>
    /// <param name="path">The file; null for the default place of this account and user.</param>
    /// <param name="stallTimeout">
    /// How long to wait for another process that holds the journal without finishing anything; three minutes when null.
    /// </param>
    /// <exception cref="JournalException">The path is none, or none is given and the user has no folder of their own.</exception>
    public static WithdrawalJournal For(string account, Uri endpoint, string? path = null, TimeSpan? stallTimeout = null)
    {
        var address = WithdrawEndpoint.Normalize(endpoint);
        return new WithdrawalJournal(FileAt(path ?? DefaultPath(account, address), isDefaultPlace: path is null, stallTimeout ?? DefaultStallTimeout), account, address);
    }

    /// <summary>Where the journal of an account lies when nobody says otherwise.</summary>
    /// <exception cref="JournalException">The user has no folder of their own.</exception>
    public static string DefaultPath(string account, Uri endpoint) => JournalLocation.For(account, WithdrawEndpoint.Normalize(endpoint));

    /// <summary>Reads a journal file, in the order in which its keys were first used. Nothing is repaired, and no lock is taken.</summary>
    /// <exception cref="JournalException">The file is not there, cannot be read or is damaged.</exception>
    public static IReadOnlyList<JournalEntry> Read(string path)
    {
        var storage = FileAt(path, isDefaultPlace: false, TimeSpan.Zero);
        return TranslateStorageErrors(storage.Name, () =>
        {
            var index = new JournalIndex();
            using var content = storage.OpenRead() ?? throw JournalErrors.NotFound(storage.Name);
            new JournalReader(storage.Name, index).ReadAppended(content);
            return index.Records.Select(record => new JournalEntry(record)).ToArray();
        });
    }

    /// <summary>
    /// Acquires the journal for one payment: waits for the lock, reads what others appended and repairs a torn last line.
    /// </summary>
    internal async Task<Session> AcquireAsync(CancellationToken cancellationToken)
    {
        IJournalAccess access;
        try
        {
            access = await _storage.AcquireAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsStorageError(exception))
        {
            throw JournalErrors.NotUsable(Path, exception);
        }

        try
        {
            TranslateStorageErrors(Path, () => Refresh(access));
            return new Session(this, access);
        }
        catch
        {
            access.Dispose();
            throw;
        }
    }

    /// <summary>What the journal holds now, read without the lock and without repairing anything; empty when there is none yet.</summary>
    internal JournalIndex PeekIndex() => TranslateStorageErrors(Path, () =>
    {
        // Read before the journal, which grows.
        var mark = JournalMark.Parse(_storage.PeekMark());
        using var content = _storage.OpenRead();
        if (content is null)
        {
            return mark is null ? new JournalIndex() : throw JournalErrors.Gone(Path, mark);
        }

        CheckMark(mark, content);
        lock (_lock)
        {
            ReloadIfReplaced(content);
            _reader.ReadAppended(content);
            CheckOwner();
            return _index;
        }
    });

    private static JournalFile FileAt(string path, bool isDefaultPlace, TimeSpan stallTimeout) =>
        TranslateStorageErrors(path, () => new JournalFile(path, isDefaultPlace, stallTimeout));

    private static bool IsStorageError(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException or System.Security.SecurityException;

    private static T TranslateStorageErrors<T>(string name, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (IsStorageError(exception))
        {
            throw JournalErrors.NotUsable(name, exception);
        }
    }

    private static void TranslateStorageErrors(string name, Action work) => TranslateStorageErrors(name, () =>
    {
        work();
        return true;
    });

    private void Refresh(IJournalAccess access)
    {
        lock (_lock)
        {
            RefreshAndRepair(access);
        }
    }

    private void RefreshAndRepair(IJournalAccess access)
    {
        CheckMark(JournalMark.Parse(access.ReadMark()), access.Content);
        ReloadIfReplaced(access.Content);
        var torn = _reader.ReadAppended(access.Content);
        if (torn.Length > 0)
        {
            // Either only the line end is missing, or the line was never whole and so was never acted on.
            if (_reader.TryApplyUnterminated(torn))
            {
                access.Content.Position = access.Content.Length;
                access.Content.WriteByte((byte)'\n');
            }
            else
            {
                access.Content.SetLength(_reader.Offset);
            }

            FlushToDisk(access);
        }

        CheckOwner();
    }

    private void CheckMark(JournalMark? mark, Stream content)
    {
        if (mark is not null && !mark.Fits(content))
        {
            throw content.Length == 0 ? JournalErrors.Gone(Path, mark)
                : content.Length < mark.Length ? JournalErrors.Cut(Path, mark, content.Length)
                : JournalErrors.Restored(Path, mark);
        }
    }

    /// <summary>Only what is on the disk itself is marked, so that a power failure never looks like a journal that was cut.</summary>
    private void FlushToDisk(IJournalAccess access)
    {
        access.FlushToDisk();
        if (_reader.Lines == 0)
        {
            return;
        }

        access.WriteMark(JournalMark.Of(access.Content, _reader.Offset, _reader.Lines, _reader.LastLineAt).ToBytes());
    }

    private void CheckOwner()
    {
        if (_index.Account is not null && (_index.Account != _account || _index.Endpoint != _endpoint))
        {
            throw JournalErrors.OtherAccount(Path, _index.Account, _index.Endpoint);
        }
    }

    /// <summary>
    /// A file that is shorter than what was read of it, or has no line end there, is another file than the one that was read.
    /// </summary>
    private void ReloadIfReplaced(Stream content)
    {
        if (_reader.Offset == 0)
        {
            return;
        }

        if (content.Length >= _reader.Offset)
        {
            content.Position = _reader.Offset - 1;
            if (content.ReadByte() == '\n')
            {
                return;
            }
        }

        _index = new JournalIndex();
        _reader = new JournalReader(Path, _index);
    }

    /// <summary>The journal while this process is its one writer.</summary>
    internal sealed class Session(WithdrawalJournal journal, IJournalAccess access) : IDisposable
    {
        /// <summary>Where the next line begins.</summary>
        private long _position = access.Content.Length;

        public JournalIndex Index => journal._index;

        /// <summary>Appends a line.</summary>
        /// <param name="line">The line; its version is filled in.</param>
        /// <param name="flushToDisk">Whether to return only when it is on the disk itself.</param>
        /// <exception cref="JournalException">
        /// It could not be written, and the file is as it was before, or is another process's by now; or it was written, and did not get to
        /// the disk itself.
        /// </exception>
        public void Append(JournalLine line, bool flushToDisk)
        {
            // Without the lock, another process may be writing at the same place.
            TranslateStorageErrors(journal.Path, () => access.EnsureHeld(tryLock: flushToDisk));
            if (Index.Account is null)
            {
                Write(new JournalLine { Type = JournalLine.Header, At = line.At, Account = journal._account, Endpoint = journal._endpoint }, flushToDisk: false);
                journal.WasBegun = true;
            }

            Write(line, flushToDisk);
        }

        public void Dispose() => access.Dispose();

        private void Write(JournalLine line, bool flushToDisk)
        {
            line.Version = JournalLine.CurrentVersion;
            var json = JsonSerializer.SerializeToUtf8Bytes(line, JournalJson.Line);
            var bytes = new byte[json.Length + 1];
            json.CopyTo(bytes, 0);
            bytes[json.Length] = (byte)'\n';
            lock (journal._lock)
            {
                try
                {
                    access.Content.Position = _position;
                    access.Content.Write(bytes, 0, bytes.Length);
                    access.Content.Flush();
                }
                catch (Exception exception) when (IsStorageError(exception))
                {
                    CutBack();
                    throw JournalErrors.NotUsable(journal.Path, exception);
                }

                // A whole line stays even if it does not reach the disk: a reader in another process may have read it already.
                _position += bytes.Length;
                journal._reader.Apply(line, bytes.Length);
            }

            if (flushToDisk)
            {
                TranslateStorageErrors(journal.Path, () => journal.FlushToDisk(access));
            }
        }

        private void CutBack()
        {
            try
            {
                access.Content.SetLength(_position);
            }
            catch (Exception exception) when (IsStorageError(exception))
            {
                // The torn line stays; the next process that opens the journal repairs it.
            }
        }
    }
}
