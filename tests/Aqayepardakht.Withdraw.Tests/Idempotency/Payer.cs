using System;
using System.Threading;
using System.Threading.Tasks;
using Aqayepardakht.Sandbox;

namespace Aqayepardakht.Tests.Idempotency;

/// <summary>Pays keys at a sandbox, with a journal of its own or a given one, and waits for nothing but the network.</summary>
internal sealed class Payer : IDisposable
{
    public const string Iban = "IR270170000000100324200001";
    public const string OtherIban = "IR300120000000003412345678";
    public const string Pin = "P1N5ECRET9";

    private readonly TemporaryFolder _folder = new();
    private readonly SandboxSettings _settings = new() { Code = "c0ffee5ec2e7", Pin = Pin, SettleAfter = null, PageSize = 3 };
    private readonly TestClient _client;

    public Payer(IJournalStorage? storage = null, string? path = null)
    {
        Sandbox = SandboxGateway.Start(_settings);
        _client = new TestClient(Sandbox, _settings);
        Path = path ?? _folder.File("journal.jsonl");
        Journal = storage is null ? WithdrawalJournal.For(Sandbox.Account, Sandbox.Endpoint, Path) : new WithdrawalJournal(storage, Sandbox.Account, Sandbox.Endpoint);
        Keyed = NewKeyed(Journal);
    }

    public SandboxGateway Sandbox { get; }

    public string Key => _settings.Code;

    public string Path { get; }

    public WithdrawalJournal Journal { get; }

    public IdempotentWithdrawalClient Keyed { get; }

    public SkippingClock Clock { get; } = new();

    /// <summary>How many calls of any kind the sandbox got.</summary>
    public int Calls => Sandbox.RequestCount(WithdrawalOperation.Request | WithdrawalOperation.List | WithdrawalOperation.Details);

    public int Requests => Sandbox.RequestCount(WithdrawalOperation.Request);

    /// <summary>Another process that pays from the same journal.</summary>
    public IdempotentWithdrawalClient Another(TimeSpan? duplicateWindow = null) =>
        NewKeyed(WithdrawalJournal.For(Sandbox.Account, Sandbox.Endpoint, Path), duplicateWindow);

    public Task<PaymentResult> PayAsync(string key, long amount = 1000, string iban = Iban, CancellationToken cancellationToken = default) =>
        HangGuard.Within(Keyed.RequestAsync(key, new WithdrawalRequest(amount, iban), cancellationToken));

    public void Dispose()
    {
        _client.Dispose();
        Sandbox.Dispose();
        _folder.Dispose();
    }

    private IdempotentWithdrawalClient NewKeyed(WithdrawalJournal journal, TimeSpan? duplicateWindow = null) =>
        new(_client.Client, journal, new IdempotencyOptions { Clock = Clock, DuplicateWindow = duplicateWindow ?? new IdempotencyOptions().DuplicateWindow });
}
