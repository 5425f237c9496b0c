using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Aqayepardakht.Tests.Idempotency.Model;

namespace Aqayepardakht.Tests.Idempotency.ManyPayers;

/// <summary>One payer's way to a gateway that all payers share. Responses are lost, or come to a payer that was suspended for minutes.</summary>
internal sealed class UnreliableGateway(StubGateway gateway, Turns turns, RandomSource random, int payer) : IWithdrawGateway
{
    /// <summary>The share of requests whose response is lost, made or not.</summary>
    public double LossRate { get; set; }

    public TimeSpan RequestTimeout => TimeSpan.FromSeconds(5);

    /// <summary>What was requested and has not arrived.</summary>
    public WithdrawalRequest? OnItsWay { get; private set; }

    public async Task<Withdrawal> RequestAsync(WithdrawalRequest request, Func<bool>? mayLeave, CancellationToken cancellationToken)
    {
        OnItsWay = request;
        await turns.TakeAsync(payer);
        OnItsWay = null;
        if (random.NextBool(LossRate / 2))
        {
            await turns.TakeAsync(payer, RequestTimeout);
            throw StubGateway.NoResponse();
        }

        var made = gateway.Make(request);
        if (random.NextBool(LossRate / 2))
        {
            await turns.TakeAsync(payer, RequestTimeout);
            throw StubGateway.NoResponse();
        }

        var isSuspended = random.NextBool(LossRate / 4);
        await turns.TakeAsync(payer, TimeSpan.FromMilliseconds(isSuspended ? random.NextBelow(120_000) : random.NextBelow(2000)));
        return made;
    }

    public async Task<Withdrawal> GetAsync(long id, CancellationToken cancellationToken)
    {
        await turns.TakeAsync(payer);
        return gateway.Ledger.Single(row => row.Id == id);
    }

    public async Task<WithdrawalPage> GetPageAsync(int page, CancellationToken cancellationToken)
    {
        await turns.TakeAsync(payer);
        var shown = await gateway.GetPageAsync(page, cancellationToken);
        await turns.TakeAsync(payer);
        return shown;
    }

    /// <summary>The payer was killed; what it sent may arrive all the same.</summary>
    public void OnKilled()
    {
        if (OnItsWay is { } request && random.NextBool(0.5))
        {
            _ = ArriveAsync(request);
        }

        OnItsWay = null;
    }

    private async Task ArriveAsync(WithdrawalRequest request)
    {
        await turns.TakeAsync(-1, TimeSpan.FromMilliseconds(random.NextBelow((int)RequestTimeout.TotalMilliseconds)));
        gateway.Make(request);
    }
}
