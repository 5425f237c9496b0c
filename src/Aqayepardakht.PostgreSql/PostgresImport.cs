using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Npgsql;
using NpgsqlTypes;

namespace Aqayepardakht.PostgreSql;

/// <summary>
/// Copies the lines of a journal file into the database, in one transaction. Lines that are there already stay as they are.
/// </summary>
internal sealed class PostgresImport(PostgresDatabase database, string account, string endpoint, IReadOnlyList<JournalLine> lines)
{
    private const string FindSteps = """
        SELECT key, type, at FROM aqayepardakht.step WHERE journal = $1 AND key = ANY ($2) ORDER BY key, step
        """;

    private const string FindForms = """
        SELECT comparison_form, key FROM aqayepardakht.step WHERE journal = $1 AND comparison_form = ANY ($2) AND step = 1
        """;

    private const string FindLikes = """
        SELECT last.amount, last.iban, last.like_step, last.open_keys, last.adopted_in_flight_until
        FROM (SELECT DISTINCT * FROM unnest($2, $3) AS given (amount, iban)) kinds CROSS JOIN LATERAL (
            SELECT s.* FROM aqayepardakht.step s
            WHERE s.journal = $1 AND s.amount = kinds.amount AND s.iban = kinds.iban ORDER BY s.like_step DESC LIMIT 1
        ) last
        """;

    private const string Copy = $"""
        COPY aqayepardakht.step
            (journal, at, {StepColumns.Inserted})
        FROM STDIN (FORMAT BINARY)
        """;

    /// <summary>Copies what is missing.</summary>
    /// <returns>How many idempotency keys were not there before.</returns>
    /// <exception cref="JournalException">The database cannot be used, or says something else of a key or of a withdrawal.</exception>
    public Task<int> RunAsync(CancellationToken cancellationToken) => database.RunAsync(
        async connection =>
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using (var begin = OfJournal(PostgresSession.BeginJournal))
            {
                await begin.ExecuteNonQueryAsync(cancellationToken);
            }

            await using var find = OfJournal("SELECT " + PaymentQuery.Journal);
            var journal = (long)(await find.ExecuteScalarAsync(cancellationToken))!;
            var known = await ReadKnownAsync(connection, journal, cancellationToken);
            try
            {
                var keys = await CopyAsync(connection, journal, known, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return keys;
            }
            catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation)
            {
                throw DatabaseErrors.ImportRefused(database.Name, exception);
            }

            NpgsqlCommand OfJournal(string sql) => new(sql, connection) { Parameters = { Text(account), Text(endpoint) } };
        },
        cancellationToken);

    private async Task<Known> ReadKnownAsync(NpgsqlConnection connection, long journal, CancellationToken cancellationToken)
    {
        var known = new Known();
        string[] keys = [.. lines.Where(line => line.Key is not null).Select(line => line.Key!).Distinct(StringComparer.Ordinal)];
        await ReadAsync(
            FindSteps,
            row => known.AddStep(row.GetString(0), row.GetString(1), row.GetFieldValue<DateTimeOffset>(2)),
            Texts(keys));
        await ReadAsync(
            FindForms,
            row => known.Forms[row.GetString(0)] = row.GetString(1),
            Texts([.. keys.Select(IdempotencyKey.ComparisonForm)]));
        JournalLine[] intents = [.. lines.Where(line => line.Type == JournalLine.Intent)];
        await ReadAsync(
            FindLikes,
            row =>
            {
                var (kind, state) = LikeState.Read(row);
                known.Likes[kind] = state;
            },
            new NpgsqlParameter
            {
                NpgsqlDbType = NpgsqlDbType.Bigint | NpgsqlDbType.Array,
                Value = intents.Select(line => line.Amount!.Value).ToArray(),
            },
            Texts([.. intents.Select(line => line.Iban!)]));
        return known;

        async Task ReadAsync(string sql, Action<NpgsqlDataReader> read, params NpgsqlParameter[] parameters)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            StepColumns.Add(command.Parameters, NpgsqlDbType.Bigint, journal);
            command.Parameters.AddRange(parameters);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                read(reader);
            }
        }
    }

    private async Task<int> CopyAsync(NpgsqlConnection connection, long journal, Known known, CancellationToken cancellationToken)
    {
        var index = new JournalIndex();
        var steps = new Dictionary<string, int>(StringComparer.Ordinal);
        var newKeys = 0;
        await using var writer = await connection.BeginBinaryImportAsync(Copy, cancellationToken);
        foreach (var line in lines)
        {
            index.Apply(line);
            if (line.Key is not { } key)
            {
                continue;
            }

            var step = steps[key] = steps.GetValueOrDefault(key) + 1;
            if (known.Has(key, step, line))
            {
                continue;
            }

            if (known.IsDifferent(key, step))
            {
                throw DatabaseErrors.ImportConflict(database.Name, key);
            }

            newKeys += step == 1 ? 1 : 0;
            var record = index.Find(key)!;
            var kind = (record.Amount, record.Iban);
            var like = known.Likes[kind] = known.Likes.GetValueOrDefault(kind, LikeState.None).After(line, () => record.InHandsUntil);
            await writer.StartRowAsync(cancellationToken);
            var row = new NpgsqlCommand().Parameters;
            StepColumns.Add(row, NpgsqlDbType.Bigint, journal);
            StepColumns.Add(row, NpgsqlDbType.TimestampTz, line.At.ToUniversalTime());
            StepColumns.AddParameters(row, line, step, known.FormOf(key), kind, like, Guid.NewGuid());
            foreach (NpgsqlParameter value in row)
            {
                await (value.Value is DBNull
                    ? writer.WriteNullAsync(cancellationToken)
                    : writer.WriteAsync(value.Value!, value.NpgsqlDbType, cancellationToken));
            }
        }

        await writer.CompleteAsync(cancellationToken);
        return newKeys;
    }

    private static NpgsqlParameter Text(string value) => new() { NpgsqlDbType = NpgsqlDbType.Text, Value = value };

    private static NpgsqlParameter Texts(string[] values) =>
        new() { NpgsqlDbType = NpgsqlDbType.Text | NpgsqlDbType.Array, Value = values };

    /// <summary>What the database has already.</summary>
    private sealed class Known
    {
        private readonly Dictionary<string, List<(string Type, DateTimeOffset At)>> _steps = new(StringComparer.Ordinal);

        /// <summary>The keys by the form in which keys are compared.</summary>
        public Dictionary<string, string> Forms { get; } = new(StringComparer.Ordinal);

        public Dictionary<(long Amount, string Iban), LikeState> Likes { get; } = [];

        public void AddStep(string key, string type, DateTimeOffset at)
        {
            if (!_steps.TryGetValue(key, out var steps))
            {
                _steps[key] = steps = [];
            }

            steps.Add((type, at));
        }

        /// <summary>Whether a step is there. PostgreSQL keeps times to the microsecond.</summary>
        public bool Has(string key, int step, JournalLine line) =>
            _steps.TryGetValue(key, out var steps)
            && step <= steps.Count
            && steps[step - 1].Type == line.Type
            && (steps[step - 1].At - line.At).Duration() < TimeSpan.FromMilliseconds(1);

        /// <summary>Whether another step is there in its place.</summary>
        public bool IsDifferent(string key, int step) => _steps.TryGetValue(key, out var steps) && step <= steps.Count;

        /// <summary>
        /// The form by which a new key is compared. A journal from before look-alikes were refused may have several of one form; the first
        /// keeps it.
        /// </summary>
        public string FormOf(string key)
        {
            var form = IdempotencyKey.ComparisonForm(key);
            return Forms.TryAdd(form, key) || Forms[form] == key ? form : $"{form} {key}";
        }
    }
}
