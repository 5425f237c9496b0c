using System;
using System.Threading.Tasks;

namespace Aqayepardakht.PostgreSql.Tests;

/// <summary>A prepared database of a test's own, and the role of its payers.</summary>
internal sealed class TestJournal
{
    public static readonly Uri Endpoint = new("http://127.0.0.1:9/");

    private readonly PostgresCluster _cluster;

    private TestJournal(PostgresCluster cluster, string database, string payer)
    {
        _cluster = cluster;
        Database = database;
        Payer = payer;
    }

    public string Database { get; }

    /// <summary>A role that may do what a payer needs, and nothing else.</summary>
    public string Payer { get; }

    public static async Task<TestJournal> PrepareAsync(PostgresCluster cluster)
    {
        var journal = new TestJournal(cluster, await cluster.CreateDatabaseAsync(), await cluster.CreateRoleAsync());
        using var database = new PostgresJournalDatabase(cluster.ConnectionString(journal.Database));
        await database.PrepareAsync(journal.Payer);
        return journal;
    }

    /// <summary>Connects as a payer does.</summary>
    /// <param name="port">The port of what stands before the server; null for the server itself.</param>
    /// <param name="retryTime">For how long a server that does not respond is tried again; null for the usual time.</param>
    public PostgresJournalDatabase Connect(int? port = null, TimeSpan? retryTime = null) =>
        new(_cluster.ConnectionString(Database, Payer, port), null, null, retryTime);
}
