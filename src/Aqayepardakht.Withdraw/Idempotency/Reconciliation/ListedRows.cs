using System.Collections.Generic;

namespace Aqayepardakht;

/// <summary>The newest rows of the gateway's list, down to some id.</summary>
/// <param name="Withdrawals">Those that can be read, each once.</param>
/// <param name="Unreadable">Those that cannot; any withdrawal may be one of them.</param>
internal sealed record ListedRows(IReadOnlyCollection<Withdrawal> Withdrawals, IReadOnlyList<UnreadableRow> Unreadable);
