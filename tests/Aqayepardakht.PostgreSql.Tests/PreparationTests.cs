using System;
using System.Threading.Tasks;
using Xunit;

namespace Aqayepardakht.PostgreSql.Tests;

/// <summary>Making a database a journal, and what a payer may do there.</summary>
[Collection(SharedCluster.Name)]
public sealed class PreparationTests(PostgresCluster cluster)
{
    private static readonly Uri Gateway = new("https://panel.aqayepardakht.ir/api/v2/withdraw/");

    [PostgresFact]
    public async Task Preparing_again_changes_nothing()
    {
        var journal = await TestJournal.PrepareAsync(cluster);
        var before = await SchemaAsync(journal.Database);
        using var administrator = new PostgresJournalDatabase(cluster.ConnectionString(journal.Database));

        await administrator.PrepareAsync(journal.Payer);

        Assert.Equal(before, await SchemaAsync(journal.Database));
    }

    [PostgresFact]
    public async Task Several_who_prepare_at_once_all_succeed()
    {
        var name = await cluster.CreateDatabaseAsync();

        await Task.WhenAll(PrepareAsync(), PrepareAsync(), PrepareAsync());

        Assert.Equal("1", await cluster.ExecuteAsync(name, "SELECT string_agg(version::text, ',') FROM aqayepardakht.schema_version"));

        async Task PrepareAsync()
        {
            using var database = new PostgresJournalDatabase(cluster.ConnectionString(name));
            await database.PrepareAsync(null);
        }
    }

    [PostgresFact]
    public async Task The_script_makes_what_preparing_makes()
    {
        var journal = await TestJournal.PrepareAsync(cluster);
        var scripted = await cluster.CreateDatabaseAsync();
        using var database = new PostgresJournalDatabase(cluster.ConnectionString(scripted));

        await cluster.ExecuteAsync(scripted, database.PreparationScript(journal.Payer));

        Assert.Equal(await SchemaAsync(journal.Database), await SchemaAsync(scripted));
    }

    [PostgresTheory]
    [InlineData("UPDATE aqayepardakht.step SET amount = 1")]
    [InlineData("DELETE FROM aqayepardakht.step")]
    [InlineData("TRUNCATE aqayepardakht.step CASCADE")]
    [InlineData("UPDATE aqayepardakht.journal SET account = '1'")]
    [InlineData("DELETE FROM aqayepardakht.journal")]
    [InlineData("INSERT INTO aqayepardakht.schema_version (version) VALUES (2)")]
    [InlineData("DROP TABLE aqayepardakht.step")]
    public async Task A_payer_can_change_nothing_that_was_recorded(string sql)
    {
        var journal = await TestJournal.PrepareAsync(cluster);

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => cluster.ExecuteAsync(journal.Database, sql, journal.Payer));

        Assert.Matches("permission denied|must be owner", exception.Message);
    }

    [PostgresFact]
    public async Task A_database_that_is_not_prepared_is_refused_before_anything_is_sent()
    {
        using var database = new PostgresJournalDatabase(cluster.ConnectionString(await cluster.CreateDatabaseAsync()));

        Assert.Equal(JournalErrorKind.DatabaseNotInitialized, await KindAsync(database));
    }

    [PostgresFact]
    public async Task A_database_of_a_later_version_is_refused_and_not_prepared_again()
    {
        var journal = await TestJournal.PrepareAsync(cluster);
        await cluster.ExecuteAsync(journal.Database, "INSERT INTO aqayepardakht.schema_version (version) VALUES (2)");
        using var payer = journal.Connect();
        using var administrator = new PostgresJournalDatabase(cluster.ConnectionString(journal.Database));

        Assert.Equal(JournalErrorKind.DatabaseNewer, await KindAsync(payer));
        var exception = await Assert.ThrowsAsync<JournalException>(() => administrator.PrepareAsync(null));
        Assert.Equal(JournalErrorKind.DatabaseNewer, exception.Kind);
    }

    [PostgresFact]
    public async Task A_role_without_rights_and_a_wrong_password_are_denied()
    {
        var journal = await TestJournal.PrepareAsync(cluster);
        using var stranger = new PostgresJournalDatabase(cluster.ConnectionString(journal.Database, await cluster.CreateRoleAsync()));
        using var mistyped = new PostgresJournalDatabase(cluster.ConnectionString(journal.Database), null, () => "mistyped-passw0rd");

        Assert.Equal(JournalErrorKind.DatabaseDenied, await KindAsync(stranger));
        Assert.Equal(JournalErrorKind.DatabaseDenied, await KindAsync(mistyped));
    }

    [PostgresFact]
    public async Task A_host_where_nothing_listens_is_an_error_at_once_that_names_it_and_no_password()
    {
        var port = FreePort.Find();
        using var database = new PostgresJournalDatabase(cluster.ConnectionString("payments", null, port));

        var exception = await Assert.ThrowsAsync<JournalException>(() => database.ReadAsync("100200300", Gateway));

        Assert.Equal(JournalErrorKind.DatabaseUnreachable, exception.Kind);
        Assert.Contains($"payments on 127.0.0.1:{port}", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(PostgresCluster.Password, exception.ToString(), StringComparison.Ordinal);
    }

    private static async Task<JournalErrorKind> KindAsync(PostgresJournalDatabase database) =>
        (await Assert.ThrowsAsync<JournalException>(() => database.ReadAsync("100200300", Gateway))).Kind;

    /// <summary>Every table, column, index and right, as text.</summary>
    private Task<string> SchemaAsync(string database) => cluster.ExecuteAsync(database, """
        SELECT table_name, column_name, data_type, column_default, is_nullable FROM information_schema.columns
        WHERE table_schema = 'aqayepardakht' ORDER BY table_name, column_name;
        SELECT indexdef FROM pg_indexes WHERE schemaname = 'aqayepardakht' ORDER BY indexname;
        SELECT table_name, grantee, privilege_type FROM information_schema.role_table_grants
        WHERE table_schema = 'aqayepardakht' ORDER BY table_name, grantee, privilege_type;
        SELECT version FROM aqayepardakht.schema_version;
        """);
}
