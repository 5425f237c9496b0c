using System.Collections.Generic;
using System.Linq;

namespace Aqayepardakht.Commands;

/// <summary>How many withdrawals there are of each status, and how much they are together.</summary>
/// <remarks>A decimal holds the sum of billions of the largest amounts exactly.</remarks>
internal sealed class StatusTotals
{
    private readonly long[] _counts = new long[AllStatuses.Length];
    private readonly decimal[] _amounts = new decimal[AllStatuses.Length];

    public static ReportStatus[] AllStatuses { get; } =
        [ReportStatus.Paid, ReportStatus.Pending, ReportStatus.Cancelled, ReportStatus.Other];

    public long TotalCount => _counts.Sum();

    public decimal TotalAmount => _amounts.Sum();

    public static ReportStatus Of(WithdrawalStatus status) => status switch
    {
        WithdrawalStatus.Paid => ReportStatus.Paid,
        WithdrawalStatus.Pending => ReportStatus.Pending,
        WithdrawalStatus.Cancelled => ReportStatus.Cancelled,
        _ => ReportStatus.Other,
    };

    public long Count(ReportStatus status) => _counts[(int)status];

    public decimal Amount(ReportStatus status) => _amounts[(int)status];

    public void Add(Withdrawal withdrawal)
    {
        var index = (int)Of(withdrawal.Status);
        _counts[index]++;
        _amounts[index] += withdrawal.Amount;
    }

    public void Add(StatusTotals other)
    {
        for (var index = 0; index < _counts.Length; index++)
        {
            _counts[index] += other._counts[index];
            _amounts[index] += other._amounts[index];
        }
    }

    public static StatusTotals Sum(IEnumerable<StatusTotals> parts)
    {
        var sum = new StatusTotals();
        foreach (var part in parts)
        {
            sum.Add(part);
        }

        return sum;
    }
}
