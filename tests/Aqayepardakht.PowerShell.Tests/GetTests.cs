using System.Linq;
using System.Management.Automation;
using Xunit;

namespace Aqayepardakht.Commands.Tests;

public sealed class GetTests
{
    [Theory]
    [InlineData("Get-AqpWithdrawal 11111, 11113")]
    [InlineData("Get-AqpWithdrawal -Id '11111', '11113'")]
    [InlineData("Get-AqpWithdrawal '۱۱۱۱۱', '١١١١٣'")]
    [InlineData("11111, 11113 | Get-AqpWithdrawal")]
    [InlineData("'11111', '11113' | Get-AqpWithdrawal")]
    [InlineData("[pscustomobject]@{ Id = '11111' }, [pscustomobject]@{ Id = 11113L } | Get-AqpWithdrawal")]
    [InlineData("[pscustomobject]@{ Id = 11111, 11113 } | Get-AqpWithdrawal")]
    [InlineData("Get-AqpWithdrawalList | Where-Object Id -ne 11112 | Get-AqpWithdrawal | ForEach-Object -Begin { $a = @() } { $a = @($_) + $a } -End { $a }")]
    public void Ids_come_as_arguments_by_value_and_by_name(string script)
    {
        using var session = ModuleSession.Connected();
        session.Gateway.AddWithdrawals(3);

        Assert.Equal([11111L, 11113L], session.Run(script).Succeeded().Column<long>("Id"));
    }

    [Theory]
    [InlineData("Get-AqpWithdrawal")]
    [InlineData("Wait-AqpWithdrawal")]
    public void A_row_of_an_exported_list_is_read_back(string command)
    {
        using var session = ModuleSession.Connected();
        session.Gateway.AddWithdrawals(1);

        var withdrawal = session.Run(
            $$"""
            $row = [ordered]@{}
            (Get-AqpWithdrawalList).PSObject.Properties | ForEach-Object { $row[$_.Name] = "$($_.Value)" }
            [pscustomobject] $row | {{command}}
            """).Succeeded().Only();

        Assert.Equal(11111, withdrawal.Value<long>("Id"));
    }

    [Fact]
    public void An_id_that_does_not_exist_does_not_stop_the_others()
    {
        using var session = ModuleSession.Connected();
        session.Gateway.AddWithdrawals(2);

        var result = session.Run("11111, 99999, 0, 11112 | Get-AqpWithdrawal");

        Assert.Equal([11111L, 11112L], result.Column<long>("Id"));
        Assert.Equal(["AqpWithdrawalNotFound", "AqpInvalidWithdrawalId"], result.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Equal([99999L, 0L], result.Errors.Select(error => error.TargetObject).Cast<long>());
        Assert.Equal([ErrorCategory.ObjectNotFound, ErrorCategory.InvalidArgument], result.Errors.Select(error => error.CategoryInfo.Category));
    }

    [Fact]
    public void Each_withdrawal_comes_out_before_the_next_is_asked_for()
    {
        using var session = ModuleSession.Connected();
        session.Gateway.AddWithdrawals(3);

        var calls = session.Run("11111..11113 | Get-AqpWithdrawal | ForEach-Object { $sandbox.Requests.Count }").Succeeded();

        Assert.Equal([1, 2, 3], calls.Output.Select(item => (int)item.BaseObject));
    }

    [Fact]
    public void A_fault_on_the_way_is_retried_without_an_error()
    {
        using var session = ModuleSession.Connected();
        session.Gateway.AddWithdrawals(1);
        session.Gateway.FailNext("DropBeforeCommit", "Details");

        var result = session.Run(AccountCommands.Get + " -Verbose").Succeeded();

        Assert.Equal(11111, result.Only().Value<long>("Id"));
        Assert.Equal(2, session.Gateway.CallCount);
        Assert.Equal(2, result.Verbose.Count);
        Assert.Contains("Trying again", result.Verbose[0]);
        Assert.StartsWith("details id 11111: HTTP 200", result.Verbose[1]);
    }

    [Fact]
    public void What_is_no_answer_of_the_gateway_is_a_protocol_error()
    {
        using var session = ModuleSession.Connected();
        session.Gateway.FailNext("HtmlOk", "Details");

        var error = session.Run(AccountCommands.Get).Error();

        Assert.StartsWith("AqpProtocolError,", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.ProtocolError, error.CategoryInfo.Category);
        Assert.Contains("HTTP 200", error.ToString());
        Assert.Contains("text/html", error.ToString());
        Assert.Contains("Sign in to the network", error.ToString());
    }

    [Fact]
    public void A_gateway_that_is_not_there_is_a_connection_error()
    {
        using var session = ModuleSession.Connected();
        session.Run("Stop-AqpSandbox").Succeeded();

        var error = session.Run(AccountCommands.Get).Error();

        Assert.StartsWith("AqpGatewayUnreachable,", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.ConnectionError, error.CategoryInfo.Category);
        Assert.Equal(11111L, error.TargetObject);
    }
}
