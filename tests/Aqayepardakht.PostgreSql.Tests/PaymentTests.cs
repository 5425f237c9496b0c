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
}
