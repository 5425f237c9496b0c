using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht;

/// <summary>What the journal knows that matters to one payment.</summary>
internal interface IJournalView
{
    /// <summary>The payment's key, those that a person takes for it, and the open intents of its amount and IBAN.</summary>
    JournalIndex Index { get; }

    /// <summary>Makes sure that <see cref="JournalIndex.IsClaimed"/> knows these ids, as of now.</summary>
    Task LoadClaimsAsync(IEnumerable<long> ids, CancellationToken cancellationToken);

    /// <summary>
    /// Makes sure that nobody has appended a step of the key, or of its amount and IBAN. A row of the list that seemed to be nobody's may
    /// have been claimed meanwhile.
    /// </summary>
    /// <exception cref="JournalChangedException">Somebody has.</exception>
    Task EnsureUnchangedAsync(CancellationToken cancellationToken);
}
