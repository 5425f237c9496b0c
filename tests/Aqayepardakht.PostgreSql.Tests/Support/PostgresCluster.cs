using System;
using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace Aqayepardakht.PostgreSql.Tests;

/// <summary>A PostgreSQL server of the tests' own: in a temporary folder, on a free port of loopback, ended with the tests.</summary>
public sealed class PostgresCluster : IAsyncLifetime
{
    /// <summary>The password of every role, so that a test can look for it where it must not be.</summary>
    public const string Password = "pg-passw0rd-of-the-tests";

    private const string Administrator = "administrator";

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "aqp-postgres-" + Path.GetRandomFileName());

    public int Port { get; } = FreePort.Find();

    private string DataFolder => Path.Combine(_folder, "data");

    public async Task InitializeAsync()
    {
        if (PostgresBinaries.Folder is null)
        {
            return;
        }

        Directory.CreateDirectory(_folder);
        var passwordFile = Path.Combine(_folder, "password");
        await File.WriteAllTextAsync(passwordFile, Password);
        if (PostgresBinaries.RunsAsPostgres)
        {
            using var chown = System.Diagnostics.Process.Start("chown", ["-R", "postgres", _folder]);
            await chown.WaitForExitAsync();
        }

        PostgresBinaries.Run(
            Program("initdb"), "-D", DataFolder, "-U", Administrator, "--pwfile", passwordFile, "-A", "scram-sha-256", "-E", "UTF8", "--locale=C", "--no-sync");
        Start();
    }

    public async Task DisposeAsync()
    {
        if (!Directory.Exists(_folder))
        {
            return;
        }

        StopImmediately();
        await Task.Run(() => Directory.Delete(_folder, recursive: true));
    }

    /// <summary>Starts the server and returns when it takes connections.</summary>
    public void Start() => PostgresBinaries.Run(
        Program("pg_ctl"), "-D", DataFolder, "-w", "-l", Path.Combine(_folder, "log"), "-o",
        $"-p {Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200", "start");

    /// <summary>Ends the server as a power failure would: no checkpoint, every connection cut.</summary>
    public void StopImmediately() => PostgresBinaries.Run(Program("pg_ctl"), "-D", DataFolder, "-w", "-m", "immediate", "stop");

    /// <summary>Makes a database of the test's own.</summary>
    /// <returns>Its name.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = "test_" + Guid.NewGuid().ToString("N");
        await ExecuteAsync("postgres", $"CREATE DATABASE {name}");
        return name;
    }

    /// <summary>Makes a role that may log in and nothing else.</summary>
    /// <returns>Its name.</returns>
    public async Task<string> CreateRoleAsync()
    {
        var name = "role_" + Guid.NewGuid().ToString("N");
        await ExecuteAsync("postgres", $"CREATE ROLE {name} LOGIN PASSWORD '{Password}'");
        return name;
    }

    /// <summary>How to connect to a database, as the administrator or as a role.</summary>
    public string ConnectionString(string database, string? role = null, int? port = null) =>
        FormattableString.Invariant($"Host=127.0.0.1;Port={port ?? Port};Database={database};Username={role ?? Administrator};Password={Password}");

    /// <summary>Runs SQL, as the administrator or as a role.</summary>
    /// <returns>What it gives, a row a line.</returns>
    public Task<string> ExecuteAsync(string database, string sql, string? role = null) => Task.Run(() => PostgresBinaries.Run(
        Program("psql"),
        FormattableString.Invariant($"postgresql://{role ?? Administrator}:{Password}@127.0.0.1:{Port}/{database}"),
        "--no-psqlrc", "-v", "ON_ERROR_STOP=1", "-Atq", "-c", sql));

    private static string Program(string name) => Path.Combine(PostgresBinaries.Folder!, name);
}

/// <summary>One server for all tests that do not stop it.</summary>
[CollectionDefinition(Name)]
public sealed class SharedCluster : ICollectionFixture<PostgresCluster>
{
    public const string Name = "PostgreSQL";
}
