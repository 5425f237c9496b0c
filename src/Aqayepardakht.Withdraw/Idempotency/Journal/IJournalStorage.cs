using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht;

/// <summary>Where a journal's bytes are. A file in life; memory that can crash in tests.</summary>
internal interface IJournalStorage
{
    /// <summary>The name for messages.</summary>
    string Name { get; }

    /// <summary>Opens the journal for its one writer, waiting for another to finish.</summary>
    Task<IJournalAccess> AcquireAsync(CancellationToken cancellationToken);

    /// <summary>Opens the journal for reading beside a writer; null when there is none yet.</summary>
    Stream? OpenRead();

    /// <summary>What <see cref="IJournalAccess.WriteMark"/> left, without the lock; empty while it is held.</summary>
    byte[] PeekMark();
}

/// <summary>The one writer's hold on a journal.</summary>
internal interface IJournalAccess : IDisposable
{
    /// <summary>The bytes; readable, writable, seekable.</summary>
    Stream Content { get; }

    /// <summary>Returns when what was written is on the disk itself.</summary>
    void FlushToDisk();

    /// <summary>What was left beside the journal; empty for nothing.</summary>
    byte[] ReadMark();

    /// <summary>Leaves a few bytes beside the journal in place of those before. They need not reach the disk, nor whole.</summary>
    void WriteMark(byte[] mark);

    /// <summary>Makes sure that this is the one writer still, and the journal the one that others find.</summary>
    /// <param name="tryLock">Whether to try as well that nobody else can take the lock.</param>
    /// <exception cref="JournalException">It is not, or somebody can: nothing may be written or sent.</exception>
    void EnsureHeld(bool tryLock);
}
