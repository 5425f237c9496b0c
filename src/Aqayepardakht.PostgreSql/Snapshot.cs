using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;

namespace Aqayepardakht.PostgreSql;

/// <summary>What the database knew of a payment, and of those that could be mistaken for it, at one moment.</summary>
internal sealed class Snapshot
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

    /// <summary>Applies the steps in the order in which they were appended.</summary>
    /// <exception cref="JournalException">A step contradicts those before it.</exception>
    public void Apply(string journal)
    {
        foreach (var (position, step, line) in _lines.OrderBy(line => line.Position))
        {
            if (Index.FindProblem(line) is { } problem)
            {
                throw JournalErrors.Damaged(journal, position, problem);
            }

            Index.Apply(line);
            LastSteps[line.Key!] = step;
        }
    }
}
