using System.Management.Automation;
using System.Net;
using Xunit;

namespace Aqayepardakht.Commands.Tests;

/// <summary>A question that only a host can answer: the console reads a key without echo, and never from a pipe.</summary>
public sealed class CredentialTests
{
    [Fact]
    public void A_user_name_in_place_of_a_credential_asks_for_the_key()
    {
        using var session = ModuleSession.Open();
        session.Host.Screen.Credential = new PSCredential(session.Gateway.Account, new NetworkCredential(string.Empty, session.Gateway.Key).SecurePassword);

        var result = session.Run("Get-AqpWithdrawalList -Credential $sandbox.Account -Endpoint $sandbox.Endpoint");

        Assert.Empty(result.Succeeded().Output);
        Assert.Equal(["Credential " + session.Gateway.Account], session.Host.Screen.Lines);
        Assert.Equal(1, session.Gateway.CallCount);
    }
}
