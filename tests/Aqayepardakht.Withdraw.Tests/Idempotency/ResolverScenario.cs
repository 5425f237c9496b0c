using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace Aqayepardakht.Tests.Idempotency;

/// <summary>A gateway, a journal in memory and a clock that skips, and the payers and persons who work with them.</summary>
public abstract class ResolverScenario
{
    private protected ResolverScenario() => Gateway.Clock = Clock;

    private protected static WithdrawalRequest Payment { get; } = new(1000, Payer.Iban);

    private protected StubGateway Gateway { get; } = new();

    private protected SkippingClock Clock { get; } = new() { Now = new DateTimeOffset(2026, 3, 21, 8, 0, 0, TimeSpan.Zero) };

    private protected MemoryStorage Storage { get; } = new();

    private protected List<string> Warnings { get; } = [];

    /// <summary>The key was sent, nothing was made, and the command was stopped.</summary>
    private protected async Task LeaveOpenAsync(string key, WithdrawalRequest? request = null)
    {
        using var stop = new CancellationTokenSource();
        Gateway.OnRequest = _ =>
        {
            stop.Cancel();
            throw StubGateway.NoResponse();
        };
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => NewPayer().RequestAsync(key, request ?? Payment, stop.Token));
        Gateway.OnRequest = null;
        Assert.Equal(JournalState.Open, Find(key).State);
    }

    private protected async Task FailToSendAsync(string key, bool isRefused)
    {
        Gateway.OnRequest = _ => isRefused
            ? throw new GatewayErrorException(-12, WithdrawalOperation.Request, 422)
            : throw new GatewayUnreachableException(UnreachableReason.NotSent, new LocalizedText("refused", "رد"), null);
        var exception = await Record.ExceptionAsync(() => NewPayer().RequestAsync(key, Payment));
        Assert.IsType(isRefused ? typeof(GatewayErrorException) : typeof(GatewayUnreachableException), exception);
        Gateway.OnRequest = null;
        Assert.Equal(isRefused ? JournalState.Refused : JournalState.NotMade, Find(key).State);
    }

    private protected JournalRecord Find(string key) => NewJournal().PeekIndex().Find(key)!;

    private protected async Task<(long Id, WithdrawalOrigin Origin)> PaidAsync(string key, WithdrawalRequest request)
    {
        var paid = await NewPayer().RequestAsync(key, request);
        return (paid.Withdrawal.Id, paid.Origin);
    }

    private protected WithdrawalJournal NewJournal() => new(Storage, JournalFileText.Account, WithdrawEndpoint.Default);

    private protected IdempotentWithdrawalClient NewPayer() => new(Gateway, NewJournal(), new IdempotencyOptions { Clock = Clock });

    private protected WithdrawalResolver NewResolver() =>
        new(Gateway, NewJournal(), new IdempotencyOptions { Clock = Clock, OnWarning = warning => Warnings.Add(warning.English) });
}
