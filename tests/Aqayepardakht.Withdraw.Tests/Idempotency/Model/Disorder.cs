using System;

namespace Aqayepardakht.Tests.Idempotency.Model;

/// <summary>What is not in order around a journal.</summary>
/// <param name="Order">The order of the gateway's list.</param>
/// <param name="MaxLag">How far the list may be behind.</param>
/// <param name="HasLikeStrangers">Whether others make withdrawals of the same amounts to the same IBANs.</param>
/// <param name="Journals">The number of users, each with a journal of their own, who pay the same keys.</param>
/// <param name="Loss">Whether journals are deleted, and replaced by older copies.</param>
/// <param name="MovesClocks">Whether computers' clocks are set.</param>
internal sealed record Disorder(
    ListOrder Order,
    TimeSpan MaxLag,
    bool HasLikeStrangers,
    int Journals,
    JournalLoss Loss,
    bool MovesClocks);

/// <summary>How journals are lost.</summary>
internal enum JournalLoss
{
    None,

    /// <summary>The mark beside the journal stays, and tells of it.</summary>
    MarkStays,

    /// <summary>Nothing tells of it but the list.</summary>
    MarkIsLostToo,
}

/// <summary>The order of the rows of the gateway's list.</summary>
internal enum ListOrder
{
    NewestFirst,
    OldestFirst,
    PendingLast,
    PaidLast,
    LastChangedFirst,
    Shuffled,
}
