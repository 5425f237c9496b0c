using System.Collections.Generic;
using System.Linq;

namespace Aqayepardakht;

/// <summary>The newest rows of the gateway's list, down to some id.</summary>
/// <param name="Withdrawals">Those that can be read, each once.</param>
/// <param name="Unreadable">Those that cannot; any withdrawal may be one of them.</param>
/// <param name="TotalCount">How many rows the list had when the reading began, or null when the gateway did not say.</param>
/// <param name="Missing">Why rows are missing, or null when none is.</param>
/// <param name="Doubt">Why these rows do not prove that a withdrawal which is not among them was not made; null when they do.</param>
internal sealed record ListedRows(
    IReadOnlyCollection<Withdrawal> Withdrawals,
    IReadOnlyList<UnreadableRow> Unreadable,
    long? TotalCount,
    LocalizedText? Missing,
    LocalizedText? Doubt)
{
    /// <summary>The ids of all these rows, as far as they can be read.</summary>
    public IEnumerable<long> Ids => Withdrawals.Select(row => row.Id).Concat(Unreadable.Select(row => row.Id).OfType<long>());
}
