using System;
using System.Collections.Generic;

namespace Aqayepardakht.PostgreSql;

/// <summary>What the database knew of a payment, and of those that could be mistaken for it, at one moment.</summary>
internal sealed class Snapshot
{
    public JournalIndex Index { get; } = new();

    /// <summary>The number of the last step of each key.</summary>
    public Dictionary<string, int> LastSteps { get; } = new(StringComparer.Ordinal);

    /// <summary>The state of the payments of an amount and IBAN.</summary>
    public Dictionary<(long Amount, string Iban), LikeState> Likes { get; } = [];
}
