using System;
using System.Collections.Generic;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Aqayepardakht.Sandbox;

namespace Aqayepardakht.PostgreSql.Tests;

/// <summary>One machine that pays, with connections of its own to the gateway and to the database.</summary>
internal sealed class Payer : IDisposable
{
    /// <summary>The encryption key that the gateway of these tests expects.</summary>
    public const string Code = "c0ffee5ec2e7";

    private readonly PostgresJournalDatabase? _database;
    private readonly SandboxGateway _gateway;
    private readonly GatewayConnection _connection;
    private readonly WithdrawAccount _account;
    private readonly IdempotentWithdrawalClient _client;

    /// <param name="journal">The shared journal.</param>
    /// <param name="gateway">The gateway.</param>
    /// <param name="port">The port of what stands before the database; null for the database itself.</param>
    /// <param name="settlingTime">How long the gateway may take to list a withdrawal; a second when null.</param>
    /// <param name="retryTime">For how long a database that does not respond is tried again; null for the usual time.</param>
    public Payer(TestJournal journal, SandboxGateway gateway, int? port = null, TimeSpan? settlingTime = null, TimeSpan? retryTime = null)
        : this(gateway, journal.Connect(port, retryTime), null, settlingTime)
    {
    }

    private Payer(SandboxGateway gateway, PostgresJournalDatabase? database, string? path, TimeSpan? settlingTime)
    {
        _database = database;
        _gateway = gateway;
        _account = new WithdrawAccount(gateway.Account, new NetworkCredential(string.Empty, Code).SecurePassword);
        _connection = new GatewayConnection(gateway.Endpoint);
        var client = new WithdrawClient(_connection, _account, new WithdrawClientOptions { Timeout = TimeSpan.FromSeconds(5) });
        var journal = database?.Open(gateway.Account, gateway.Endpoint) ?? WithdrawalJournal.For(gateway.Account, gateway.Endpoint, path);
        _client = new IdempotentWithdrawalClient(client, journal, new IdempotencyOptions
        {
            SettlingTime = settlingTime ?? TimeSpan.FromSeconds(1),
            OnWarning = Warnings.Add,
        });
    }

    /// <summary>A machine whose journal is a file.</summary>
    public static Payer WithFile(string path, SandboxGateway gateway) => new(gateway, null, path, null);

    public List<LocalizedText> Warnings { get; } = [];

    public Task<PaymentResult> PayAsync(string key, WithdrawalRequest request, CancellationToken cancellationToken = default) =>
        _client.RequestAsync(key, request, cancellationToken);

    public Task<WithdrawalPreview> PreviewAsync(string key, WithdrawalRequest request) => _client.PreviewAsync(key, request);

    /// <summary>Pays a key as a runbook does that is started again until everything is paid.</summary>
    public async Task<PaymentResult> PayUntilDoneAsync(string key, WithdrawalRequest request)
    {
        while (true)
        {
            try
            {
                return await _client.RequestAsync(key, request);
            }
            catch (WithdrawException exception) when (exception is not InvalidInputException)
            {
                // Run again. What would keep the key from ever being paid keeps the test from ending.
                GuardSpoke += exception is PossibleDuplicateException ? 1 : 0;
            }
        }
    }

    /// <summary>How often a row of the list looked like the payment and was no key's.</summary>
    public int GuardSpoke { get; private set; }

    public Task<int> ImportAsync(string path) => _database!.ImportAsync(path, _gateway.Account, _gateway.Endpoint);

    public Task<IReadOnlyList<JournalEntry>> ReadJournalAsync() => _database!.ReadAsync(_gateway.Account, _gateway.Endpoint);

    public void Dispose()
    {
        _database?.Dispose();
        _account.Dispose();
        _connection.Dispose();
    }
}
