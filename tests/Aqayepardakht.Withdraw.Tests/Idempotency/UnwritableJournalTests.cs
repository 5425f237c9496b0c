using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace Aqayepardakht.Tests.Idempotency;

/// <summary>What cannot be written down is not sent.</summary>
public sealed class UnwritableJournalTests
{
    private static readonly Func<IOException> DiskFull = () => new IOException("No space left on device.");

    [Theory]
    [InlineData("no such folder/journal.jsonl")]
    [InlineData("a folder")]
    [InlineData("a file/journal.jsonl")]
    public async Task An_unwritable_journal_is_an_error_before_any_call(string name)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("a folder"));
        File.WriteAllText(folder.File("a file"), string.Empty);
        using var payer = new Payer(path: folder.File(name));

        var exception = await Assert.ThrowsAsync<JournalException>(() => payer.PayAsync("1"));

        Assert.Equal("JournalNotUsable", exception.Name);
        Assert.True(exception.ConcernsWholeJournal);
        Assert.Equal(0, payer.Calls);
        Assert.False(Directory.Exists(folder.File("no such folder")));
    }

    [Fact]
    public async Task A_folder_is_no_journal_and_nothing_is_left_beside_it()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("journals"));
        foreach (var path in new[] { folder.File("journals"), folder.File("journals") + Path.DirectorySeparatorChar })
        {
            using var payer = new Payer(path: path);

            var exception = await Assert.ThrowsAsync<JournalException>(() => payer.PayAsync("1"));

            Assert.Contains("it is a folder", exception.Message);
            var left = Directory.EnumerateFileSystemEntries(folder.File("."), "*", SearchOption.AllDirectories);
            Assert.Equal([folder.File("journals")], left.Select(Path.GetFullPath));
        }
    }

    [LinuxFact]
    public async Task A_pipe_is_no_journal_and_no_lock()
    {
        foreach (var suffix in new[] { string.Empty, ".lock" })
        {
            using var folder = new TemporaryFolder();
            var pipe = folder.File("journal.jsonl" + suffix);
            await SystemProgram.RunAsync("mkfifo", pipe);

            using var payer = new Payer(path: folder.File("journal.jsonl"));

            var paying = await Assert.ThrowsAsync<JournalException>(() => payer.PayAsync("1"));
            var foreseeing = await HangGuard.Within(Assert.ThrowsAsync<JournalException>(
                () => Task.Run(() => payer.Keyed.PreviewAsync("1", new WithdrawalRequest(1, Payer.Iban)))));

            Assert.All([paying, foreseeing], exception =>
            {
                Assert.Equal("JournalNotUsable", exception.Name);
                Assert.Contains("it is a pipe or a device", exception.Message);
            });
            Assert.Equal(0, payer.Calls);
            Assert.Equal([Path.GetFileName(pipe)], Directory.EnumerateFiles(folder.File(".")).Select(Path.GetFileName));
        }
    }

    [LinuxFact]
    public void A_device_is_no_journal()
    {
        foreach (var device in new[] { "/dev/null", "/dev/zero" })
        {
            var exception = Assert.Throws<JournalException>(() => RegularFile.Open(device, FileShare.ReadWrite, shareWithGroup: false).Dispose());
            Assert.Contains("it is a pipe or a device", exception.Message);
            Assert.Equal(exception.Message, Assert.Throws<JournalException>(() => WithdrawalJournal.Read(device)).Message);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_disk_that_is_full_stops_before_the_request(int writesBefore)
    {
        var storage = new MemoryStorage();
        using var payer = new Payer(storage);
        var writes = 0;
        storage.BeforeWrite = _ =>
        {
            if (writes++ == writesBefore)
            {
                throw DiskFull();
            }
        };

        var exception = await Assert.ThrowsAsync<JournalException>(() => payer.PayAsync("1"));

        Assert.Equal("JournalNotUsable", exception.Name);
        Assert.Equal(0, payer.Requests);

        storage.BeforeWrite = null;
        Assert.Equal(WithdrawalOrigin.Requested, (await payer.PayAsync("1")).Origin);
        Assert.Equal(1, payer.Requests);
    }

    [Fact]
    public async Task A_partial_line_on_a_full_disk_is_cut_off()
    {
        var storage = new MemoryStorage();
        using var payer = new Payer(storage);
        await payer.PayAsync("1");
        var before = storage.Bytes;
        storage.BeforeWrite = line =>
        {
            storage.Bytes = [.. storage.Bytes, .. line.AsSpan(0, line.Length / 2)];
            throw DiskFull();
        };

        await Assert.ThrowsAsync<JournalException>(() => payer.PayAsync("2"));

        Assert.Equal(before, storage.Bytes);
        Assert.Equal(1, payer.Requests);
    }

    [Fact]
    public async Task An_intent_whose_flush_fails_prevents_the_request_and_needs_no_reconciling()
    {
        var storage = new MemoryStorage();
        using var payer = new Payer(storage);
        storage.BeforeFlush = () => throw DiskFull();

        var exception = await Assert.ThrowsAsync<JournalException>(() => payer.PayAsync("1"));

        Assert.Equal("JournalNotUsable", exception.Name);
        Assert.Equal(0, payer.Requests);

        storage.BeforeFlush = null;
        var began = payer.Clock.Now;
        Assert.Equal(WithdrawalOrigin.Requested, (await payer.PayAsync("1")).Origin);
        Assert.Equal(began, payer.Clock.Now);
    }

    [Fact]
    public async Task A_reader_that_saw_a_line_whose_flush_failed_is_not_misled_by_the_next_one()
    {
        var storage = new MemoryStorage();
        var gateway = new StubGateway();
        var clock = new SkippingClock { Now = new DateTimeOffset(2026, 3, 21, 8, 0, 0, TimeSpan.Zero) };
        var request = new WithdrawalRequest(1000, Payer.Iban);
        IdempotentWithdrawalClient New() => new(gateway, new WithdrawalJournal(storage, JournalFileText.Account, WithdrawEndpoint.Default), new IdempotencyOptions { Clock = clock });
        var writer = New();
        var reader = New();
        storage.BeforeFlush = () =>
        {
            Assert.Equal(PreviewedAction.Reconcile, reader.PreviewAsync("1", request).GetAwaiter().GetResult().Action);
            throw DiskFull();
        };
        await Assert.ThrowsAsync<JournalException>(() => writer.RequestAsync("1", request));
        storage.BeforeFlush = null;

        // A line of the same length at the same place, were the first one cut off.
        await writer.RequestAsync("2", request);

        Assert.Equal(PreviewedAction.Return, (await reader.PreviewAsync("2", request)).Action);
        Assert.Equal(WithdrawalOrigin.Recorded, (await reader.RequestAsync("2", request)).Origin);
        Assert.Equal(1, gateway.Requests);
    }

    [Fact]
    public async Task A_result_that_cannot_be_written_is_reported_with_the_withdrawal_and_found_again()
    {
        var storage = new MemoryStorage();
        using var payer = new Payer(storage);
        storage.BeforeWrite = line =>
        {
            if (Encoding.UTF8.GetString(line).Contains("\"made\""))
            {
                throw DiskFull();
            }
        };

        var made = await payer.PayAsync("1");

        Assert.Equal("JournalResultNotWritten", made.NotRecorded!.Name);
        Assert.Contains("was made as 11111", made.NotRecorded.Message);
        storage.BeforeWrite = null;
        var again = await payer.PayAsync("1");
        Assert.Equal((made.Withdrawal.Id, WithdrawalOrigin.Adopted, null), (again.Withdrawal.Id, again.Origin, again.NotRecorded));
        Assert.Equal(1, payer.Requests);
    }
}
