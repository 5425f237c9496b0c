using System.Collections.Generic;

namespace Aqayepardakht;

/// <summary>The newest rows of the gateway's list, down to some id.</summary>
/// <param name="Withdrawals">Those that can be read, each once.</param>
/// <param name="Unreadable">Those that cannot; any withdrawal may be one of them.</param>
/// <param name="Doubt">Why a withdrawal that is not among the rows may have been made all the same; null when it was not.</param>
internal sealed record ListedRows(IReadOnlyCollection<Withdrawal> Withdrawals, IReadOnlyList<UnreadableRow> Unreadable, LocalizedText? Doubt);
