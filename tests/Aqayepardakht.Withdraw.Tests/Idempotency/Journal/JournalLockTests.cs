using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
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

        await first.AppendAsync(Intent("1"), flushToDisk: true);
        first.Dispose();

        using var second = await HangGuard.Within(waiting);
        Assert.Equal(JournalState.Open, second.Index.Find("1")!.State);
    }

    [Fact]
    public async Task A_writer_without_progress_is_waited_for_only_until_the_stall_timeout()
    {
        using var folder = new TemporaryFolder();
        using var first = await Journal(folder, HangGuard.Timeout).AcquireAsync(default);
        await first.AppendAsync(Intent("1"), flushToDisk: true);

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
            await first.AppendAsync(Intent($"{number}"), flushToDisk: false);
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

    [LinuxFact]
    public async Task A_lock_file_that_was_removed_or_replaced_lets_nothing_be_written_or_sent()
    {
        foreach (var replaced in new[] { false, true })
        {
            using var folder = new TemporaryFolder();
            var path = folder.File("journal.jsonl");
            using var first = await Journal(folder, Short).AcquireAsync(default);
            await first.AppendAsync(Intent("1"), flushToDisk: true);
            File.Delete(path + ".lock");
            using var second = replaced ? await Journal(folder, Short).AcquireAsync(default) : null;
            if (second is not null)
            {
                await second.AppendAsync(Intent("2"), flushToDisk: true);
            }

            var written = File.ReadAllBytes(path);

            foreach (var flush in new[] { false, true })
            {
                var exception = await Assert.ThrowsAsync<JournalException>(() => first.AppendAsync(Intent("3"), flush));
                Assert.Equal("JournalNotLocked", exception.Name);
                Assert.True(exception.ConcernsWholeJournal);
                Assert.Contains($"The lock file {path}.lock was removed or replaced", exception.Message);
            }

            Assert.Equal(written, File.ReadAllBytes(path));
        }
    }

    [LinuxFact]
    public async Task A_lock_file_that_is_removed_during_a_request_leaves_the_lines_of_two_writers_apart()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("journal.jsonl");
        var gateway = new StubGateway();
        var options = new IdempotencyOptions { Clock = new SkippingClock() };
        IdempotentWithdrawalClient New() => new(gateway, Journal(folder, HangGuard.Timeout), options);
        gateway.OnRequest = asked =>
        {
            gateway.OnRequest = null;
            File.Delete(path + ".lock");
            Assert.Equal(WithdrawalOrigin.Requested, New().RequestAsync("2", new WithdrawalRequest(2000, Payer.Iban)).Result.Origin);
            return gateway.Make(asked);
        };

        var made = await New().RequestAsync("1", new WithdrawalRequest(1000, Payer.Iban));

        Assert.Equal("JournalResultNotWritten", made.NotRecorded!.Name);
        Assert.Equal(["1: Open", "2: Made"], WithdrawalJournal.Read(path).Select(entry => entry.ToString()));
        Assert.Equal(made.Withdrawal.Id, (await New().RequestAsync("1", new WithdrawalRequest(1000, Payer.Iban))).Withdrawal.Id);
        Assert.Equal(2, gateway.Ledger.Count);
    }

    [LinuxFact]
    public async Task A_lock_that_no_longer_keeps_others_out_lets_nothing_be_sent()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("journal.jsonl");
        using var session = await Journal(folder, Short).AcquireAsync(default);
        var written = File.ReadAllBytes(path);

        // As a server of locks that was started anew forgets them.
        var descriptor = Directory.EnumerateFiles("/proc/self/fd").Single(link => new FileInfo(link).LinkTarget == path + ".lock");
        Assert.Equal(0, Flock(int.Parse(Path.GetFileName(descriptor), CultureInfo.InvariantCulture), Unlock));

        var exception = await Assert.ThrowsAsync<JournalException>(() => session.AppendAsync(Intent("1"), flushToDisk: true));

        Assert.Equal("JournalNotLocked", exception.Name);
        Assert.Contains($"The lock of the journal {path} keeps nobody out", exception.Message);
        Assert.Equal(written, File.ReadAllBytes(path));
    }

    [Fact]
    public async Task A_program_that_holds_the_journal_for_a_while_is_waited_for()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("journal.jsonl");
        await JournalFileText.RepairAsync(Journal(folder, Short));
        var scanner = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None);
        var paying = Journal(folder, HangGuard.Timeout).AcquireAsync(default);
        var reading = Task.Run(() => WithdrawalJournal.Read(path));
        await Task.Delay(600);
        Assert.False(paying.IsCompleted || reading.IsCompleted);

        scanner.Dispose();

        (await HangGuard.Within(paying)).Dispose();
        Assert.Empty(await HangGuard.Within(reading));
    }

    [Fact]
    public async Task A_program_that_holds_the_journal_for_too_long_is_an_error_and_leaves_the_lock_free()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("journal.jsonl");
        await JournalFileText.RepairAsync(Journal(folder, Short));
        using var scanner = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None);

        var exception = await Assert.ThrowsAsync<JournalException>(() => HangGuard.Within(Journal(folder, Short).AcquireAsync(default)));

        Assert.Equal("JournalBusy", exception.Name);
        using var freeLock = new FileStream(path + ".lock", FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }

    private const int Unlock = 8;

    [DllImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static extern int Flock(int descriptor, int operation);

    private static WithdrawalJournal Journal(TemporaryFolder folder, TimeSpan stallTimeout) =>
        WithdrawalJournal.For(JournalFileText.Account, WithdrawEndpoint.Default, folder.File("journal.jsonl"), stallTimeout);

    private static JournalLine Intent(string key) =>
        new() { Type = JournalLine.Intent, At = DateTimeOffset.UtcNow, Key = key, Amount = 1000, Iban = Payer.Iban, BaselineId = 0, TimeoutSeconds = 30 };
}
