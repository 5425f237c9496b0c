using System.Collections.Generic;

namespace Aqayepardakht.Sandbox;

/// <summary>One page of the ledger.</summary>
/// <param name="Withdrawals">The page's withdrawals, newest first.</param>
/// <param name="Total">The number of withdrawals on all pages.</param>
/// <param name="PageCount">The number of pages; 1 for an empty list, as PHP's paginators count.</param>
internal sealed record LedgerPage(IReadOnlyList<SandboxWithdrawal> Withdrawals, int Total, int PageCount);
