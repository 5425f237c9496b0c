using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht;

/// <summary>
/// A journal in a file: append-only JSON Lines, described in docs/journal.md. A session holds its lock, so that there is one writer at a
/// time, also across processes; all its lines are in an index in memory, which a session refreshes with what others appended.
/// </summary>
internal sealed class JournalFileStore : IJournalStore
{
    private readonly IJournalStorage _storage;
    private readonly string _account;
    private readonly string _endpoint;

    /// <summary>Keeps the lock-free reader of <see cref="Peek"/> from consuming a half-written line.</summary>
    private readonly object _lock = new();
    private JournalIndex _index = new();
    private JournalReader _reader;

    public JournalFileStore(IJournalStorage storage, string account, Uri endpoint)
    {
        _storage = storage;
        _account = account;
        _endpoint = endpoint.AbsoluteUri;
        _reader = new JournalReader(storage.Name, _index);
    }

    public string Name => _storage.Name;

    public IJournalClock Clock { get; } = new SteadyClock();

    public bool IsExclusive => true;

    public bool WasBegun { get; private set; }

    public async Task<IJournalSession> AcquireAsync(string idempotencyKey, WithdrawalRequest? request, CancellationToken cancellationToken)
    {
        var session = await AcquireAsync(cancellationToken).ConfigureAwait(false);
        if (session.Index.MovedTo is { } destination)
        {
            session.Dispose();
            throw JournalErrors.Moved(Name, destination);
        }

        return session;
    }

    /// <summary>Waits for the lock, reads what others appended and repairs a torn last line.</summary>
    public async Task<IJournalSession> AcquireAsync(CancellationToken cancellationToken)
    {
        IJournalAccess access;
        try
        {
            access = await _storage.AcquireAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (StorageErrors.IsStorageError(exception))
        {
            throw JournalErrors.NotUsable(Name, exception);
        }

        try
        {
            StorageErrors.Translate(Name, () => Refresh(access));
            return new Session(this, access);
        }
        catch
        {
            access.Dispose();
            throw;
        }
    }

    public Task<IJournalView> PeekAsync(string? idempotencyKey, WithdrawalRequest request, CancellationToken cancellationToken) =>
        Peek() is { MovedTo: { } destination }
            ? throw JournalErrors.Moved(Name, destination)
            : Task.FromResult<IJournalView>(new View(this));

    /// <summary>What the journal holds now, read without the lock and without repairing anything; empty when there is none yet.</summary>
    public JournalIndex Peek() => StorageErrors.Translate(Name, () =>
    {
        // Read before the journal, which grows.
        var mark = JournalMark.Parse(_storage.PeekMark());
        using var content = _storage.OpenRead();
        if (content is null)
        {
            return mark is null ? new JournalIndex() : throw JournalErrors.Gone(Name, mark);
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
            throw content.Length == 0 ? JournalErrors.Gone(Name, mark)
                : content.Length < mark.Length ? JournalErrors.Cut(Name, mark, content.Length)
                : JournalErrors.Restored(Name, mark);
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
            throw JournalErrors.OtherAccount(Name, _index.Account, _index.Endpoint);
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
        _reader = new JournalReader(Name, _index);
    }

    /// <summary>What the file holds, with every claim, as it was read.</summary>
    private sealed class View(JournalFileStore store) : IJournalView
    {
        private readonly long _length = store._reader.Offset;

        public JournalIndex Index { get; } = store._index;

        public Task LoadClaimsAsync(IEnumerable<long> ids, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task EnsureUnchangedAsync(CancellationToken cancellationToken)
        {
            _ = store.Peek();
            return store._index == Index && store._reader.Offset == _length ? Task.CompletedTask : throw new JournalChangedException();
        }
    }

    /// <summary>The journal while this process is its one writer.</summary>
    private sealed class Session(JournalFileStore journal, IJournalAccess access) : IJournalSession
    {
        /// <summary>Where the next line begins.</summary>
        private long _position = access.Content.Length;

        public JournalIndex Index => journal._index;

        public Task LoadClaimsAsync(IEnumerable<long> ids, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task EnsureUnchangedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task AppendAsync(JournalLine line, bool flushToDisk)
        {
            // Without the lock, another process may be writing at the same place.
            StorageErrors.Translate(journal.Name, () => access.EnsureHeld(tryLock: flushToDisk));
            if (Index.Account is null)
            {
                Write(JournalSteps.Header(journal._account, journal._endpoint, line.At), flushToDisk: false);
                journal.WasBegun = true;
            }

            Write(line, flushToDisk);
            return Task.CompletedTask;
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
                journal._reader.Check(line);
                try
                {
                    access.Content.Position = _position;
                    access.Content.Write(bytes, 0, bytes.Length);
                    access.Content.Flush();
                }
                catch (Exception exception) when (StorageErrors.IsStorageError(exception))
                {
                    CutBack();
                    throw JournalErrors.NotUsable(journal.Name, exception);
                }

                // A whole line stays even if it does not reach the disk: a reader in another process may have read it already.
                _position += bytes.Length;
                journal._reader.Apply(line, bytes.Length);
            }

            if (flushToDisk)
            {
                StorageErrors.Translate(journal.Name, () => journal.FlushToDisk(access));
            }
        }

        private void CutBack()
        {
            try
            {
                access.Content.SetLength(_position);
            }
            catch (Exception exception) when (StorageErrors.IsStorageError(exception))
            {
                // The torn line stays; the next process that opens the journal repairs it.
            }
        }
    }
}
