using System;

namespace Aqayepardakht;

/// <summary>The days between which withdrawals are listed. Both ends are optional.</summary>
public sealed class WithdrawalPeriod
{
    /// <summary>Creates a period.</summary>
    /// <param name="start">The first day (<c>start_date</c>); only its date counts.</param>
    /// <param name="end">The last day (<c>end_date</c>); only its date counts.</param>
    /// <exception cref="InvalidInputException">The end is before the start.</exception>
    public WithdrawalPeriod(DateTime? start, DateTime? end)
    {
        if (start?.Date > end?.Date)
        {
            throw new InvalidInputException(InputErrorKind.Period, Messages.PeriodReversed(start!.Value, end!.Value));
        }

        Start = start?.Date;
        End = end?.Date;
    }

    /// <summary>The first day, or null for no limit.</summary>
    public DateTime? Start { get; }

    /// <summary>The last day, or null for no limit.</summary>
    public DateTime? End { get; }
}
