using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Aqayepardakht.Commands.Tests;

public sealed class PinTests
{
    [Theory]
    [InlineData("", "", null)]
    [InlineData("-Pin (FIRST)", "", "first")]
    [InlineData("", "-Pin (SECOND)", "second")]
    [InlineData("-Pin (FIRST)", "-Pin (SECOND)", "second")]
    [InlineData("-Pin $null", "", null)]
    public void A_request_sends_the_pin_of_the_command_or_else_of_the_connection(string onConnect, string onRequest, string? sent)
    {
        using var session = ModuleSession.Open();
        using var gateway = new RecordingGateway();

        session.Run(
            Fill($"$null = Connect-AqpAccount $sandbox.Credential -Endpoint $at {onConnect}; {AccountCommands.Request} {onRequest}"),
            ("at", gateway.Endpoint)).Succeeded().Only();

        Assert.Equal(sent, Assert.Single(gateway.Calls).Fields.GetValueOrDefault("pin"));
    }

    [Fact]
    public void Reads_send_no_pin()
    {
        using var session = ModuleSession.Open();
        using var gateway = new RecordingGateway();

        session.Run(
            Fill($"$null = Connect-AqpAccount $sandbox.Credential -Endpoint $at -Pin (FIRST); {AccountCommands.Get}; {AccountCommands.List}; {AccountCommands.Wait}"),
            ("at", gateway.Endpoint)).Succeeded();

        Assert.Equal(3, gateway.Calls.Count);
        Assert.DoesNotContain(gateway.Calls, call => call.Fields.ContainsKey("pin"));
    }

    [Fact]
    public void A_pin_on_one_request_does_not_stay_with_the_connection()
    {
        using var session = ModuleSession.Open();
        using var gateway = new RecordingGateway();

        session.Run(
            Fill($"$null = Connect-AqpAccount $sandbox.Credential -Endpoint $at; {AccountCommands.Request} -Pin (SECOND); {AccountCommands.Request}"),
            ("at", gateway.Endpoint)).Succeeded();

        Assert.Equal(["second", null], gateway.Calls.Select(call => call.Fields.GetValueOrDefault("pin")));
    }

    [Theory]
    [InlineData(AccountCommands.Request)]
    [InlineData("Connect-AqpAccount $sandbox.Credential")]
    [InlineData("Start-AqpSandbox")]
    public void A_pin_in_plain_text_is_refused_without_being_repeated(string command)
    {
        using var session = ModuleSession.Connected();

        var error = session.Run($"$plain = 'plain' + 'PIN' + 'text'; {command} -Pin $plain").Error();

        Assert.Contains("SecureString", error.ToString());
        Assert.DoesNotContain("plainPINtext", SecretSearch.TextOf(error));
        Assert.Equal(0, session.Gateway.CallCount);
    }

    private static string Fill(string script) => script.Replace("FIRST", Secure("first")).Replace("SECOND", Secure("second"));

    private static string Secure(string text) => $"[System.Net.NetworkCredential]::new('', '{text}').SecurePassword";
}
