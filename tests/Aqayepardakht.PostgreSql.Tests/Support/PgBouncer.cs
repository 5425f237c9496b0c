using System;
using System.Diagnostics;
using System.IO;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Aqayepardakht.PostgreSql.Tests;

/// <summary>A PgBouncer in transaction mode before a server: each transaction may get another connection of the server.</summary>
internal sealed class PgBouncer : IAsyncDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "aqp-pgbouncer-" + Path.GetRandomFileName());
    private readonly Process _process;

    private PgBouncer(PostgresCluster cluster, string database, string role)
    {
        Directory.CreateDirectory(_folder);
        var users = Path.Combine(_folder, "users.txt");
        File.WriteAllText(users, $"\"{role}\" \"{PostgresCluster.Password}\"\n");
        var settings = Path.Combine(_folder, "pgbouncer.ini");
        File.WriteAllText(settings, $"""
            [databases]
            {database} = host=127.0.0.1 port={cluster.Port} dbname={database} user={role} password={PostgresCluster.Password}
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {Port}
            unix_socket_dir =
            auth_type = plain
            auth_file = {users}
            pool_mode = transaction
            default_pool_size = 2
            ignore_startup_parameters = extra_float_digits
            """);
        if (PostgresBinaries.RunsAsPostgres)
        {
            Process.Start("chown", ["-R", "postgres", _folder]).WaitForExit();
        }

        _process = Process.Start(PostgresBinaries.Prepare(PostgresBinaries.PgBouncer!, settings))!;
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    public int Port { get; } = FreePort.Find();

    public static async Task<PgBouncer> StartAsync(PostgresCluster cluster, string database, string role)
    {
        var bouncer = new PgBouncer(cluster, database, role);
        while (!bouncer._process.HasExited)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync("127.0.0.1", bouncer.Port);
                return bouncer;
            }
            catch (SocketException)
            {
                await Task.Delay(20);
            }
        }

        throw new InvalidOperationException("PgBouncer ended at once.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
