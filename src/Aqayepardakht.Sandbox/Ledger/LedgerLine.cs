namespace Aqayepardakht.Sandbox;

/// <summary>One line of a <see cref="LedgerFile"/>.</summary>
/// <param name="Account">The account that the ledger belongs to, on its first line only.</param>
/// <param name="Withdrawal">The new state of a withdrawal, or null for a new balance only.</param>
/// <param name="Balance">The balance after this line.</param>
internal sealed record LedgerLine(string? Account, SandboxWithdrawal? Withdrawal, long Balance);
