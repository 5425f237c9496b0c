using System;

namespace Aqayepardakht.Commands;

/// <summary>One column of a chart.</summary>
/// <param name="Start">Its first day.</param>
/// <param name="Label">Its name, with ASCII digits.</param>
internal sealed record ChartPeriod(DateTime Start, string Label)
{
    public StatusTotals Totals { get; } = new();
}
