using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace Aqayepardakht.Tests.Idempotency;

/// <summary>A journal of 100,000 payments that were made.</summary>
[Collection(NotInParallel.Name)]
public sealed class ManyEntriesTests
{
    private const int Entries = 100_000;

    [Fact]
    public async Task A_journal_is_read_once_when_opened_and_not_again_by_a_payment()
    {
        var storage = new MemoryStorage { Bytes = Journal() };
        var size = storage.Bytes.Length;
        var gateway = new StubGateway();
        var keyed = new IdempotentWithdrawalClient(gateway, new WithdrawalJournal(storage, JournalFileText.Account, WithdrawEndpoint.Default), new IdempotencyOptions());

        await keyed.RequestAsync("invoice 1", Request(1));
        Assert.InRange(storage.BytesRead, size, size + 1000);

        var opened = storage.BytesRead;
        for (var number = 1; number <= 100; number++)
        {
            var request = Request(number * 997);
            Assert.Equal(PreviewedAction.Return, (await keyed.PreviewAsync($"invoice {number * 997}", request)).Action);
            Assert.Equal(WithdrawalOrigin.Recorded, (await keyed.RequestAsync($"invoice {number * 997}", request)).Origin);
        }

        Assert.Equal(0, gateway.Requests);

        // A byte or two for each look whether the file is still the one that was read.
        Assert.InRange(storage.BytesRead - opened, 0, 100 * 4);

        await keyed.RequestAsync("a new one", Request(1));

        // The bytes that a mark is of.
        Assert.InRange(storage.BytesRead - opened, 0, 100 * 4 + 10 + 1024);
        Assert.Equal(size, storage.Bytes.Length - NewLines(storage));
    }

    [NotOnMonoFact("Mono leaves garbage in the first measure that is gone in the second.")]
    public async Task An_entry_takes_little_memory()
    {
        var storage = new MemoryStorage { Bytes = Journal() };
        var journals = new List<WithdrawalJournal>();
        var (last, size) = (0L, await ReadOneMoreAsync());

        // The pools of .NET give back what earlier tests needed at some time or other, so a measure counts when the next one says the same.
        while (Math.Abs(size - last) > 20 && journals.Count < 20)
        {
            (last, size) = (size, await ReadOneMoreAsync());
        }

        GC.KeepAlive(storage);

        // About as much as the file itself has for it.
        Assert.InRange(size, 100, 1000);

        async Task<long> ReadOneMoreAsync()
        {
            var before = GC.GetTotalMemory(forceFullCollection: true);
            journals.Add(new WithdrawalJournal(storage, JournalFileText.Account, WithdrawEndpoint.Default));
            using (await journals[^1].AcquireAsync(default))
            {
            }

            return (GC.GetTotalMemory(forceFullCollection: true) - before) / Entries;
        }
    }

    private static WithdrawalRequest Request(int number) => new(1000 + number, Payer.Iban);

    private static byte[] Journal()
    {
        var text = new StringBuilder(JournalFileText.Header).Append('\n');
        for (var number = 1; number <= Entries; number++)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""{"v":1,"type":"intent","at":"2026-03-21T08:00:01+00:00","key":"invoice {{number}}","amount":{{1000 + number}},"iban":"{{Payer.Iban}}","after":{{11110 + number}},"timeout":35}""").Append('\n');
            text.Append(CultureInfo.InvariantCulture, $$"""{"v":1,"type":"made","at":"2026-03-21T08:00:02+00:00","key":"invoice {{number}}","id":{{11111 + number}},"status":0,"holder":"محمد علیزاده","bank":"ملی","created":"2026-03-21T11:30:02"}""").Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static int NewLines(MemoryStorage storage)
    {
        using var reader = new StreamReader(new MemoryStream(storage.Bytes, Journal().Length, storage.Bytes.Length - Journal().Length));
        return Encoding.UTF8.GetByteCount(reader.ReadToEnd());
    }
}
