using System.Management.Automation;
using System.Net;
using Xunit;

namespace Aqayepardakht.Commands.Tests;

public sealed class CredentialTests
{
    [Theory]
    [MemberData(nameof(AccountCommands.All), MemberType = typeof(AccountCommands))]
    public void A_command_takes_a_credential(string command)
    {
        using var session = ModuleSession.Open();
        session.Gateway.AddWithdrawals(1);

        var result = session.Run(AccountCommands.WithPin(command) + " -Credential $sandbox.Credential -Endpoint $sandbox.Endpoint");

        Assert.Equal("Aqayepardakht.Withdrawal", result.Succeeded().Only().TypeNames[0]);
        Assert.Equal(1, session.Gateway.CallCount);
        Assert.Empty(session.Run("Get-AqpConnection").Succeeded().Output);
    }

    [Theory]
    [MemberData(nameof(AccountCommands.All), MemberType = typeof(AccountCommands))]
    public void A_credential_goes_before_the_connected_account(string command)
    {
        using var session = ModuleSession.Connected();
        session.Gateway.AddWithdrawals(1);
        var wrongKey = new PSCredential(session.Gateway.Account, new NetworkCredential(string.Empty, "another key").SecurePassword);

        var error = session.Run(command + " -Credential $wrong -Endpoint $sandbox.Endpoint", ("wrong", wrongKey)).Error();

        Assert.StartsWith("AqpKeyWrong,", error.FullyQualifiedErrorId);
    }

    [Theory]
    [MemberData(nameof(AccountCommands.All), MemberType = typeof(AccountCommands))]
    public void Without_any_account_the_error_names_the_command_to_connect(string command)
    {
        using var session = ModuleSession.Open();

        var error = session.RunToItsEndingError(command);

        Assert.StartsWith("AqpNotConnected,", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.ConnectionError, error.CategoryInfo.Category);
        Assert.Contains("Connect-AqpAccount", error.ErrorDetails.RecommendedAction);
        Assert.Contains("Run Connect-AqpAccount, or give -Credential", error.Exception.Message);
        Assert.Equal(0, session.Gateway.CallCount);
    }

    [Theory]
    [MemberData(nameof(AccountCommands.All), MemberType = typeof(AccountCommands))]
    [InlineData("Connect-AqpAccount")]
    public void A_credential_that_is_null_is_an_error_and_nobody_is_asked(string command)
    {
        using var session = ModuleSession.Connected();

        var error = session.Run(command + " -Credential $null").Error();

        Assert.StartsWith("ParameterArgumentTransformationError,", error.FullyQualifiedErrorId);
        Assert.Contains("$null", error.ToString());
        Assert.Empty(session.Host.Screen.Questions);
        Assert.Equal(0, session.Gateway.CallCount);
    }

    [Fact]
    public void A_user_name_in_place_of_a_credential_asks_for_the_key()
    {
        using var session = ModuleSession.Open();
        session.Host.Screen.Credential = new PSCredential(session.Gateway.Account, new NetworkCredential(string.Empty, session.Gateway.Key).SecurePassword);

        var result = session.Run("Get-AqpWithdrawalList -Credential $sandbox.Account -Endpoint $sandbox.Endpoint");

        Assert.Empty(result.Succeeded().Output);
        Assert.Equal(["Credential " + session.Gateway.Account], session.Host.Screen.Questions);
        Assert.Equal(1, session.Gateway.CallCount);
    }

    [Theory]
    [MemberData(nameof(AccountCommands.All), MemberType = typeof(AccountCommands))]
    [InlineData("Connect-AqpAccount")]
    public void An_empty_password_is_refused_before_anything_is_sent(string command)
    {
        using var session = ModuleSession.Connected();
        var empty = new PSCredential(session.Gateway.Account, new System.Security.SecureString());

        var error = session.Run(command + " -Credential $empty -Endpoint $sandbox.Endpoint", ("empty", empty)).Error();

        Assert.StartsWith("AqpInvalidKey,", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Equal(0, session.Gateway.CallCount);
    }

    [Theory]
    [InlineData("-Credential $sandbox.Credential -Connection $sandbox.Account")]
    [InlineData("-Credential $sandbox.Credential -SecretName one")]
    [InlineData("-SecretName one -Connection $sandbox.Account")]
    public void Two_accounts_at_once_are_refused(string accounts)
    {
        using var session = ModuleSession.Connected();

        var error = session.Run("Get-AqpWithdrawalList " + accounts).Error();

        Assert.StartsWith("AmbiguousParameterSet,", error.FullyQualifiedErrorId);
        Assert.Equal(0, session.Gateway.CallCount);
    }
}
