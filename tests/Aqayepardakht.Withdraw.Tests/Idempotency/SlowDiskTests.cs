using System;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace Aqayepardakht.Tests.Idempotency;

/// <summary>An intent says how late its request can leave. That has to stay true when the disk takes its time, or the computer sleeps.</summary>
public sealed class SlowDiskTests
{
    [Fact]
    public async Task An_intent_whose_flush_took_long_is_written_again()
    {
        var storage = new MemoryStorage();
        var gateway = new StubGateway();
        var clock = new SkippingClock();
        var keyed = new IdempotentWithdrawalClient(gateway, new WithdrawalJournal(storage, JournalFileText.Account, WithdrawEndpoint.Default), new IdempotencyOptions { Clock = clock });
        var flushes = 0;
        storage.BeforeFlush = () => clock.Now += flushes++ == 0 ? TimeSpan.FromSeconds(6) : TimeSpan.Zero;
        var began = clock.Now;
        gateway.OnRequest = _ => throw new DeadProcessException();

        await Assert.ThrowsAsync<DeadProcessException>(() => keyed.RequestAsync("1", new WithdrawalRequest(1000, Payer.Iban)));

        // Five seconds for the disk and thirty for the request, counted from when the second intent was written.
        var lines = Encoding.UTF8.GetString(storage.Bytes).TrimEnd('\n').Split('\n');
        Assert.Equal(["journal", "intent", "not-made", "intent"], lines.Select(line => line.Split('"')[5]));
        Assert.EndsWith("\"timeout\":35}", lines[3]);
        var journal = new WithdrawalJournal(storage, JournalFileText.Account, WithdrawEndpoint.Default);
        Assert.Equal(began + TimeSpan.FromSeconds(6 + 35), journal.PeekIndex().Find("1")!.InFlightUntil);
    }

    [Fact]
    public async Task A_disk_that_is_always_slow_is_an_error_and_nothing_is_sent()
    {
        var storage = new MemoryStorage();
        using var payer = new Payer(storage);
        storage.BeforeFlush = () => payer.Clock.Now += TimeSpan.FromSeconds(6);

        var exception = await Assert.ThrowsAsync<JournalException>(() => payer.PayAsync("1"));

        Assert.Equal("JournalNotUsable", exception.Name);
        Assert.Contains("more than 5 seconds", exception.Message);
        Assert.Equal(0, payer.Requests);
        Assert.Equal(PreviewedAction.Request, (await payer.Keyed.PreviewAsync("1", new WithdrawalRequest(1000, Payer.Iban))).Action);
    }

    private sealed class DeadProcessException : Exception;
}
