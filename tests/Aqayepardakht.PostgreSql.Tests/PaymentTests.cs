using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Aqayepardakht.Sandbox;
using Xunit;

namespace Aqayepardakht.PostgreSql.Tests;

/// <summary>Keyed payments whose journal is in a database.</summary>
[Collection(SharedCluster.Name)]
public sealed class PaymentTests(PostgresCluster cluster)
{
    private static readonly WithdrawalRequest Request = new(1000, "IR270170000000100324200001");

    [PostgresFact]
    public async Task A_key_is_paid_once_from_whatever_machine_it_comes()
    {
        var journal = await TestJournal.PrepareAsync(cluster);
        using var gateway = SandboxGateway.Start(new SandboxSettings { Code = Payer.Code, SettleAfter = null });
        using var one = new Payer(journal, gateway);
        using var other = new Payer(journal, gateway);

        var first = await one.PayAsync("INV-1", Request);
        var again = await other.PayAsync("INV-1", Request);

        Assert.Equal(WithdrawalOrigin.Requested, first.Origin);
        Assert.Equal(WithdrawalOrigin.Recorded, again.Origin);
        Assert.Equal(first.Withdrawal.Id, again.Withdrawal.Id);
        Assert.Single(gateway.Withdrawals);
    }

    /// <summary>The process died before it recorded what it had found out of a key that is not open.</summary>
    [PostgresFact]
    public async Task What_was_found_out_and_not_recorded_delays_a_payment_like_it_and_says_nothing()
    {
        var journal = await TestJournal.PrepareAsync(cluster);
        using var gateway = SandboxGateway.Start(new SandboxSettings { Code = Payer.Code, SettleAfter = null });
        using var database = journal.Connect();
        var store = database.Open(gateway.Account, gateway.Endpoint).Store;
        using (var session = await store.AcquireAsync("INV-1", Request, CancellationToken.None))
        {
            var now = DateTimeOffset.UtcNow;
            await session.AppendAsync(JournalSteps.FoundOut("INV-1", Request, new Baseline(0, now), now, TimeSpan.FromSeconds(1)), flushToDisk: false);
        }

        using var payer = new Payer(journal, gateway);

        Assert.Equal(WithdrawalOrigin.Requested, (await payer.PayAsync("INV-2", Request)).Origin);
        Assert.Equal([JournalState.NotMade, JournalState.Made], from entry in await payer.ReadJournalAsync() select entry.State);

        Assert.Equal(WithdrawalOrigin.Requested, (await payer.PayAsync("INV-1", Request)).Origin);
        Assert.All(await payer.ReadJournalAsync(), entry => Assert.Equal(JournalState.Made, entry.State));
    }
}
