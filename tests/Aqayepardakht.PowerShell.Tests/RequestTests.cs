using Xunit;

namespace Aqayepardakht.Commands.Tests;

public sealed class RequestTests
{
    [Fact]
    public void A_withdrawal_is_requested_and_comes_back_typed()
    {
        using var session = ModuleSession.Connected();

        var withdrawal = session.Run("New-AqpWithdrawal 55214 $sandbox.Ibans[0] -Confirm:$false").Succeeded().Only();

        Assert.Equal("Aqayepardakht.Withdrawal", withdrawal.TypeNames[0]);
        Assert.Equal(55214, withdrawal.Value<long>("Amount"));
        Assert.Equal("Pending", withdrawal.Value<string>("Status"));
        Assert.Equal(55214, Assert.Single(session.Gateway.Withdrawals).Value<long>("Amount"));
    }
}
