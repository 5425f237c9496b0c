using System.Linq;
using System.Management.Automation;
using Xunit;

namespace Aqayepardakht.Commands.Tests;

public sealed class ConnectionTests
{
    [Theory]
    [MemberData(nameof(AccountCommands.All), MemberType = typeof(AccountCommands))]
    public void A_command_uses_the_connected_account(string command)
    {
        using var session = ModuleSession.Connected();
        session.Gateway.AddWithdrawals(1);

        session.Run(command).Succeeded().Only();

        Assert.Equal(1, session.Gateway.CallCount);
    }

    [Theory]
    [MemberData(nameof(AccountCommands.All), MemberType = typeof(AccountCommands))]
    public void A_command_uses_the_connection_it_is_given(string command)
    {
        using var session = ModuleSession.Open();
        session.Run("$first = $sandbox | Connect-AqpAccount; $null = Start-AqpSandbox | Connect-AqpAccount").Succeeded();
        session.Gateway.AddWithdrawals(1);

        session.Run(command + " -Connection $first").Succeeded().Only();
        session.Run(command + " -Connection $sandbox.Account").Succeeded();

        Assert.Equal(2, session.Gateway.CallCount);
    }

    [Fact]
    public void Connecting_gives_a_connection_without_a_call()
    {
        using var session = ModuleSession.Open();

        var connection = session.Run("$sandbox | Connect-AqpAccount").Succeeded().Only();

        Assert.Equal("Aqayepardakht.Commands.AccountConnection", connection.TypeNames[0]);
        Assert.Equal(["Account", "Endpoint", "HasPin", "TimeoutSec", "IsCurrent"], connection.Properties.Select(property => property.Name));
        Assert.Equal(session.Gateway.Account, connection.Value<string>("Account"));
        Assert.Equal(session.Gateway.Endpoint, connection.Value<string>("Endpoint"));
        Assert.True(connection.Value<bool>("HasPin"));
        Assert.True(connection.Value<bool>("IsCurrent"));
        Assert.Equal(30, connection.Value<int>("TimeoutSec"));
        Assert.Equal(0, session.Gateway.CallCount);
    }

    [Fact]
    public void A_sandbox_without_a_pin_connects_as_well()
    {
        using var session = ModuleSession.Connected("-Manual -WithoutPin");

        session.Run(AccountCommands.Request).Succeeded();

        Assert.Single(session.Gateway.Withdrawals);
        Assert.False(session.Run("Get-AqpConnection").Only().Value<bool>("HasPin"));
    }

    [Fact]
    public void The_latest_of_several_accounts_is_the_current_one_and_comes_first()
    {
        using var session = ModuleSession.Open();

        session.Run("$other = Start-AqpSandbox; $sandbox, $other | Connect-AqpAccount").Succeeded();

        var connections = session.Run("Get-AqpConnection").Succeeded();
        Assert.Equal([true, false], connections.Column<bool>("IsCurrent"));
        Assert.Equal(session.Gateway.Account, connections.Output[1].Value<string>("Account"));
    }

    [Fact]
    public void Connections_are_found_by_their_account()
    {
        using var session = ModuleSession.Connected();
        session.Run("$null = Start-AqpSandbox | Connect-AqpAccount").Succeeded();

        Assert.Equal(session.Gateway.Account, session.Run("Get-AqpConnection $sandbox.Account").Succeeded().Only().Value<string>("Account"));
        Assert.Equal(2, session.Run("Get-AqpConnection *").Succeeded().Output.Count);
        Assert.Empty(session.Run("Get-AqpConnection nobody").Succeeded().Output);
    }

    [Fact]
    public void Connecting_the_same_account_again_replaces_its_connection()
    {
        using var session = ModuleSession.Connected();

        session.Run("$null = $sandbox | Connect-AqpAccount -TimeoutSec 7").Succeeded();

        Assert.Equal(7, session.Run("Get-AqpConnection").Succeeded().Only().Value<int>("TimeoutSec"));
        session.Run("Get-AqpWithdrawalList").Succeeded();
    }

    [Fact]
    public void Disconnecting_forgets_the_account()
    {
        using var session = ModuleSession.Connected();

        session.Run("Disconnect-AqpAccount").Succeeded();

        Assert.Empty(session.Run("Get-AqpConnection").Succeeded().Output);
        Assert.StartsWith("AqpNotConnected,", session.Run("Get-AqpWithdrawalList").Error().FullyQualifiedErrorId);
        Assert.Equal(0, session.Gateway.CallCount);
    }

    [Fact]
    public void After_disconnecting_no_other_account_takes_its_place()
    {
        using var session = ModuleSession.Connected();
        session.Run("$null = Start-AqpSandbox | Connect-AqpAccount; Disconnect-AqpAccount").Succeeded();

        Assert.StartsWith("AqpNotConnected,", session.Run(AccountCommands.Request).Error().FullyQualifiedErrorId);
        Assert.Single(session.Run("Get-AqpConnection").Succeeded().Output);
        Assert.Equal(0, session.Gateway.CallCount);
    }

    [Fact]
    public void Connections_are_disconnected_through_the_pipeline_and_all_at_once()
    {
        using var session = ModuleSession.Connected();

        session.Run("Get-AqpConnection | Disconnect-AqpAccount").Succeeded();
        Assert.Empty(session.Run("Get-AqpConnection").Succeeded().Output);

        session.Run("$sandbox, (Start-AqpSandbox) | Connect-AqpAccount; Disconnect-AqpAccount -All").Succeeded();
        Assert.Empty(session.Run("Get-AqpConnection").Succeeded().Output);
    }

    [Fact]
    public void A_connection_that_was_disconnected_is_refused()
    {
        using var session = ModuleSession.Open();

        var error = session.Run("$old = $sandbox | Connect-AqpAccount; Disconnect-AqpAccount; Get-AqpWithdrawalList -Connection $old").Error();

        Assert.StartsWith("AqpDisconnected,", error.FullyQualifiedErrorId);
        Assert.Contains(session.Gateway.Account, error.ToString());
        Assert.Equal(0, session.Gateway.CallCount);
    }

    [Theory]
    [InlineData("'000000000000'")]
    [InlineData("''")]
    [InlineData("$null")]
    public void A_connection_that_does_not_exist_is_refused(string connection)
    {
        using var session = ModuleSession.Connected();

        var result = session.Run($"{AccountCommands.Request} -Connection {connection}");

        Assert.StartsWith("ParameterArgumentTransformationError,", result.Error().FullyQualifiedErrorId);
        Assert.Contains("Get-AqpConnection", result.Error().ToString());
        Assert.Equal(0, session.Gateway.CallCount);
    }

    [Fact]
    public void Disconnecting_when_nothing_is_connected_is_an_error()
    {
        using var session = ModuleSession.WithoutSandbox();

        var error = session.Run("Disconnect-AqpAccount").Error();

        Assert.StartsWith("AqpNotConnected,", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.ConnectionError, error.CategoryInfo.Category);
    }

    [Fact]
    public void Nothing_is_written_to_the_current_folder_by_connecting()
    {
        using var session = ModuleSession.Open();
        var folder = System.IO.Directory.CreateTempSubdirectory("aqp-connect-");
        try
        {
            session.Run("Set-Location $folder; $null = $sandbox | Connect-AqpAccount; Get-AqpWithdrawalList", ("folder", folder.FullName));

            Assert.Empty(folder.GetFileSystemInfos());
            Assert.Equal(1, session.Gateway.CallCount);
        }
        finally
        {
            session.Run("Set-Location $home");
            folder.Delete(recursive: true);
        }
    }
}
