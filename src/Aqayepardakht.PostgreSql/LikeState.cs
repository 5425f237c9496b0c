using System;
using System.Collections.Generic;
using Npgsql;

namespace Aqayepardakht.PostgreSql;

/// <summary>The payments of one amount and IBAN, which can be mistaken for one another, after some step of theirs.</summary>
/// <param name="Step">The number of that step; 0 before the first.</param>
/// <param name="OpenKeys">Their open keys, oldest first.</param>
/// <param name="AdoptedInFlightUntil">
/// Until when a request of one of them that was adopted can still be on its way; null for none.
/// </param>
internal sealed record LikeState(long Step, IReadOnlyList<string> OpenKeys, DateTimeOffset? AdoptedInFlightUntil)
{
    public static LikeState None { get; } = new(0, [], null);

    /// <summary>Reads a row of <see cref="PaymentQuery.Likes"/>.</summary>
    public static ((long Amount, string Iban) Kind, LikeState State) Read(NpgsqlDataReader row) => (
        (row.GetInt64(0), row.GetString(1)),
        new LikeState(
            row.GetInt64(2),
            row.GetFieldValue<string[]>(3),
            row.IsDBNull(4) ? null : row.GetFieldValue<DateTimeOffset>(4)));

    /// <summary>The state after one more step.</summary>
    /// <param name="line">The step.</param>
    /// <param name="inFlightUntil">Until when the request of its key can be on its way; asked of an adopted one.</param>
    public LikeState After(JournalLine line, Func<DateTimeOffset> inFlightUntil)
    {
        List<string> open = [.. OpenKeys];
        switch (line.Type)
        {
            case JournalLine.Intent:
                open.Remove(line.Key!);
                open.Add(line.Key!);
                break;
            case JournalLine.Unknown:
                break;
            default:
                open.Remove(line.Key!);
                break;
        }

        var adopted = AdoptedInFlightUntil;
        if (line is { Type: JournalLine.Made, Adopted: true } && inFlightUntil() is var until && !(adopted >= until))
        {
            adopted = until;
        }

        return new LikeState(Step + 1, open, adopted);
    }
}
