namespace Aqayepardakht.Commands;

/// <summary>An account as it was given, and the journal's database if the stored secret names one.</summary>
internal readonly record struct StoredAccount(WithdrawAccount Account, string? JournalDatabase = null);
