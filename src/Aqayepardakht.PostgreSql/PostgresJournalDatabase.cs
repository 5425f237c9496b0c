using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Npgsql;

namespace Aqayepardakht.PostgreSql;

/// <summary>A PostgreSQL database that keeps journals for many machines.</summary>
public sealed class PostgresJournalDatabase : IJournalDatabase
{
    private readonly PostgresDatabase _database;

    /// <summary>Takes the database; nothing is connected yet.</summary>
    /// <param name="connectionString">
    /// As Npgsql takes it. The server's certificate is verified unless the host is loopback or the string sets SSL Mode.
    /// </param>
    /// <param name="userName">The role; null for the string's own.</param>
    /// <param name="password">Gives the role's password whenever a connection is opened; null for the string's own, or ~/.pgpass.</param>
    /// <exception cref="InvalidInputException">It is no connection string, or names no host or no database.</exception>
    public PostgresJournalDatabase(string connectionString, string? userName = null, Func<string>? password = null)
        : this(connectionString, userName, password, retryTime: null)
    {
    }

    internal PostgresJournalDatabase(string connectionString, string? userName, Func<string>? password, TimeSpan? retryTime) =>
        _database = new PostgresDatabase(connectionString, userName, password, retryTime);

    /// <inheritdoc/>
    public string Name => _database.Name;

    /// <inheritdoc/>
    public WithdrawalJournal Open(string account, Uri endpoint) => new(StoreOf(account, endpoint));

    /// <inheritdoc/>
    public Task<IReadOnlyList<JournalEntry>> ReadAsync(string account, Uri endpoint, CancellationToken cancellationToken = default) =>
        StoreOf(account, endpoint).ReadAllAsync(cancellationToken);

    /// <inheritdoc/>
    public string PreparationScript(string? payerRole) => Preparation.Script(payerRole);

    /// <inheritdoc/>
    public Task PrepareAsync(string? payerRole, CancellationToken cancellationToken = default) => _database.RunAsync(
        async connection =>
        {
            if (await VersionAsync(connection, cancellationToken) is { } version
                && version > PostgresJournalStore.SchemaVersion)
            {
                throw DatabaseErrors.Newer(Name, version);
            }

            await using var command = new NpgsqlCommand(Preparation.Script(payerRole), connection);
            return await command.ExecuteNonQueryAsync(cancellationToken);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<int> ImportAsync(string path, string account, Uri endpoint, CancellationToken cancellationToken = default)
    {
        var address = WithdrawEndpoint.Normalize(endpoint);
        return JournalMove.RunAsync(
            path,
            account,
            address,
            Name,
            lines => new PostgresImport(_database, account, address.AbsoluteUri, lines).RunAsync(cancellationToken),
            cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    private static async Task<int?> VersionAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var exists = new NpgsqlCommand("SELECT to_regclass('aqayepardakht.schema_version') IS NOT NULL", connection);
        if (await exists.ExecuteScalarAsync(cancellationToken) is not true)
        {
            return null;
        }

        await using var version = new NpgsqlCommand("SELECT max(version) FROM aqayepardakht.schema_version", connection);
        return await version.ExecuteScalarAsync(cancellationToken) as int?;
    }

    private PostgresJournalStore StoreOf(string account, Uri endpoint) => new(_database, account, WithdrawEndpoint.Normalize(endpoint));
}
