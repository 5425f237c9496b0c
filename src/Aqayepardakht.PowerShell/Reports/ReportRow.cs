namespace Aqayepardakht.Commands;

/// <summary>A withdrawal as a report shows it.</summary>
/// <param name="Withdrawal">The withdrawal.</param>
/// <param name="IdempotencyKey">The key that it was paid under, where the input says it.</param>
internal sealed record ReportRow(Withdrawal Withdrawal, string? IdempotencyKey);
