namespace Aqayepardakht.Commands;

/// <summary>The totals of one IBAN or bank.</summary>
/// <param name="Name">The IBAN or the bank; empty for none.</param>
/// <param name="Detail">The holder of the IBAN, as the first row has it.</param>
internal sealed record NamedTotals(string Name, string? Detail)
{
    public StatusTotals Totals { get; } = new();
}
