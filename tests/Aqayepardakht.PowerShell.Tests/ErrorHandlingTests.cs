using System.Management.Automation;
using Xunit;

namespace Aqayepardakht.Commands.Tests;

/// <summary>Errors as a careful script handles them.</summary>
public sealed class ErrorHandlingTests
{
    [Theory]
    [InlineData("New-AqpWithdrawal 1.5 IR270170000000100324200001 -Confirm:$false", "Aqayepardakht.InvalidInputException")]
    [InlineData("New-AqpWithdrawal 2000000000 IR270170000000100324200001 -Confirm:$false", "Aqayepardakht.GatewayErrorException")]
    [InlineData("Get-AqpWithdrawal 99999", "Aqayepardakht.GatewayErrorException")]
    [InlineData("Get-AqpWithdrawalList -Page 0", "Aqayepardakht.InvalidInputException")]
    [InlineData("Wait-AqpWithdrawal 11111 -Timeout 0", "Aqayepardakht.Commands.CommandException")]
    [InlineData("Get-AqpErrorCode 99", "Aqayepardakht.Commands.CommandException")]
    public void An_error_is_caught_by_its_type(string command, string type)
    {
        using var session = ModuleSession.Connected();
        session.Gateway.AddWithdrawals(1, "Pending");

        var caught = session.Run($"try {{ {command} -ErrorAction Stop; 'not reached' }} catch [{type}] {{ $_ }}").Succeeded();

        var error = Assert.IsType<ErrorRecord>(caught.Only().BaseObject);
        Assert.StartsWith("Aqp", error.FullyQualifiedErrorId);
    }

    [Fact]
    public void An_unknown_outcome_is_caught_apart_from_refusals()
    {
        using var session = ModuleSession.Connected();
        session.Gateway.FailNext("DropAfterCommit", "Request");

        var caught = session.Run(
            $$"""
            try { {{AccountCommands.Request}} -ErrorAction Stop }
            catch [Aqayepardakht.GatewayErrorException] { 'refused' }
            catch [Aqayepardakht.OutcomeUnknownException] { 'unknown' }
            """).Succeeded();

        Assert.Equal("unknown", caught.Only().BaseObject);
    }

    [Fact]
    public void The_gateways_code_is_at_hand_in_a_catch()
    {
        using var session = ModuleSession.Connected();

        var code = session.Run("try { Get-AqpWithdrawal 99999 -ErrorAction Stop } catch { $_.Exception.Code }").Succeeded().Only();

        Assert.Equal(-19, code.BaseObject);
    }

    [Fact]
    public void Stop_ends_the_pipeline_at_the_first_bad_item()
    {
        using var session = ModuleSession.Connected();
        session.Gateway.AddWithdrawals(2);

        var result = session.Run("try { 11111, 99999, 11112 | Get-AqpWithdrawal -ErrorAction Stop } catch { }").Succeeded();

        Assert.Equal([11111L], result.Column<long>("Id"));
        Assert.Equal(2, session.Gateway.CallCount);
    }

    [Fact]
    public void Errors_are_collected_in_a_variable()
    {
        using var session = ModuleSession.Connected();
        session.Gateway.AddWithdrawals(1);

        var result = session.Run("99998, 11111, 99999 | Get-AqpWithdrawal -ErrorAction SilentlyContinue -ErrorVariable failed; $failed.TargetObject").Succeeded();

        Assert.Equal(11111, result.Output[0].Value<long>("Id"));
        Assert.Equal(99998L, result.Output[1].BaseObject);
        Assert.Equal(99999L, result.Output[2].BaseObject);
    }

    [Fact]
    public void Errors_stay_in_the_list_of_the_session()
    {
        using var session = ModuleSession.Connected();

        session.Run("Get-AqpWithdrawal 99999 -ErrorAction SilentlyContinue");

        Assert.Equal("AqpWithdrawalNotFound,Aqayepardakht.Commands.GetAqpWithdrawalCommand", session.Run("$error[0].FullyQualifiedErrorId").Only().BaseObject);
    }

    [Fact]
    public void Success_and_failure_are_told_by_the_automatic_variable()
    {
        using var session = ModuleSession.Connected();
        session.Gateway.AddWithdrawals(1);

        var result = session.Run("$null = Get-AqpWithdrawal 11111; $?; $null = Get-AqpWithdrawal 99999 -ErrorAction SilentlyContinue; $?");

        Assert.Equal([true, false], new[] { result.Output[0].BaseObject, result.Output[1].BaseObject });
    }

    [Fact]
    public void Everything_works_in_strict_mode()
    {
        using var session = ModuleSession.Connected("-SettleAfter 0");

        var result = session.Run(
            """
            Set-StrictMode -Version Latest
            $ErrorActionPreference = 'Stop'
            $made = New-AqpWithdrawal 1000 $sandbox.Ibans[0] -Confirm:$false
            $made | Get-AqpWithdrawal | Wait-AqpWithdrawal -PollInterval 0.01
            Get-AqpWithdrawalList -First 1 -Status Paid
            (Get-AqpConnection).Account
            (Get-AqpErrorCode -12).Name
            $sandbox.Requests[0].Operation, $sandbox.Withdrawals[0].Id
            Disconnect-AqpAccount
            """).Succeeded();

        Assert.Equal(6, result.Output.Count);
        Assert.Equal("Paid", result.Output[0].Value<string>("Status"));
    }
}
