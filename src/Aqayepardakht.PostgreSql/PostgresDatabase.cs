using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using Npgsql;

namespace Aqayepardakht.PostgreSql;

/// <summary>
/// Runs commands over connections that may break at any moment. What reads is simply run again; what writes is looked up first.
/// </summary>
internal sealed class PostgresDatabase : IDisposable
{
    /// <summary>For how long a server that does not respond is tried again: as long as a restart or a failover takes.</summary>
    private static readonly TimeSpan DefaultRetryTime = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(2);

    private readonly NpgsqlDataSource _source;
    private readonly TimeSpan _retryTime;

    /// <summary>Whether the server was ever reached. One that never was is more likely a wrong name than a restart.</summary>
    private bool _wasReached;

    public PostgresDatabase(string connectionString, string? userName, Func<string>? password, TimeSpan? retryTime)
    {
        _retryTime = retryTime ?? DefaultRetryTime;
        var settings = PostgresConnectionString.Parse(connectionString, userName);
        Name = PostgresConnectionString.NameOf(settings);
        if (password is not null)
        {
            // The one that is given apart counts.
            settings.Remove("Password");
        }

        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        if (password is not null)
        {
            builder.UsePasswordProvider(_ => password(), (_, _) => new ValueTask<string>(password()));
        }

        _source = builder.Build();
    }

    /// <summary>The database as messages name it.</summary>
    public string Name { get; }

    public void Dispose() => _source.Dispose();

    /// <summary>Runs what only reads, as often as it takes.</summary>
    /// <exception cref="JournalException">The database cannot be reached, is not prepared, or does not allow it.</exception>
    public Task<T> RunAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken) =>
        RetryAsync(async () =>
        {
            await using var connection = await _source.OpenConnectionAsync(cancellationToken);
            return await work(connection);
        }, cancellationToken);

    /// <summary>Runs what writes one step, until it is known to be done.</summary>
    /// <param name="write">Writes the step in one transaction.</param>
    /// <param name="find">Gives what <paramref name="write"/> would, when the step is there already; null when it is not.</param>
    /// <exception cref="JournalChangedException">Somebody else was faster.</exception>
    /// <exception cref="JournalException">
    /// The database cannot be reached, is not prepared, or does not allow it; whether the step is there may then be unknown.
    /// </exception>
    public Task<T> RunUntilKnownAsync<T>(Func<NpgsqlConnection, Task<T>> write, Func<NpgsqlConnection, Task<T?>> find)
        where T : struct
    {
        var mayBeDone = false;
        return RetryAsync(async () =>
        {
            await using var connection = await _source.OpenConnectionAsync();
            if (mayBeDone && await find(connection) is { } done)
            {
                return done;
            }

            try
            {
                // An attempt that was cut off may still be committed while this one is made; both have one number, so one of them fails.
                mayBeDone = true;
                return await write(connection);
            }
            catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation)
            {
                await using var other = await _source.OpenConnectionAsync();
                return await find(other) ?? throw new JournalChangedException();
            }
        }, CancellationToken.None);
    }

    /// <remarks>On the thread pool, where no continuation waits for the thread of a user interface.</remarks>
    private Task<T> RetryAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken) =>
        Task.Run(() => RetryOnPoolAsync(work, cancellationToken), cancellationToken);

    private async Task<T> RetryOnPoolAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        var elapsed = Stopwatch.StartNew();
        for (var delay = FirstDelay; ; delay = delay + delay < MaxDelay ? delay + delay : MaxDelay)
        {
            try
            {
                var result = await work();
                _wasReached = true;
                return result;
            }
            catch (NpgsqlException exception)
            {
                if (!_wasReached || !IsPassing(exception) || elapsed.Elapsed >= _retryTime)
                {
                    throw DatabaseErrors.Translate(Name, exception);
                }
            }
            catch (TimeoutException exception)
            {
                if (!_wasReached || elapsed.Elapsed >= _retryTime)
                {
                    throw DatabaseErrors.Translate(Name, exception);
                }
            }

            await Task.Delay(delay, cancellationToken);
        }
    }

    /// <summary>
    /// Whether the same command may succeed in a moment: the network, a restart, a failover, too many connections, a conflict.
    /// </summary>
    private static bool IsPassing(NpgsqlException exception) => exception is PostgresException error
        ? error.IsTransient || error.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected
            or PostgresErrorCodes.ReadOnlySqlTransaction || error.SqlState.StartsWith("57P", StringComparison.Ordinal)
            || error.SqlState.StartsWith("08", StringComparison.Ordinal)
        : exception.IsTransient
            || exception.InnerException is System.IO.IOException or System.Net.Sockets.SocketException or TimeoutException;
}
