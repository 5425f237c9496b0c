using System.Linq;
using System.Management.Automation.Runspaces;
using System.Threading;
using Xunit;

namespace Aqayepardakht.Commands.Tests;

/// <summary>Connections belong to a runspace; what works beside it in the same process sees none of them.</summary>
public sealed class RunspaceTests
{
    [Fact]
    public void Two_sessions_pay_from_their_own_accounts_at_the_same_time()
    {
        using var one = ModuleSession.Connected("-Manual -Latency 0.05");
        using var other = ModuleSession.Connected("-Manual -Latency 0.05");
        const string Script = "1..5 | ForEach-Object { New-AqpWithdrawal $_ IR270170000000100324200001 -Confirm:$false }";

        var running = new[] { one.Start(Script), other.Start(Script) };

        Assert.All(running, script => Assert.Equal([1L, 2L, 3L, 4L, 5L], script.Finish().Succeeded().Column<long>("Amount")));
        Assert.Equal([5, 5], new[] { one, other }.Select(session => session.Gateway.Withdrawals.Count));
    }

    [Fact]
    public void Disconnecting_in_one_session_leaves_the_other_connected()
    {
        using var one = ModuleSession.Connected();
        using var other = ModuleSession.Connected();

        one.Run("Disconnect-AqpAccount -All").Succeeded();

        other.Run("Get-AqpWithdrawalList").Succeeded();
    }

    [Theory]
    [InlineData("Stop-AqpSandbox")]
    [InlineData("Remove-Module Aqayepardakht")]
    public void Stopping_the_sandboxes_of_one_session_leaves_those_of_the_other(string stop)
    {
        using var one = ModuleSession.Connected();
        using var other = ModuleSession.Connected();

        one.Run(stop).Succeeded();

        other.Run("Get-AqpWithdrawalList").Succeeded();
    }

    [Fact]
    public void The_runspaces_of_a_pool_do_not_see_each_others_connections()
    {
        using var session = ModuleSession.Connected();
        var state = ModuleSession.BareEngine();
        state.ImportPSModule([ModuleSession.ManifestPath]);
        using var both = new Barrier(2);
        state.Variables.Add(new SessionStateVariableEntry("both", both, string.Empty));
        state.Variables.Add(new SessionStateVariableEntry("sandbox", session.Run("$sandbox").Only().BaseObject, string.Empty));
        using var pool = RunspaceFactory.CreateRunspacePool(state);
        pool.SetMaxRunspaces(2);
        pool.Open();

        // Each has a runspace of its own, since neither ends before both have begun.
        var connecting = RunningScript.Start(
            pool,
            "$null = $both.SignalAndWait(60000); $null = $sandbox | Connect-AqpAccount; $null = $both.SignalAndWait(60000); @(Get-AqpConnection).Count; $null = $both.SignalAndWait(60000)");
        var looking = RunningScript.Start(
            pool,
            "$null = $both.SignalAndWait(60000); $null = $both.SignalAndWait(60000); @(Get-AqpConnection).Count; $null = $both.SignalAndWait(60000)");

        Assert.Equal(1, connecting.Finish().Succeeded().Only().BaseObject);
        Assert.Equal(0, looking.Finish().Succeeded().Only().BaseObject);
        Assert.Single(session.Run("Get-AqpConnection").Succeeded().Output);
    }
}
