using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Npgsql;
using NpgsqlTypes;

namespace Aqayepardakht.PostgreSql;

/// <summary>
/// A journal in a PostgreSQL database. Nothing is held between two steps: what a step was decided on is checked by the database.
/// </summary>
internal sealed class PostgresJournalStore : IJournalStore
{
    /// <summary>The version of the schema that this code reads and writes.</summary>
    public const int SchemaVersion = 1;

    private const string Facts = """
        SELECT clock_timestamp(), (SELECT max(version) FROM aqayepardakht.schema_version), j.id,
            greatest(
                (SELECT max(s.id) FROM aqayepardakht.step s WHERE s.journal = j.id AND s.type = 'made'),
                (SELECT max(s.baseline_id) FROM aqayepardakht.step s WHERE s.journal = j.id AND s.type = 'intent')),
            EXISTS (SELECT FROM aqayepardakht.step s WHERE s.journal = j.id AND s.differs),
            c.created_at, c.requested_at
        FROM (SELECT 1) one
        LEFT JOIN aqayepardakht.journal j ON j.account = $1 AND j.endpoint = $2
        LEFT JOIN LATERAL (
            SELECT m.created_at, (
                SELECT i.at FROM aqayepardakht.step i
                WHERE i.journal = m.journal AND i.key = m.key AND i.step < m.step AND i.type = 'intent' ORDER BY i.step DESC LIMIT 1
            ) AS requested_at
            FROM aqayepardakht.step m
            WHERE m.journal = j.id AND m.type = 'made' AND m.adopted IS NOT TRUE AND m.created_at IS NOT NULL
            ORDER BY m.position DESC LIMIT 1
        ) c ON true
        """;

    /// <summary>For how long a preview serves the payment that follows it; what changed since, its first step runs into.</summary>
    private static readonly TimeSpan PeekedLifetime = TimeSpan.FromSeconds(1);

    private const string AllSteps =
        $"SELECT position, step, {StepColumns.Selected} FROM aqayepardakht.step WHERE journal = {PaymentQuery.Journal}";

    private readonly PostgresDatabase _database;
    private readonly DatabaseClock _clock = new();
    private readonly string _account;
    private readonly string _endpoint;
    private PostgresSession? _peeked;

    public PostgresJournalStore(PostgresDatabase database, string account, Uri endpoint)
    {
        _database = database;
        _account = account;
        _endpoint = endpoint.AbsoluteUri;
    }

    public string Name => _database.Name;

    public bool IsExclusive => false;

    public bool WasBegun { get; private set; }

    public IJournalClock Clock => _clock;

    public async Task<IJournalSession> AcquireAsync(
        string idempotencyKey,
        WithdrawalRequest? request,
        CancellationToken cancellationToken) =>
        TakePeeked(idempotencyKey, request) ?? await ReadAsync(idempotencyKey, request, cancellationToken).ConfigureAwait(false);

    public async Task<IJournalView> PeekAsync(string? idempotencyKey, WithdrawalRequest request, CancellationToken cancellationToken)
    {
        var peeked = await ReadAsync(idempotencyKey, request, cancellationToken).ConfigureAwait(false);
        _peeked = peeked;
        return peeked;
    }

    /// <summary>Reads the whole journal, in the order in which its keys were first used.</summary>
    /// <exception cref="JournalException">The database cannot be reached or is not prepared.</exception>
    public Task<IReadOnlyList<JournalEntry>> ReadAllAsync(CancellationToken cancellationToken) => _database.RunAsync(
        async connection =>
        {
            await using var batch = new NpgsqlBatch(connection);
            var all = new PaymentQuery(_account, _endpoint, null, null);
            batch.BatchCommands.Add(all.Command(Facts));
            batch.BatchCommands.Add(all.Command(AllSteps));
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            var snapshot = await ReadFactsAsync(reader, cancellationToken);
            await reader.NextResultAsync(cancellationToken);
            await ReadStepsAsync(snapshot, reader, cancellationToken);
            snapshot.Apply(Name);
            return (IReadOnlyList<JournalEntry>)[.. snapshot.Index.Records.Select(record => new JournalEntry(record))];
        },
        cancellationToken);

    private PostgresSession? TakePeeked(string key, WithdrawalRequest? request)
    {
        var peeked = _peeked;
        _peeked = null;
        return peeked is not null && peeked.IsOf(key, request) && peeked.Age < PeekedLifetime ? peeked : null;
    }

    private async Task<PostgresSession> ReadAsync(string? key, WithdrawalRequest? request, CancellationToken cancellationToken)
    {
        var payment = new PaymentQuery(_account, _endpoint, key, request);
        var snapshot = await _database.RunAsync(connection => ReadAsync(payment, connection, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        return new PostgresSession(_database, payment, snapshot, onBegun: () => WasBegun = true);
    }

    private async Task<Snapshot> ReadAsync(PaymentQuery payment, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"));
        batch.BatchCommands.Add(payment.Command(Facts));
        batch.BatchCommands.Add(payment.Command(PaymentQuery.Likes));
        batch.BatchCommands.Add(payment.Command(PaymentQuery.OwnSteps));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var snapshot = await ReadFactsAsync(reader, cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var (kind, state) = LikeState.Read(reader);
            snapshot.Likes[kind] = state;
            if (state.AdoptedInFlightUntil is { } until)
            {
                snapshot.Index.ObserveAdopted(kind.Amount, kind.Iban, until);
            }
        }

        await reader.NextResultAsync(cancellationToken);
        await ReadStepsAsync(snapshot, reader, cancellationToken);
        await reader.CloseAsync();
        if (snapshot.MissingKeys is { Length: > 0 } missing)
        {
            // What was appended since the likes were read, the next step runs into.
            await using var command = new NpgsqlCommand(PaymentQuery.StepsOfKeys, connection);
            StepColumns.Add(command.Parameters, NpgsqlDbType.Text, _account);
            StepColumns.Add(command.Parameters, NpgsqlDbType.Text, _endpoint);
            StepColumns.Add(command.Parameters, NpgsqlDbType.Text | NpgsqlDbType.Array, missing);
            await using var others = await command.ExecuteReaderAsync(cancellationToken);
            await ReadStepsAsync(snapshot, others, cancellationToken);
        }

        snapshot.Apply(Name);
        return snapshot;
    }

    private static async Task ReadStepsAsync(Snapshot snapshot, NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        while (await reader.ReadAsync(cancellationToken))
        {
            snapshot.Add(reader.GetInt64(0), reader.GetInt32(1), StepColumns.Read(reader, 2));
        }
    }

    private async Task<Snapshot> ReadFactsAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken);
        var version = reader.IsDBNull(1) ? 0 : reader.GetInt32(1);
        if (version != SchemaVersion)
        {
            throw version > SchemaVersion ? DatabaseErrors.Newer(Name, version) : DatabaseErrors.NotInitialized(Name);
        }

        var now = reader.GetFieldValue<DateTimeOffset>(0);
        _clock.Set(now);
        if (reader.IsDBNull(2))
        {
            return new Snapshot(null, JournalFacts.None);
        }

        TimeSpan? offset = reader.IsDBNull(5) || reader.IsDBNull(6)
            ? null
            : IranTime.ToUtc(reader.GetDateTime(5)) - reader.GetFieldValue<DateTimeOffset>(6).UtcDateTime;
        var facts = new JournalFacts(reader.IsDBNull(3) ? 0 : reader.GetInt64(3), reader.GetBoolean(4), offset);
        return new Snapshot(JournalSteps.Header(_account, _endpoint, now), facts);
    }
}
