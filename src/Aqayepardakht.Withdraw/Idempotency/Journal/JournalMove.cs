using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht;

/// <summary>
/// Moves a journal file into a database: its lines are copied while nobody can pay from it, and from then on it says where they went.
/// </summary>
internal static class JournalMove
{
    private static readonly TimeSpan StallTimeout = TimeSpan.FromMinutes(3);

    /// <summary>Moves a journal. One that was moved there before is copied again, which changes nothing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="account">Its account number.</param>
    /// <param name="endpoint">Its gateway.</param>
    /// <param name="destination">The name of the database.</param>
    /// <param name="copy">Copies the lines, all or none of them.</param>
    /// <param name="cancellationToken">Stops the waiting for the file.</param>
    /// <exception cref="JournalException">The file is not there, cannot be used, or was moved elsewhere.</exception>
    public static async Task<T> RunAsync<T>(
        string path,
        string account,
        Uri endpoint,
        string destination,
        Func<IReadOnlyList<JournalLine>, Task<T>> copy,
        CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            throw JournalErrors.NotFound(path);
        }

        var file = new JournalFile(path, isDefaultPlace: false, StallTimeout);
        using var session = await new JournalFileStore(file, account, endpoint).AcquireAsync(cancellationToken).ConfigureAwait(false);
        var movedTo = session.Index.MovedTo;
        if (movedTo is not null && movedTo != destination)
        {
            throw JournalErrors.Moved(path, movedTo);
        }

        var lines = new List<JournalLine>();
        using (var content = file.OpenRead()!)
        {
            new JournalReader(path, new JournalIndex(), lines.Add).ReadAppended(content);
        }

        var result = await copy(lines).ConfigureAwait(false);
        if (movedTo is null)
        {
            var line = new JournalLine { Type = JournalLine.Moved, At = DateTimeOffset.UtcNow, MovedTo = destination };
            await session.AppendAsync(line, flushToDisk: true).ConfigureAwait(false);
        }

        return result;
    }
}
