using Xunit;

namespace Aqayepardakht.Commands.Tests;

/// <summary>The faults of a network, as often as it takes for a read to give up, bring neither the key nor the pin to light.</summary>
public sealed class SecrecyUnderFaultsTests
{
    [Theory]
    [InlineData("TooManyRequests", 1)]
    [InlineData("ServerError", 3)]
    [InlineData("ServerErrorAfterCommit", 3)]
    [InlineData("BadGatewayHtml", 3)]
    [InlineData("ServiceUnavailable", 1)]
    [InlineData("BrokenJson", 1)]
    [InlineData("BrokenJsonBeforeCommit", 1)]
    [InlineData("DropBeforeCommit", 3)]
    [InlineData("DropAfterCommit", 3)]
    [InlineData("CutAnswer", 3)]
    [InlineData("Hang", 1)]
    [InlineData("HangAfterCommit", 1)]
    [InlineData("DisruptedBeforeCommit", 1)]
    [InlineData("DisruptedAfterCommit", 1)]
    [InlineData("Redirect", 1)]
    [InlineData("HtmlOk", 1)]
    public void No_fault_brings_a_secret_to_light(string fault, int times)
    {
        using var session = KnownSecrets.Open();
        session.Gateway.AddWithdrawals(1);

        session.Gateway.FailNext(fault, "Request");
        var request = session.Run(AccountCommands.Request + " -TimeoutSec 1");
        session.Gateway.FailNext(fault, "List", times);
        var list = session.Run(AccountCommands.List + " -TimeoutSec 1");

        Assert.NotEmpty(request.Errors);
        Assert.NotEmpty(list.Verbose);
        Assert.Equal(1 + session.Gateway.CallsOf("List"), session.Gateway.CallCount);
        KnownSecrets.AssertHidden(session, request);
        KnownSecrets.AssertHidden(session, list);
    }
}
