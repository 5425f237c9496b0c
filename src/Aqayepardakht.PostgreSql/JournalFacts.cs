using System;

namespace Aqayepardakht.PostgreSql;

/// <summary>What is known of a whole journal, found by index, where only the steps that matter to one payment are read.</summary>
/// <param name="HighestId">The highest withdrawal id that the gateway has shown.</param>
/// <param name="ResponsesDiffer">Whether the gateway ever registered another amount or IBAN than was requested.</param>
/// <param name="GatewayClockOffset">By how much the gateway's clock is ahead, from the latest response; null before the first.</param>
internal sealed record JournalFacts(long HighestId, bool ResponsesDiffer, TimeSpan? GatewayClockOffset)
{
    public static JournalFacts None { get; } = new(0, false, null);
}
