using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Aqayepardakht.Sandbox;
using Aqayepardakht.Tests.Idempotency;
using Xunit;

namespace Aqayepardakht.PostgreSql.Tests;

/// <summary>A journal file goes on in a database.</summary>
[Collection(SharedCluster.Name)]
public sealed class ImportTests(PostgresCluster cluster) : IDisposable
{
    private const string Iban = "IR270170000000100324200001";

    private readonly TemporaryFolder _folder = new();
    private readonly SandboxGateway _gateway = SandboxGateway.Start(new SandboxSettings { Code = Payer.Code, SettleAfter = null });

    private string FilePath => _folder.File("journal.jsonl");

    public void Dispose()
    {
        _gateway.Dispose();
        _folder.Dispose();
    }

    [PostgresFact]
    public async Task Every_entry_comes_as_it_was_and_the_file_takes_no_payment_any_more()
    {
        var journal = await TestJournal.PrepareAsync(cluster);
        using var old = Payer.WithFile(FilePath, _gateway);
        await PayEveryWayAsync(old);
        var entries = WithdrawalJournal.Read(FilePath);

        using var payer = new Payer(journal, _gateway);
        var imported = await payer.ImportAsync(FilePath);

        Assert.Equal(entries.Count, imported);
        Assert.Equal(entries.Select(Describe), (await payer.ReadJournalAsync()).Select(Describe));
        var refused = await Assert.ThrowsAsync<JournalException>(() => old.PayAsync("INV-9", new WithdrawalRequest(9000, Iban)));
        Assert.Equal(JournalErrorKind.Moved, refused.Kind);
        Assert.Contains(journal.Database, refused.Message, StringComparison.Ordinal);
        Assert.Equal(entries.Select(Describe), WithdrawalJournal.Read(FilePath).Select(Describe));
    }

    [PostgresFact]
    public async Task What_was_paid_before_is_not_paid_again_and_what_was_open_is_settled()
    {
        var journal = await TestJournal.PrepareAsync(cluster);
        using var old = Payer.WithFile(FilePath, _gateway);
        await PayEveryWayAsync(old);
        var made = _gateway.Withdrawals.Count;
        using var payer = new Payer(journal, _gateway);
        await payer.ImportAsync(FilePath);

        var paid = await payer.PayAsync("INV-1", new WithdrawalRequest(1000, Iban));
        var open = await payer.PayAsync("INV-3", new WithdrawalRequest(3000, Iban));

        Assert.Equal(WithdrawalOrigin.Recorded, paid.Origin);
        Assert.Equal(WithdrawalOrigin.Adopted, open.Origin);
        Assert.Equal(made, _gateway.Withdrawals.Count);
    }

    [PostgresFact]
    public async Task Importing_again_brings_nothing_twice()
    {
        var journal = await TestJournal.PrepareAsync(cluster);
        using (var old = Payer.WithFile(FilePath, _gateway))
        {
            await PayEveryWayAsync(old);
        }

        using var payer = new Payer(journal, _gateway);
        await payer.ImportAsync(FilePath);
        await payer.PayAsync("INV-3", new WithdrawalRequest(3000, Iban));
        var before = (await payer.ReadJournalAsync()).Select(Describe).ToArray();

        Assert.Equal(0, await payer.ImportAsync(FilePath));

        Assert.Equal(before, (await payer.ReadJournalAsync()).Select(Describe));
    }

    [PostgresFact]
    public async Task A_key_that_was_paid_by_both_is_told_and_nothing_is_moved()
    {
        var journal = await TestJournal.PrepareAsync(cluster);
        using var payer = new Payer(journal, _gateway);
        using var old = Payer.WithFile(FilePath, _gateway);
        await payer.PayAsync("INV-1", new WithdrawalRequest(1000, Iban));
        await old.PayAsync("INV-2", new WithdrawalRequest(2000, Iban));
        await old.PayAsync("INV-1", new WithdrawalRequest(1500, Iban));

        var exception = await Assert.ThrowsAsync<JournalException>(() => payer.ImportAsync(FilePath));

        Assert.Equal(JournalErrorKind.ImportConflict, exception.Kind);
        Assert.Contains("INV-1", exception.Message, StringComparison.Ordinal);
        Assert.Single(await payer.ReadJournalAsync());
        await old.PayAsync("INV-3", new WithdrawalRequest(3000, Iban));
    }

    [PostgresFact]
    public async Task A_file_that_is_not_there_is_not_begun()
    {
        var journal = await TestJournal.PrepareAsync(cluster);
        using var payer = new Payer(journal, _gateway);

        var exception = await Assert.ThrowsAsync<JournalException>(() => payer.ImportAsync(FilePath));

        Assert.Equal(JournalErrorKind.NotFound, exception.Kind);
        Assert.False(File.Exists(FilePath));
    }

    /// <summary>Made, refused, open, adopted and not made: everything that a line can say.</summary>
    private async Task PayEveryWayAsync(Payer payer)
    {
        await payer.PayAsync("INV-1", new WithdrawalRequest(1000, Iban));
        _gateway.Balance = 10;
        await Assert.ThrowsAsync<GatewayErrorException>(() => payer.PayAsync("INV-2", new WithdrawalRequest(2000, Iban)));
        _gateway.Balance = 1_000_000;
        _gateway.FailNext(SandboxFault.DropAfterCommit, WithdrawalOperation.Request);
        await payer.PayAsync("INV-4", new WithdrawalRequest(4000, Iban));
        _gateway.FailNext(SandboxFault.DropBeforeCommit, WithdrawalOperation.Request);
        await payer.PayAsync("INV-5", new WithdrawalRequest(5000, Iban));
        _gateway.FailNext(SandboxFault.HangAfterCommit, WithdrawalOperation.Request);
        using var stop = new CancellationTokenSource();
        var made = _gateway.Withdrawals.Count;
        var hanging = payer.PayAsync("INV-3", new WithdrawalRequest(3000, Iban), stop.Token);
        while (_gateway.Withdrawals.Count == made)
        {
            await Task.Delay(5);
        }

        await stop.CancelAsync();
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => hanging);
    }

    /// <summary>Everything of an entry but what the microseconds of PostgreSQL leave out.</summary>
    private static string Describe(JournalEntry entry) => FormattableString.Invariant(
        $"{entry.IdempotencyKey} {entry.State} {entry.Amount} {entry.Iban} {entry.Id} {entry.RequestedAt:yyyy-MM-dd HH:mm:ss.fff} {entry.SettledAt:yyyy-MM-dd HH:mm:ss.fff} {entry.GatewayCode} {entry.Adopted} {entry.Reason} {entry.ResolvedBy}");
}
