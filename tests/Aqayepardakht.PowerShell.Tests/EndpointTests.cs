using System.Linq;
using System.Management.Automation;
using Xunit;

namespace Aqayepardakht.Commands.Tests;

public sealed class EndpointTests
{
    [Theory]
    [InlineData("$sandbox.Endpoint")]
    [InlineData("$sandbox.Endpoint.AbsoluteUri")]
    [InlineData("$sandbox.Endpoint.AbsoluteUri.TrimEnd('/')")]
    [InlineData("$sandbox.Endpoint.AbsoluteUri.Replace('127.0.0.1', 'localhost')")]
    public void An_address_is_taken_with_and_without_its_slash(string endpoint)
    {
        using var session = ModuleSession.Open();

        session.Run($"Get-AqpWithdrawalList -Credential $sandbox.Credential -Endpoint {endpoint}").Succeeded();
        session.Run($"$null = Connect-AqpAccount $sandbox.Credential -Endpoint {endpoint} -Pin $sandbox.Pin; Get-AqpWithdrawalList").Succeeded();

        Assert.Equal(2, session.Gateway.CallCount);
    }

    [Fact]
    public void The_calls_are_appended_to_the_address()
    {
        using var session = ModuleSession.Open();
        using var gateway = new RecordingGateway("/some/where/");
        session.Run("$null = Connect-AqpAccount $sandbox.Credential -Endpoint $at", ("at", gateway.Endpoint.TrimEnd('/'))).Succeeded();

        session.Run(string.Join("; ", AccountCommands.Request, AccountCommands.Get, AccountCommands.List)).Succeeded();

        Assert.Equal(["/some/where/request", "/some/where/details", "/some/where/list"], gateway.Calls.Select(call => call.Path));
    }

    [Fact]
    public void An_address_on_the_command_goes_before_that_of_the_connection()
    {
        using var session = ModuleSession.Connected();
        using var gateway = new RecordingGateway();

        session.Run("Get-AqpWithdrawalList -Endpoint $at", ("at", gateway.Endpoint)).Succeeded();

        Assert.Single(gateway.Calls);
        Assert.Equal(0, session.Gateway.CallCount);
    }

    [Fact]
    public void The_real_gateway_is_the_default()
    {
        using var session = ModuleSession.Open();

        var connection = session.Run("Connect-AqpAccount $sandbox.Credential").Succeeded().Only();

        Assert.Equal("https://panel.aqayepardakht.ir/api/v2/withdraw/", connection.Value<string>("Endpoint"));
    }

    [Theory]
    [InlineData("http://panel.aqayepardakht.ir/api/v2/withdraw/")]
    [InlineData("http://localhost.example.com/")]
    [InlineData("http://127.0.0.1.example.com/")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("file:///tmp/withdraw")]
    [InlineData("panel.aqayepardakht.ir/api/v2/withdraw")]
    [InlineData("https://someone@panel.aqayepardakht.ir/api/v2/withdraw/")]
    [InlineData("https://panel.aqayepardakht.ir/api/v2/withdraw/?to=")]
    [InlineData("https://panel.aqayepardakht.ir/api/v2/withdraw/?to=me")]
    [InlineData("https://panel.aqayepardakht.ir/api/v2/withdraw/#request")]
    public void An_address_that_is_not_safe_for_a_key_is_refused(string endpoint)
    {
        using var session = ModuleSession.Connected();

        foreach (var command in new[] { AccountCommands.Request, AccountCommands.Get, AccountCommands.List, AccountCommands.Wait, "Connect-AqpAccount $sandbox.Credential" })
        {
            var error = session.RunToItsEndingError($"{command} -Endpoint '{endpoint}'");

            Assert.StartsWith("AqpInvalidEndpoint,", error.FullyQualifiedErrorId);
            Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        }

        Assert.Equal(0, session.Gateway.CallCount);
        Assert.Single(session.Run("Get-AqpConnection").Succeeded().Output);
    }
}
