using System.Management.Automation;
using Xunit;

namespace Aqayepardakht.Commands.Tests;

/// <summary>A request whose response was lost: never a failure, never sent again.</summary>
public sealed class OutcomeUnknownTests
{
    [Theory]
    [InlineData("ServerError", 0)]
    [InlineData("ServerErrorAfterCommit", 1)]
    [InlineData("BadGatewayHtml", 0)]
    [InlineData("ServiceUnavailable", 0)]
    [InlineData("TooManyRequests", 0)]
    [InlineData("BrokenJson", 1)]
    [InlineData("BrokenJsonBeforeCommit", 0)]
    [InlineData("DropBeforeCommit", 0)]
    [InlineData("DropAfterCommit", 1)]
    [InlineData("CutAnswer", 1)]
    [InlineData("DisruptedBeforeCommit", 0)]
    [InlineData("DisruptedAfterCommit", 1)]
    [InlineData("Redirect", 0)]
    [InlineData("HtmlOk", 0)]
    public void A_fault_makes_the_outcome_unknown_and_the_request_is_not_sent_again(string fault, int made)
    {
        using var session = ModuleSession.Connected();
        session.Gateway.FailNext(fault, "Request");

        var result = session.Run("New-AqpWithdrawal '1,000' IR270170000000100324200001 -Confirm:$false");

        var error = result.Error();
        Assert.Empty(result.Output);
        Assert.StartsWith("AqpOutcomeUnknown,", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidResult, error.CategoryInfo.Category);
        Assert.Equal("Aqayepardakht.OutcomeUnknownException", error.Exception.GetType().FullName);
        Assert.Contains("1000 to IR270170000000100324200001", error.ToString());
        Assert.Contains("Do not request it again yet", error.ErrorDetails.RecommendedAction);
        Assert.Equal("1,000", PSObject.AsPSObject(error.TargetObject).Value<string>("Amount"));
        Assert.Equal(1, session.Gateway.CallCount);
        Assert.Equal(made, session.Gateway.Withdrawals.Count);
    }

    [Theory]
    [InlineData("Hang", 0)]
    [InlineData("HangAfterCommit", 1)]
    public void A_time_limit_makes_the_outcome_unknown(string fault, int made)
    {
        using var session = ModuleSession.Connected();
        session.Gateway.FailNext(fault, "Request");

        var error = session.Run(AccountCommands.Request + " -TimeoutSec 1").Error();

        Assert.StartsWith("AqpOutcomeUnknown,", error.FullyQualifiedErrorId);
        Assert.Contains("within 1 seconds", error.ToString());
        Assert.Equal(1, session.Gateway.CallCount);
        Assert.Equal(made, session.Gateway.Withdrawals.Count);
    }

    [Theory]
    [InlineData("-TimeoutSec 1", "", "within 1 seconds")]
    [InlineData("-TimeoutSec 60", "-TimeoutSec 1", "within 1 seconds")]
    public void The_time_limit_is_that_of_the_command_or_else_of_the_connection(string onConnect, string onRequest, string expected)
    {
        using var session = ModuleSession.Open();
        session.Gateway.FailNext("Hang", "Request");

        var error = session.Run($"$null = $sandbox | Connect-AqpAccount {onConnect}; {AccountCommands.Request} {onRequest}").Error();

        Assert.Contains(expected, error.ToString());
    }

    [Fact]
    public void A_read_that_takes_too_long_is_a_timeout()
    {
        using var session = ModuleSession.Connected();
        session.Gateway.FailNext("Hang", "Details", 3);

        var error = session.Run(AccountCommands.Get + " -TimeoutSec 1").Error();

        Assert.StartsWith("AqpGatewayTimeout,", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.OperationTimeout, error.CategoryInfo.Category);
        Assert.Equal(3, session.Gateway.CallCount);
    }

    [Fact]
    public void A_gateway_that_is_not_there_is_an_ordinary_failure_since_nothing_left()
    {
        using var session = ModuleSession.Connected();
        session.Run("Stop-AqpSandbox").Succeeded();

        var error = session.Run(AccountCommands.Request).Error();

        Assert.StartsWith("AqpGatewayUnreachable,", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.ConnectionError, error.CategoryInfo.Category);
        Assert.Empty(session.Gateway.Withdrawals);
    }

    [Fact]
    public void The_next_payment_is_still_made_after_one_of_unknown_outcome()
    {
        using var session = ModuleSession.Connected();
        session.Gateway.FailNext("DropAfterCommit", "Request");

        var result = session.Run(
            "1000, 2000 | ForEach-Object { [pscustomobject]@{ Amount = $_; Iban = 'IR270170000000100324200001' } } | New-AqpWithdrawal -Confirm:$false");

        Assert.StartsWith("AqpOutcomeUnknown,", result.Error().FullyQualifiedErrorId);
        Assert.Equal(2000, result.Only().Value<long>("Amount"));
        Assert.Equal(2, session.Gateway.CallCount);
    }
}
