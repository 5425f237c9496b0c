using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Npgsql;
using NpgsqlTypes;

namespace Aqayepardakht.PostgreSql;

/// <summary>One decision about a payment: what the database knew, and the steps that follow from it.</summary>
internal sealed class PostgresSession(PostgresDatabase database, PaymentQuery payment, Snapshot snapshot, Action onBegun) : IJournalSession
{
    public const string BeginJournal =
        "INSERT INTO aqayepardakht.journal (account, endpoint) VALUES ($1, $2) ON CONFLICT DO NOTHING";

    private const string InsertStep = $"""
        INSERT INTO aqayepardakht.step
            (journal, {StepColumns.Inserted})
        SELECT j.id, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27
        FROM aqayepardakht.journal j WHERE j.account = $1 AND j.endpoint = $2
        RETURNING at
        """;

    private const string FindStep = """
        SELECT s.token, s.at FROM aqayepardakht.step s JOIN aqayepardakht.journal j ON j.id = s.journal
        WHERE j.account = $1 AND j.endpoint = $2 AND s.key = $3 AND s.step = $4
        """;

    private const string LastStep =
        $"SELECT coalesce(max(step), 0) FROM aqayepardakht.step WHERE journal = {PaymentQuery.Journal} AND key = $3::text";

    private const string FindClaims = """
        SELECT s.id FROM aqayepardakht.step s JOIN aqayepardakht.journal j ON j.id = s.journal
        WHERE j.account = $1 AND j.endpoint = $2 AND s.type = 'made' AND s.id = ANY ($3)
        """;

    public JournalIndex Index => snapshot.Index;

    /// <summary>How long ago this was read.</summary>
    public TimeSpan Age => snapshot.Age;

    /// <summary>Whether this is about a payment.</summary>
    public bool IsOf(string key, WithdrawalRequest? request) => payment.IsOf(key, request);

    public Task LoadClaimsAsync(IEnumerable<long> ids, CancellationToken cancellationToken)
    {
        long[] unknown = [.. ids.Where(id => !Index.IsClaimed(id))];
        return unknown.Length == 0 ? Task.CompletedTask : database.RunAsync(
            async connection =>
            {
                await using var command = new NpgsqlCommand(FindClaims, connection);
                AddJournal(command.Parameters);
                StepColumns.Add(command.Parameters, NpgsqlDbType.Bigint | NpgsqlDbType.Array, unknown);
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                while (await reader.ReadAsync(cancellationToken))
                {
                    Index.RestoreClaim(reader.GetInt64(0));
                }

                return true;
            },
            cancellationToken);
    }

    public Task EnsureUnchangedAsync(CancellationToken cancellationToken) => database.RunAsync(
        async connection =>
        {
            await using var batch = new NpgsqlBatch(connection);
            batch.BatchCommands.Add(payment.Command(LastStep));
            batch.BatchCommands.Add(payment.Command(PaymentQuery.Likes));
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            var isSame = payment.Key is null || reader.GetInt32(0) == snapshot.LastSteps.GetValueOrDefault(payment.Key);
            await reader.NextResultAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                var (kind, state) = LikeState.Read(reader);
                isSame &= state.Step == snapshot.Likes.GetValueOrDefault(kind, LikeState.None).Step;
            }

            return isSame ? true : throw new JournalChangedException();
        },
        cancellationToken);

    public async Task AppendAsync(JournalLine line, bool flushToDisk)
    {
        var record = Index.Find(line.Key!);
        var kind = line.Type == JournalLine.Intent ? (line.Amount!.Value, line.Iban!) : (record!.Amount, record.Iban);
        var like = snapshot.Likes.GetValueOrDefault(kind, LikeState.None).After(line, () => record!.InHandsUntil);
        var step = snapshot.LastSteps.GetValueOrDefault(line.Key!) + 1;
        if (Index.Account is not null && Index.FindProblem(line) is { } problem)
        {
            throw JournalErrors.Damaged(database.Name, step, problem);
        }

        line.At = await InsertAsync(line, kind, like, step, flushToDisk || line.Type == JournalLine.Made).ConfigureAwait(false);
        if (Index.Account is null)
        {
            Index.Apply(JournalSteps.Header(payment.Account, payment.Endpoint, line.At));
        }

        snapshot.Likes[kind] = like;
        snapshot.LastSteps[line.Key!] = step;
        Index.Apply(line);
    }

    public void Dispose()
    {
        // Nothing is held.
    }

    /// <returns>When the step was recorded, by the database's clock.</returns>
    private Task<DateTimeOffset> InsertAsync(JournalLine line, (long Amount, string Iban) kind, LikeState like, int step, bool flush)
    {
        var token = Guid.NewGuid();
        return database.RunUntilKnownAsync(InsertOnceAsync, FindAsync);

        async Task<DateTimeOffset> InsertOnceAsync(NpgsqlConnection connection)
        {
            await using var batch = new NpgsqlBatch(connection);
            batch.BatchCommands.Add(new NpgsqlBatchCommand("BEGIN"));
            if (flush)
            {
                batch.BatchCommands.Add(new NpgsqlBatchCommand("SET LOCAL synchronous_commit = on"));
            }

            var begin = new NpgsqlBatchCommand(BeginJournal);
            if (Index.Account is null)
            {
                AddJournal(begin.Parameters);
                batch.BatchCommands.Add(begin);
            }

            var insert = new NpgsqlBatchCommand(InsertStep);
            AddJournal(insert.Parameters);
            StepColumns.AddParameters(insert.Parameters, line, step, IdempotencyKey.ComparisonForm(line.Key!), kind, like, token);
            batch.BatchCommands.Add(insert);
            batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
            await using var reader = await batch.ExecuteReaderAsync();
            await reader.ReadAsync();
            var at = reader.GetFieldValue<DateTimeOffset>(0);
            await reader.NextResultAsync();
            if (begin.RecordsAffected > 0)
            {
                onBegun();
            }

            return at;
        }

        // When this very attempt is there, its response was lost; when another is, somebody else was faster.
        async Task<DateTimeOffset?> FindAsync(NpgsqlConnection connection)
        {
            await using var command = new NpgsqlCommand(FindStep, connection);
            AddJournal(command.Parameters);
            StepColumns.Add(command.Parameters, NpgsqlDbType.Text, line.Key);
            StepColumns.Add(command.Parameters, NpgsqlDbType.Integer, step);
            await using var reader = await command.ExecuteReaderAsync();
            return await reader.ReadAsync() && reader.GetGuid(0) == token
                ? reader.GetFieldValue<DateTimeOffset>(1)
                : null;
        }
    }

    private void AddJournal(NpgsqlParameterCollection parameters)
    {
        StepColumns.Add(parameters, NpgsqlDbType.Text, payment.Account);
        StepColumns.Add(parameters, NpgsqlDbType.Text, payment.Endpoint);
    }
}
