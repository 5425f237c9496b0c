using System.Collections.Generic;

namespace Aqayepardakht.Http;

/// <summary>The rows of a response: those that could be read, those that could not, and how many times could not.</summary>
internal sealed class ResponseRows
{
    public List<Withdrawal> Withdrawals { get; } = [];

    public List<UnreadableRow> Unreadable { get; } = [];

    /// <summary>How many rows have a <c>created_at</c> that is missing, zero or unreadable.</summary>
    public int WithoutCreatedAt { get; set; }

    /// <summary>How many rows have an <c>updated_at</c> that is there and unreadable.</summary>
    public int WithUnreadableUpdatedAt { get; set; }

    public int Count => Withdrawals.Count + Unreadable.Count;
}
