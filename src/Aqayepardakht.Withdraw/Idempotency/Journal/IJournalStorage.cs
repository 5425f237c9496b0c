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
}

/// <summary>The one writer's hold on a journal.</summary>
internal interface IJournalAccess : IDisposable
{
    /// <summary>The bytes; readable, writable, seekable.</summary>
    Stream Content { get; }

    /// <summary>Returns when what was written is on the disk itself.</summary>
    void FlushToDisk();
}
