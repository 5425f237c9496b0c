using System;
using System.Net.Sockets;
using Xunit;

namespace Aqayepardakht.Commands.Tests;

public sealed class RemovalTests
{
    [Fact]
    public void Removing_the_module_forgets_the_connections()
    {
        using var session = ModuleSession.Connected();
        session.Run("$connection = Get-AqpConnection; Remove-Module Aqayepardakht").Succeeded();

        session.Run("Import-Module $manifest", ("manifest", ModuleSession.ManifestPath)).Succeeded();

        Assert.Empty(session.Run("Get-AqpConnection").Succeeded().Output);
        Assert.StartsWith("AqpNotConnected,", session.Run("Get-AqpWithdrawalList").Error().FullyQualifiedErrorId);
        Assert.StartsWith("AqpDisconnected,", session.Run("Get-AqpWithdrawalList -Connection $connection").Error().FullyQualifiedErrorId);
        Assert.Equal(0, session.Gateway.CallCount);
    }

    [Fact]
    public void Removing_the_module_stops_the_sandboxes()
    {
        using var session = ModuleSession.Open();
        session.Run("$other = Start-AqpSandbox").Succeeded();
        var other = new Uri((string)session.Run("$other.Endpoint.AbsoluteUri").Only().BaseObject).Port;
        var first = new Uri(session.Gateway.Endpoint).Port;
        Assert.True(IsOpen(first));
        Assert.True(IsOpen(other));

        session.Run("Remove-Module Aqayepardakht").Succeeded();

        Assert.False(IsOpen(first));
        Assert.False(IsOpen(other));
    }

    [Fact]
    public void Removing_the_module_leaves_other_sessions_alone()
    {
        using var session = ModuleSession.Connected();
        using var other = ModuleSession.Connected();

        session.Run("Remove-Module Aqayepardakht").Succeeded();

        other.Run("Get-AqpWithdrawalList").Succeeded();
        Assert.True(IsOpen(new Uri(other.Gateway.Endpoint).Port));
    }

    [Theory]
    [InlineData("Stop-AqpSandbox $sandbox", false)]
    [InlineData("$sandbox | Stop-AqpSandbox", false)]
    [InlineData("Stop-AqpSandbox", false)]
    [InlineData("Start-AqpSandbox | Stop-AqpSandbox", true)]
    public void A_sandbox_is_stopped_by_itself_or_with_all_others(string script, bool staysOpen)
    {
        using var session = ModuleSession.Open();

        session.Run(script).Succeeded();

        Assert.Equal(staysOpen, IsOpen(new Uri(session.Gateway.Endpoint).Port));
    }

    private static bool IsOpen(int port)
    {
        using var client = new TcpClient();
        try
        {
            client.Connect("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
