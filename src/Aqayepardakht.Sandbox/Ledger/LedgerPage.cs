using System.Collections.Generic;

namespace Aqayepardakht.Sandbox;

/// <summary>One page of the ledger.</summary>
/// <param name="Withdrawals">The page's withdrawals, newest first.</param>
/// <param name="Total">How many withdrawals all pages have.</param>
/// <param name="PageCount">How many pages there are; one for an empty list, as PHP's paginators count.</param>
internal sealed record LedgerPage(IReadOnlyList<SandboxWithdrawal> Withdrawals, int Total, int PageCount);
