using System;
using System.Management.Automation;
using System.Threading;
using Xunit;

namespace Aqayepardakht.Commands.Tests;

/// <summary>Ctrl+C, and pipelines that have seen enough. The time limits are of a day, so that nothing but the stop ends a call.</summary>
public sealed class StopTests
{
    private const string Patient = " -TimeoutSec 86400";

    [Theory]
    [InlineData(AccountCommands.Request, "Request")]
    [InlineData(AccountCommands.Get, "Details")]
    [InlineData(AccountCommands.List, "List")]
    [InlineData(AccountCommands.Wait, "Details")]
    public void A_stop_ends_a_call_that_hangs(string command, string operation)
    {
        using var session = ModuleSession.Connected();
        session.Gateway.FailNext("Hang", operation);
        var running = session.Start(command + Patient);
        RunningScript.Until(() => session.Gateway.CallCount == 1, "the call arrived");

        var result = running.BeginStop().Finish();

        Assert.Equal(PSInvocationState.Stopped, result.State);
        Assert.Empty(result.Output);
        Assert.Equal(1, session.Gateway.CallCount);
        session.Run("Get-AqpConnection").Succeeded().Only();
    }

    [Theory]
    [InlineData("Hang", 0)]
    [InlineData("HangAfterCommit", 1)]
    public void A_stopped_request_warns_that_it_may_have_been_made(string fault, int made)
    {
        using var session = ModuleSession.Connected();
        session.Gateway.FailNext(fault, "Request");
        var running = session.Start(AccountCommands.Request + Patient);
        RunningScript.Until(() => session.Gateway.CallCount == 1, "the call arrived");

        running.BeginStop().Finish();

        var warning = Assert.Single(session.Host.Screen.Warnings);
        Assert.StartsWith("It is not known whether the withdrawal of 1000 to IR270170000000100324200001 was made", warning);
        Assert.Equal(made, session.Gateway.Withdrawals.Count);
    }

    [Fact]
    public void A_stop_between_payments_sends_no_more_of_them()
    {
        using var session = WithWatch();
        using var reached = new ManualResetEventSlim();
        using var stopping = new ManualResetEventSlim();
        var running = session.Start(
            """
            1..5 | ForEach-Object { [pscustomobject]@{ Amount = $_; Iban = 'IR270170000000100324200001' } } |
                New-AqpWithdrawal -AllowUnkeyed -DuplicateWindow 0 -Confirm:$false | ForEach-Object { $_; $reached.Set(); $stopping.Wait() } | Watch-Stop $stopping
            """,
            ("reached", reached),
            ("stopping", stopping));
        Assert.True(reached.Wait(RunningScript.SafetyNet));

        Assert.Equal(1, running.BeginStop().Finish().Only().Value<long>("Amount"));
        Assert.Equal(1, session.Gateway.CallCount);
        Assert.Contains("Withdrawal 11111 of 1 to IR270170000000100324200001 was made", session.Host.Screen.Warnings[^1]);
    }

    [Fact]
    public void A_withdrawal_that_was_made_is_told_even_when_the_stop_comes_with_its_response()
    {
        using var session = WithWatch();
        using var responded = new ManualResetEventSlim();
        using var stopped = new ManualResetEventSlim();

        // The verbose line about the response is written after it has come and before the withdrawal is emitted.
        session.Host.Screen.OnVerbose = line =>
        {
            if (line.StartsWith("request: HTTP", StringComparison.Ordinal))
            {
                responded.Set();
                stopped.Wait(RunningScript.SafetyNet);
            }
        };
        var running = session.Start(AccountCommands.Request + " -Verbose" + Patient + " | Watch-Stop $stopped", ("stopped", stopped));
        Assert.True(responded.Wait(RunningScript.SafetyNet));

        var result = running.BeginStop().Finish();

        Assert.Empty(result.Output);
        Assert.Single(session.Gateway.Withdrawals);
        Assert.Equal(
            "Withdrawal 11111 of 1000 to IR270170000000100324200001 was made, and the command was stopped before it could hand it on.",
            Assert.Single(session.Host.Screen.Warnings));
    }

    [Fact]
    public void An_unknown_outcome_is_told_even_when_the_stop_comes_with_its_response()
    {
        using var session = WithWatch();
        session.Gateway.FailNext("ServerErrorAfterCommit", "Request");
        using var responded = new ManualResetEventSlim();
        using var stopped = new ManualResetEventSlim();
        session.Host.Screen.OnVerbose = line =>
        {
            if (line.StartsWith("request: HTTP", StringComparison.Ordinal))
            {
                responded.Set();
                stopped.Wait(RunningScript.SafetyNet);
            }
        };
        var running = session.Start(AccountCommands.Request + " -Verbose" + Patient + " | Watch-Stop $stopped", ("stopped", stopped));
        Assert.True(responded.Wait(RunningScript.SafetyNet));

        running.BeginStop().Finish();

        Assert.StartsWith("It is not known whether", Assert.Single(session.Host.Screen.Warnings));
    }

    [Fact]
    public void A_stop_ends_the_pause_between_two_looks()
    {
        using var session = ModuleSession.Connected();
        session.Gateway.AddWithdrawals(1, "Pending");
        var running = session.Start("Wait-AqpWithdrawal 11111 -PollInterval 86400");
        RunningScript.Until(() => session.Host.Screen.Progress.Count > 0, "the pause began");

        Assert.Equal(PSInvocationState.Stopped, running.BeginStop().Finish().State);
    }

    [Fact]
    public void A_stop_ends_the_pause_before_another_attempt()
    {
        using var session = ModuleSession.Connected();
        session.Gateway.FailNext("ServiceUnavailable", "Details", 3);
        using var waiting = new ManualResetEventSlim();
        session.Host.Screen.OnVerbose = _ => waiting.Set();
        var running = session.Start(AccountCommands.Get + " -Verbose" + Patient);
        Assert.True(waiting.Wait(RunningScript.SafetyNet));

        var result = running.BeginStop().Finish();

        Assert.Equal(PSInvocationState.Stopped, result.State);
        Assert.Empty(result.Errors);
    }

    [Fact]
    public void A_stopped_list_reads_no_more_than_the_pages_in_flight()
    {
        using var session = WithWatch("-Manual -PageSize 1");
        session.Gateway.AddWithdrawals(1000);
        using var reached = new ManualResetEventSlim();
        using var stopping = new ManualResetEventSlim();
        var running = session.Start(
            "Get-AqpWithdrawalList | ForEach-Object { $_; if (++$n -eq 3) { $reached.Set(); $stopping.Wait() } } | Watch-Stop $stopping",
            ("reached", reached),
            ("stopping", stopping));
        Assert.True(reached.Wait(RunningScript.SafetyNet));

        var result = running.BeginStop().Finish();

        Assert.Equal(PSInvocationState.Stopped, result.State);
        Assert.Equal(3, result.Output.Count);
        Assert.InRange(session.Gateway.CallCount, 3, 3 + 4);
    }

    [Fact]
    public void After_a_stop_the_session_goes_on()
    {
        using var session = ModuleSession.Connected();
        session.Gateway.FailNext("Hang", "List");
        var running = session.Start("Get-AqpWithdrawalList" + Patient);
        RunningScript.Until(() => session.Gateway.CallCount == 1, "the call arrived");
        running.BeginStop().Finish();

        session.Gateway.AddWithdrawals(2);

        Assert.Equal(2, session.Run("Get-AqpWithdrawalList").Succeeded().Output.Count);
    }

    private static ModuleSession WithWatch(string sandbox = "-Manual")
    {
        var session = ModuleSession.Connected(sandbox);
        session.Run("Import-Module -Assembly $tests", ("tests", typeof(WatchStopCommand).Assembly)).Succeeded();
        return session;
    }
}
