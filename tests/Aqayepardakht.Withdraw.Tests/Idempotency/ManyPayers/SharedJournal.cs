using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht.Tests.Idempotency.ManyPayers;

/// <summary>
/// A journal in memory that many payers share and that holds nobody out: a session knows what one payment needs, as a database looks it
/// up, and a step that was decided on another state than the present one is refused.
/// </summary>
internal sealed class SharedJournal
{
    private readonly List<Step> _steps = [];

    /// <summary>Why the journal cannot be reached for this step, or to acquire it when there is none; null when it can.</summary>
    public Func<JournalLine?, Exception?> Fault { get; set; } = _ => null;

    /// <summary>All lines.</summary>
    public IEnumerable<JournalLine> Lines => _steps.Select(step => step.Line);

    /// <summary>All that is in it.</summary>
    public JournalIndex Read() => Apply(_steps, new JournalIndex());

    /// <summary>The journal as one payer reaches it.</summary>
    /// <param name="clock">The journal's clock.</param>
    /// <param name="turn">Where other payers can act; null for nowhere.</param>
    public WithdrawalJournal For(IJournalClock clock, Func<Task>? turn = null) => new(new Store(this, clock, turn ?? (() => Task.CompletedTask)));

    private static JournalIndex Apply(IEnumerable<Step> steps, JournalIndex index)
    {
        index.Apply(new JournalLine { Type = JournalLine.Header, Account = "100200300", Endpoint = WithdrawEndpoint.Default.AbsoluteUri });
        foreach (var step in steps)
        {
            if (index.FindProblem(step.Line) is { } problem)
            {
                throw new InvalidOperationException(problem.English);
            }

            index.Apply(step.Line);
        }

        return index;
    }

    private void ThrowFault(JournalLine? line)
    {
        if (Fault(line) is { } fault)
        {
            throw fault;
        }
    }

    private sealed record Step(JournalLine Line, long Amount, string Iban);

    private sealed class Store(SharedJournal journal, IJournalClock clock, Func<Task> turn) : IJournalStore
    {
        public string Name => "shared";

        public IJournalClock Clock => clock;

        public bool IsExclusive => false;

        public bool WasBegun { get; private set; }

        public async Task<IJournalSession> AcquireAsync(string idempotencyKey, WithdrawalRequest? request, CancellationToken cancellationToken) =>
            await OpenAsync(idempotencyKey, request);

        public async Task<IJournalView> PeekAsync(string? idempotencyKey, WithdrawalRequest request, CancellationToken cancellationToken) =>
            await OpenAsync(idempotencyKey, request);

        private async Task<Session> OpenAsync(string? key, WithdrawalRequest? request)
        {
            await turn();
            journal.ThrowFault(null);
            return new Session(journal, turn, key, request, () => WasBegun = true);
        }
    }

    private sealed class Session : IJournalSession
    {
        private readonly SharedJournal _journal;
        private readonly Func<Task> _turn;
        private readonly string? _key;
        private readonly Action _onBegun;
        private readonly HashSet<(long Amount, string Iban)> _groups = [];
        private int _known;

        public Session(SharedJournal journal, Func<Task> turn, string? key, WithdrawalRequest? request, Action onBegun)
        {
            _journal = journal;
            _turn = turn;
            _key = key;
            _onBegun = onBegun;
            var all = journal.Read();
            var record = key is null ? null : all.Find(key);
            if (request is not null)
            {
                _groups.Add((request.Amount, request.Iban));
            }

            if (record is not null)
            {
                _groups.Add((record.Amount, record.Iban));
            }

            if (journal._steps.Count == 0)
            {
                return;
            }

            var lookAlike = key is null ? null : all.FindLookAlike(key);
            var keys = all.Records
                .Where(other => other.Key == key || other.Key == lookAlike
                    || (other.State == JournalState.Open && _groups.Contains((other.Amount, other.Iban))))
                .Select(other => other.Key)
                .ToHashSet();
            Apply(journal._steps.Where(step => keys.Contains(step.Line.Key!)), Index);
            Index.Restore(all.HighestId, all.ResponsesDiffer, all.GatewayClockOffset);
            foreach (var (amount, iban) in _groups)
            {
                if (all.AdoptedInFlightUntil(new JournalRecord(string.Empty) { Amount = amount, Iban = iban }) is { } until)
                {
                    Index.ObserveAdopted(amount, iban, until);
                }
            }

            _known = StepsOfGroups;
        }

        public JournalIndex Index { get; } = new();

        private int StepsOfGroups => _journal._steps.Count(step => step.Line.Key == _key || _groups.Contains((step.Amount, step.Iban)));

        public async Task LoadClaimsAsync(IEnumerable<long> ids, CancellationToken cancellationToken)
        {
            await _turn();
            var all = _journal.Read();
            foreach (var id in ids.Where(all.IsClaimed))
            {
                Index.RestoreClaim(id);
            }
        }

        public async Task EnsureUnchangedAsync(CancellationToken cancellationToken)
        {
            await _turn();
            ThrowIfChanged();
        }

        public async Task AppendAsync(JournalLine line, bool flushToDisk)
        {
            await _turn();
            _journal.ThrowFault(line);
            ThrowIfChanged();
            var all = _journal.Read();
            if (line.Id is { } id && all.IsClaimed(id))
            {
                throw new JournalChangedException();
            }

            var payment = line.Type == JournalLine.Intent ? (line.Amount!.Value, line.Iban!) : (all.Find(line.Key!)!.Amount, all.Find(line.Key!)!.Iban);
            if (_journal._steps.Count == 0)
            {
                Apply([], Index);
                _onBegun();
            }

            _journal._steps.Add(new Step(line, payment.Item1, payment.Item2));
            _journal.Read();
            Index.Apply(line);
            _known = StepsOfGroups;

            // The caller may be killed before it learns that the step was written.
            await _turn();
        }

        public void Dispose()
        {
        }

        private void ThrowIfChanged()
        {
            if (StepsOfGroups != _known)
            {
                throw new JournalChangedException();
            }
        }
    }
}
