using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;

namespace Aqayepardakht.PostgreSql;

/// <summary>What the database knew of a payment, and of those that could be mistaken for it, at one moment.</summary>
/// <param name="header">The journal's first line; null when it is not begun.</param>
/// <param name="facts">What is known of the whole journal.</param>
internal sealed class Snapshot(JournalLine? header, JournalFacts facts)
{
    private readonly Stopwatch _age = Stopwatch.StartNew();
    private readonly List<(long Position, int Step, JournalLine Line)> _lines = [];

    public JournalIndex Index { get; } = new();

    /// <summary>The number of the last step of each key.</summary>
    public Dictionary<string, int> LastSteps { get; } = new(StringComparer.Ordinal);

    /// <summary>The state of the payments of an amount and IBAN.</summary>
    public Dictionary<(long Amount, string Iban), LikeState> Likes { get; } = [];

    public TimeSpan Age => _age.Elapsed;

    /// <summary>The open keys of these payments whose steps were not read.</summary>
    public string[] MissingKeys => [.. Likes.Values.SelectMany(state => state.OpenKeys).Except(_lines.Select(line => line.Line.Key!))];

    public void Add(long position, int step, JournalLine line) => _lines.Add((position, step, line));

    /// <summary>
    /// Applies the steps in the order in which they were appended, and then what is known of the whole journal: they may be older.
    /// </summary>
    /// <exception cref="JournalException">A step contradicts those before it.</exception>
    public void Apply(string journal)
    {
        if (header is not null)
        {
            Index.Apply(header);
        }

        foreach (var (position, step, line) in _lines.OrderBy(line => line.Position))
        {
            if (Index.FindProblem(line) is { } problem)
            {
                throw JournalErrors.Damaged(journal, position, problem);
            }

            Index.Apply(line);
            LastSteps[line.Key!] = step;
        }

        Index.Restore(facts.HighestId, facts.ResponsesDiffer, facts.GatewayClockOffset);
    }
}
