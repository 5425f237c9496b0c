using System.Management.Automation;
using Xunit;

namespace Aqayepardakht.Commands.Tests;

/// <summary>The path of modules belongs to the process, so that nothing else may run beside these.</summary>
[CollectionDefinition("Module path", DisableParallelization = true)]
public sealed class TestsOfTheModulePath;

[Collection("Module path")]
public sealed class SecretNameTests
{
    private const string Credential = "$vault = @{ store = $sandbox.Credential }; ";
    private const string Texts = "$vault = @{ store = @{ Account = $sandbox.Account; Code = $key; Pin = $pin } }; ";
    private const string Secure = "$vault = @{ store = @{ Account = $sandbox.Account; Code = $sandbox.Credential.Password; Pin = $sandbox.Pin } }; ";
    private const string AllSecure =
        "$number = [System.Net.NetworkCredential]::new('', $sandbox.Account).SecurePassword; " +
        "$vault = @{ store = @{ account = $number; CODE = $sandbox.Credential.Password; pin = $sandbox.Pin } }; ";

    [Theory]
    [MemberData(nameof(AccountCommands.All), MemberType = typeof(AccountCommands))]
    public void A_stored_credential_is_used(string command)
    {
        using var session = ModuleSession.Open();
        using var vault = FakeVault.Installed();
        session.Gateway.AddWithdrawals(1);

        session.Run(Credential + AccountCommands.WithPin(command) + " -SecretName store -Endpoint $sandbox.Endpoint").Succeeded().Only();

        Assert.Equal(1, session.Gateway.CallCount);
        Assert.Equal("store of ", session.Run("$asked").Only().BaseObject);
    }

    [Theory]
    [InlineData(Texts)]
    [InlineData(Secure)]
    [InlineData(AllSecure)]
    public void A_stored_hashtable_is_used_with_its_pin(string store)
    {
        using var session = ModuleSession.Open();
        using var vault = FakeVault.Installed();

        session.Run(
            store + AccountCommands.Request + " -SecretName store -Endpoint $sandbox.Endpoint",
            ("key", session.Gateway.Key),
            ("pin", session.Gateway.Pin)).Succeeded().Only();

        Assert.Single(session.Gateway.Withdrawals);
    }

    [Fact]
    public void A_stored_hashtable_without_a_pin_sends_none()
    {
        using var session = ModuleSession.Open("-Manual -WithoutPin");
        using var vault = FakeVault.Installed();

        session.Run(
            "$vault = @{ store = @{ Account = $sandbox.Account; Code = $key } }; " + AccountCommands.Request + " -SecretName store -Endpoint $sandbox.Endpoint",
            ("key", session.Gateway.Key)).Succeeded().Only();

        Assert.Single(session.Gateway.Withdrawals);
    }

    [Fact]
    public void A_pin_on_the_command_goes_before_the_stored_one()
    {
        using var session = ModuleSession.Open();
        using var vault = FakeVault.Installed();

        session.Run(
            "$vault = @{ store = @{ Account = $sandbox.Account; Code = $key; Pin = 'another' } }; " +
            AccountCommands.Request + " -Pin $sandbox.Pin -SecretName store -Endpoint $sandbox.Endpoint",
            ("key", session.Gateway.Key)).Succeeded().Only();

        Assert.Single(session.Gateway.Withdrawals);
    }

    [Fact]
    public void A_vault_is_asked_by_its_name()
    {
        using var session = ModuleSession.Open();
        using var vault = FakeVault.Installed();

        session.Run(Credential + "Get-AqpWithdrawalList -SecretName store -VaultName Safe -Endpoint $sandbox.Endpoint").Succeeded();

        Assert.Equal("store of Safe", session.Run("$asked").Only().BaseObject);
    }

    [Fact]
    public void An_account_is_connected_out_of_a_vault()
    {
        using var session = ModuleSession.Open();
        using var vault = FakeVault.Installed();

        var connection = session.Run(
            Secure + "Connect-AqpAccount -SecretName store -VaultName Safe -Endpoint $sandbox.Endpoint").Succeeded().Only();
        session.Run("$vault = @{}; " + AccountCommands.Request).Succeeded().Only();

        Assert.True(connection.Value<bool>("HasPin"));
        Assert.Equal(session.Gateway.Account, connection.Value<string>("Account"));
        Assert.Single(session.Gateway.Withdrawals);
    }

    [Fact]
    public void A_pin_given_to_connect_goes_before_the_stored_one()
    {
        using var session = ModuleSession.Open();
        using var vault = FakeVault.Installed();

        session.Run(
            "$vault = @{ store = @{ Account = $sandbox.Account; Code = $key; Pin = 'another' } }; " +
            "$null = Connect-AqpAccount -SecretName store -Pin $sandbox.Pin -Endpoint $sandbox.Endpoint; " + AccountCommands.Request,
            ("key", session.Gateway.Key)).Succeeded().Only();

        Assert.Single(session.Gateway.Withdrawals);
    }

    [Theory]
    [InlineData("'just a text'", "String", "AqpSecretOfOtherType")]
    [InlineData("$sandbox.Pin", "SecureString", "AqpSecretOfOtherType")]
    [InlineData("[byte[]](1, 2, 3)", "Byte", "AqpSecretOfOtherType")]
    [InlineData("{ }", "$null", "AqpSecretOfOtherType")]
    [InlineData("@{ Account = '123'; Code = 42 }", "Int32", "AqpSecretOfOtherType")]
    [InlineData("@{ Account = '123'; Code = 'k'; Pin = @(1) }", "Object[]", "AqpSecretOfOtherType")]
    [InlineData("@{ Account = '123' }", "The secret 'store' has no Code; it has Account.", "AqpInvalidKey")]
    [InlineData("@{ Account = '123'; Cod = 'k' }", "The secret 'store' has no Code; it has Account, Cod.", "AqpInvalidKey")]
    [InlineData("@{ Acount = '1'; Code = '2' }", "The secret 'store' has no Account; it has Acount, Code.", "AqpInvalidAccount")]
    [InlineData("@{}", "The secret 'store' has no Account; it is an empty hashtable.", "AqpInvalidAccount")]
    [InlineData("@{ Account = ''; Code = 'k' }", "The account number is empty.", "AqpInvalidAccount")]
    [InlineData("@{ Account = '123'; Code = $null }", "The encryption key is empty.", "AqpInvalidKey")]
    [InlineData("{ throw 'The vault is locked.' }", "The vault is locked.", "AqpSecretNotRead")]
    public void A_secret_that_cannot_be_used_is_an_error_and_nothing_is_sent(string secret, string named, string id)
    {
        using var session = ModuleSession.Connected();
        using var vault = FakeVault.Installed();

        foreach (var command in new[] { AccountCommands.Request, AccountCommands.Get, AccountCommands.List, AccountCommands.Wait, "Connect-AqpAccount" })
        {
            var error = session.RunToItsEndingError($"$vault = @{{ store = {secret} }}; {command} -SecretName store -Endpoint $sandbox.Endpoint");

            Assert.StartsWith(id + ",", error.FullyQualifiedErrorId);
            Assert.Contains(named, error.ToString());
        }

        Assert.Equal(0, session.Gateway.CallCount);
    }

    [Fact]
    public void What_the_vault_reports_is_quoted_and_not_how_it_was_stopped()
    {
        using var session = ModuleSession.WithoutSandbox();
        using var vault = FakeVault.Installed();

        var error = session.RunToItsEndingError("$vault = @{ store = { Get-Command No-SuchSecret -ErrorAction Stop } }; Connect-AqpAccount -SecretName store");

        Assert.StartsWith("The secret 'store' could not be read: The term 'No-SuchSecret' is not recognized", error.ToString());
    }

    [Theory]
    [InlineData("'just a text'")]
    [InlineData("@{ Acount = '1'; Code = '2' }")]
    [InlineData("@{ Account = '1' }")]
    public void A_secret_that_cannot_be_used_shows_how_to_store_one(string secret)
    {
        using var session = ModuleSession.WithoutSandbox();
        using var vault = FakeVault.Installed();

        var error = session.RunToItsEndingError($"$vault = @{{ store = {secret} }}; Connect-AqpAccount -SecretName store");

        Assert.Contains("Set-Secret NAME @{ Account = '...'; Code = '...'; Pin = '...' }", error.ErrorDetails.RecommendedAction);
    }

    [Theory]
    [InlineData("@{ Account = $sandbox.Account; Code = $key; Pin = @(1) }")]
    [InlineData("@{ Acount = $sandbox.Account; Code = $key; Pin = $pin }")]
    [InlineData("@{ Account = $sandbox.Account; Cod = $key; Pin = $pin }")]
    [InlineData("@{ Account = ''; Code = $key; Pin = $pin }")]
    [InlineData("@{ Account = 'another'; Code = $key; Pin = $pin }")]
    [InlineData("@{ Account = $sandbox.Account; Code = $key; Pin = $pin }")]
    [InlineData("$key")]
    [InlineData("[pscustomobject]@{ Account = $sandbox.Account; Code = $key }")]
    public void Nothing_of_a_stored_secret_is_in_any_stream(string secret)
    {
        using var session = KnownSecrets.Open();
        using var vault = FakeVault.Installed();
        session.Gateway.AnswerNext(-15, "Request");

        var result = session.Run(
            $"$vault = @{{ store = {secret} }}; {AccountCommands.Request} -SecretName store -Endpoint $sandbox.Endpoint",
            ("key", KnownSecrets.Key),
            ("pin", KnownSecrets.Pin));

        Assert.StartsWith("Aqp", result.Error().FullyQualifiedErrorId);
        KnownSecrets.AssertHidden(session, result);
    }

    [Theory]
    [MemberData(nameof(AccountCommands.All), MemberType = typeof(AccountCommands))]
    [InlineData("Connect-AqpAccount")]
    public void Without_the_secret_module_the_error_says_how_to_install_it(string command)
    {
        using var session = ModuleSession.Connected();
        using var vault = FakeVault.Missing();

        var error = session.RunToItsEndingError(command + " -SecretName store");

        Assert.StartsWith("AqpSecretManagementMissing,", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.NotInstalled, error.CategoryInfo.Category);
        Assert.Contains("Install-PSResource Microsoft.PowerShell.SecretManagement", error.ErrorDetails.RecommendedAction);
        Assert.Equal(0, session.Gateway.CallCount);
    }
}
