using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;
using Aqayepardakht.Sandbox;

namespace Aqayepardakht.Tests;

/// <summary>A client with an account of its own, whose waits between attempts are recorded instead of waited for.</summary>
internal sealed class TestClient : IDisposable
{
    public const string Account = "100200300";
    public const string Key = "c0ffee5ec2e7";
    public const string Iban = "IR270170000000100324200001";

    private readonly GatewayConnection _connection;
    private readonly WithdrawAccount _account;

    public TestClient(
        Uri endpoint,
        string account = Account,
        string key = Key,
        string? pin = null,
        TimeSpan? timeout = null,
        int attempts = 3,
        int pagesInFlight = 4,
        Func<TimeSpan, CancellationToken, Task>? delay = null,
        Action<AttemptReport>? onAttempt = null,
        TimeSpan? connectTimeout = null)
    {
        using var keyText = SecretText.Of(key);
        using var pinText = pin is null ? null : SecretText.Of(pin);
        _connection = new GatewayConnection(endpoint, connectTimeout ?? HangGuard.Timeout);
        _account = new WithdrawAccount(account, keyText, pinText);
        Client = new WithdrawClient(_connection, _account, new WithdrawClientOptions
        {
            Timeout = timeout ?? HangGuard.Timeout,
            MaxAttempts = attempts,
            PagesInFlight = pagesInFlight,
            OnAttempt = onAttempt ?? Reports.Enqueue,
            Delay = async (wait, token) =>
            {
                Waits.Enqueue(wait);
                await (delay?.Invoke(wait, token) ?? Task.CompletedTask);
            },
        });
    }

    public TestClient(SandboxGateway sandbox, SandboxSettings settings, TimeSpan? timeout = null, int pagesInFlight = 4)
        : this(sandbox.Endpoint, sandbox.Account, settings.Code, settings.Pin, timeout, pagesInFlight: pagesInFlight)
    {
    }

    public static WithdrawalRequest Payment => new(55214, Iban);

    public WithdrawClient Client { get; }

    public ConcurrentQueue<AttemptReport> Reports { get; } = new();

    public ConcurrentQueue<TimeSpan> Waits { get; } = new();

    public void Dispose()
    {
        _connection.Dispose();
        _account.Dispose();
    }
}
