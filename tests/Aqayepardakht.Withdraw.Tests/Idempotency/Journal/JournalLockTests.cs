using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace Aqayepardakht.Tests.Idempotency;

/// <summary>One writer at a time, also across processes: each of these journals opens the files for itself, as a process does.</summary>
[Collection(NotInParallel.Name)]
public sealed class JournalLockTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task A_second_writer_waits_for_the_first_and_then_sees_what_it_wrote()
    {
        using var folder = new TemporaryFolder();
        var first = await Journal(folder, HangGuard.Timeout).AcquireAsync(default);
        var waiting = Journal(folder, HangGuard.Timeout).AcquireAsync(default);
        await Task.Delay(Short);
        Assert.False(waiting.IsCompleted);

        first.Append(Intent("1"), flushToDisk: true);
        first.Dispose();

        using var second = await HangGuard.Within(waiting);
        Assert.Equal(JournalState.Open, second.Index.Find("1")!.State);
    }

    [Fact]
    public async Task A_writer_without_progress_is_waited_for_only_until_the_stall_timeout()
    {
        using var folder = new TemporaryFolder();
        using var first = await Journal(folder, HangGuard.Timeout).AcquireAsync(default);
        first.Append(Intent("1"), flushToDisk: true);

        var exception = await Assert.ThrowsAsync<JournalException>(() => HangGuard.Within(Journal(folder, Short).AcquireAsync(default)));

        Assert.Equal("JournalBusy", exception.Name);
        Assert.Contains(folder.File("journal.jsonl"), exception.Message);
    }

    [Fact]
    public async Task A_writer_that_makes_progress_is_waited_for_beyond_the_stall_timeout()
    {
        using var folder = new TemporaryFolder();
        var first = await Journal(folder, HangGuard.Timeout).AcquireAsync(default);
        var waiting = Journal(folder, Long).AcquireAsync(default);
        var began = DateTime.UtcNow;
        for (var number = 0; DateTime.UtcNow - began < Long + Long; number++)
        {
            first.Append(Intent($"{number}"), flushToDisk: false);
            await Task.Delay(50);
        }

        Assert.False(waiting.IsCompleted);
        first.Dispose();
        using var second = await HangGuard.Within(waiting);
        Assert.NotNull(second.Index.Find("1"));
    }

    [Fact]
    public async Task Waiting_for_the_other_writer_can_be_stopped()
    {
        using var folder = new TemporaryFolder();
        using var first = await Journal(folder, HangGuard.Timeout).AcquireAsync(default);
        using var stop = new CancellationTokenSource();
        var waiting = Journal(folder, HangGuard.Timeout).AcquireAsync(stop.Token);

        stop.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => HangGuard.Within(waiting));
    }

    [Fact]
    public async Task A_busy_journal_sends_nothing()
    {
        using var folder = new TemporaryFolder();
        using var first = await Journal(folder, HangGuard.Timeout).AcquireAsync(default);
        var gateway = new StubGateway();
        var keyed = new IdempotentWithdrawalClient(gateway, Journal(folder, Short), new IdempotencyOptions());

        await Assert.ThrowsAsync<JournalException>(() => keyed.RequestAsync("1", new WithdrawalRequest(1000, Payer.Iban)));

        Assert.Equal((0, 0), (gateway.Requests, gateway.Pages));
    }

    [Fact]
    public async Task An_error_releases_the_lock()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("journal.jsonl"), "damaged\n");
        await Assert.ThrowsAsync<JournalException>(() => Journal(folder, Short).AcquireAsync(default));
        File.Delete(folder.File("journal.jsonl"));

        using var session = await HangGuard.Within(Journal(folder, Short).AcquireAsync(default));

        Assert.Null(session.Index.Account);
    }

    [Fact]
    public async Task Two_payers_of_the_same_payments_pay_each_once()
    {
        using var folder = new TemporaryFolder();
        var gateway = new StubGateway();
        async Task PayAllAsync()
        {
            var keyed = new IdempotentWithdrawalClient(gateway, Journal(folder, HangGuard.Timeout), new IdempotencyOptions());
            for (var number = 1; number <= 50; number++)
            {
                await keyed.RequestAsync($"{number}", new WithdrawalRequest(1000, Payer.Iban));
            }
        }

        await HangGuard.Within(Task.WhenAll(Task.Run(PayAllAsync), Task.Run(PayAllAsync), Task.Run(PayAllAsync)));

        Assert.Equal(50, gateway.Requests);
    }

    private static WithdrawalJournal Journal(TemporaryFolder folder, TimeSpan stallTimeout) =>
        WithdrawalJournal.For(JournalFileText.Account, WithdrawEndpoint.Default, folder.File("journal.jsonl"), stallTimeout);

    private static JournalLine Intent(string key) =>
        new() { Type = JournalLine.Intent, At = DateTimeOffset.UtcNow, Key = key, Amount = 1000, Iban = Payer.Iban, BaselineId = 0, TimeoutSeconds = 30 };
}
