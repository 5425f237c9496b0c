using System;
using System.Collections.Generic;
using System.Net;
using System.Threading.Tasks;
using Aqayepardakht.Sandbox;

namespace Aqayepardakht.PostgreSql.Tests;

/// <summary>One machine that pays, with connections of its own to the gateway and to the database.</summary>
internal sealed class Payer : IDisposable
{
    /// <summary>The encryption key that the gateway of these tests expects.</summary>
    public const string Code = "c0ffee5ec2e7";

    private readonly PostgresJournalDatabase _database;
    private readonly GatewayConnection _connection;
    private readonly WithdrawAccount _account;
    private readonly IdempotentWithdrawalClient _client;

    public Payer(TestJournal journal, SandboxGateway gateway, int? port = null, TimeSpan? settlingTime = null)
    {
        _database = journal.Connect(port);
        _account = new WithdrawAccount(gateway.Account, new NetworkCredential(string.Empty, Code).SecurePassword);
        _connection = new GatewayConnection(gateway.Endpoint);
        var client = new WithdrawClient(_connection, _account, new WithdrawClientOptions { Timeout = TimeSpan.FromSeconds(5) });
        _client = new IdempotentWithdrawalClient(client, _database.Open(gateway.Account, gateway.Endpoint), new IdempotencyOptions
        {
            SettlingTime = settlingTime ?? TimeSpan.FromSeconds(1),
            OnWarning = Warnings.Add,
        });
    }

    public List<LocalizedText> Warnings { get; } = [];

    public Task<PaymentResult> PayAsync(string key, WithdrawalRequest request) => _client.RequestAsync(key, request);

    public void Dispose()
    {
        _database.Dispose();
        _account.Dispose();
        _connection.Dispose();
    }
}
