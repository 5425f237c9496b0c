using System.Linq;
using System.Management.Automation.Runspaces;
using System.Threading;
using Xunit;

namespace Aqayepardakht.Commands.Tests;

/// <summary>Connections belong to a runspace; what works beside it in the same process sees none of them.</summary>
public sealed class RunspaceTests
{
    [Fact]
    public void Two_sessions_do_not_see_each_others_connections()
    {
        using var one = ModuleSession.Connected();
        using var other = ModuleSession.Open();

        Assert.Empty(other.Run("Get-AqpConnection").Succeeded().Output);
        Assert.StartsWith("AqpNotConnected,", other.Run(AccountCommands.Request).Error().FullyQualifiedErrorId);
        Assert.StartsWith(
            "ParameterArgumentTransformationError,",
            other.Run("Get-AqpWithdrawalList -Connection $number", ("number", one.Gateway.Account)).Error().FullyQualifiedErrorId);
        Assert.Equal(0, one.Gateway.CallCount);
    }

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

    [Fact]
    public void Stopping_all_sandboxes_of_one_session_leaves_those_of_the_other()
    {
        using var one = ModuleSession.Open();
        using var other = ModuleSession.Connected();

        one.Run("Stop-AqpSandbox").Succeeded();

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

    [Fact]
    public void A_connection_is_handed_to_another_session_by_hand()
    {
        using var one = ModuleSession.Connected();
        using var other = ModuleSession.WithoutSandbox();

        other.Run("Get-AqpWithdrawalList -Connection $given", ("given", one.Run("Get-AqpConnection").Only().BaseObject)).Succeeded();

        Assert.Equal(1, one.Gateway.CallCount);
        Assert.Empty(other.Run("Get-AqpConnection").Succeeded().Output);
    }
}
