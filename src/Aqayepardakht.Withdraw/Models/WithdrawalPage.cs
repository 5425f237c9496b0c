using System.Collections.Generic;

namespace Aqayepardakht;

/// <summary>One page of the account's withdrawals, newest first.</summary>
public sealed class WithdrawalPage
{
    internal WithdrawalPage(int number, IReadOnlyList<Withdrawal> withdrawals, long? totalCount, int? totalPages)
    {
        Number = number;
        Withdrawals = withdrawals;
        TotalCount = totalCount;
        TotalPages = totalPages;
    }

    /// <summary>The page's number, from 1.</summary>
    public int Number { get; }

    /// <summary>The page's withdrawals, newest first.</summary>
    public IReadOnlyList<Withdrawal> Withdrawals { get; }

    /// <summary>How many withdrawals all pages have together (<c>total_moneyrequest</c>), or null when the gateway did not say.</summary>
    public long? TotalCount { get; }

    /// <summary>How many pages there are (<c>total_page</c>), or null when the gateway did not say.</summary>
    public int? TotalPages { get; }
}
