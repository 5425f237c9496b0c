using System;
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

    /// <summary>The rows of the page that cannot be read. Any withdrawal may be one of them.</summary>
    public IReadOnlyList<UnreadableRow> UnreadableRows
    {
        get;
        internal init
        {
            field = value;
            foreach (var row in value)
            {
                row.Page = Number;
            }
        }
    } = [];

    /// <summary>The gateway's clock when it sent the page; null when it did not say.</summary>
    internal DateTimeOffset? RespondedAt { get; init; }

    /// <summary>How many rows the page has, readable or not.</summary>
    internal int RowCount => Withdrawals.Count + UnreadableRows.Count;

    /// <summary>How many withdrawals all pages have together (<c>total_moneyrequest</c>), or null when the gateway did not say.</summary>
    public long? TotalCount { get; }

    /// <summary>How many pages there are (<c>total_page</c>), or null when the gateway did not say.</summary>
    public int? TotalPages { get; }
}
