using System;
using System.Management.Automation;
using System.Security;

namespace Aqayepardakht.Commands;

/// <summary>Connect-AqpAccount: sets the account that later commands of this runspace use. Nothing is sent and nothing is written to disk.</summary>
[Cmdlet(VerbsCommunications.Connect, "AqpAccount", DefaultParameterSetName = CredentialSet)]
[OutputType(typeof(AccountConnection))]
public sealed class ConnectAqpAccountCommand : AqpCommand
{
    private const string CredentialSet = "Credential";
    private const string SecretSet = "Secret";

    /// <summary>The account number as the user name, the encryption key as the password.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = CredentialSet, ValueFromPipelineByPropertyName = true)]
    [CredentialArgument]
    public PSCredential? Credential { get; set; }

    /// <summary>The name of the secret that holds the account, in a vault of Microsoft.PowerShell.SecretManagement.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SecretSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public string? SecretName { get; set; }

    /// <summary>The vault to look in; all vaults by default.</summary>
    [Parameter(ParameterSetName = SecretSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VaultNameCompleter))]
    public string? VaultName { get; set; }

    /// <summary>The gateway pin, for an account that uses one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    public SecureString? Pin { get; set; }

    /// <summary>The address that request, list and details are appended to; the real gateway by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public Uri? Endpoint { get; set; }

    /// <summary>How many seconds one attempt may take; 30 by default.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSec { get; set; } = (int)new WithdrawClientOptions().Timeout.TotalSeconds;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            var account = ParameterSetName == SecretSet
                ? VaultAccountReader.Read(this, SecretName!, VaultName)
                : new WithdrawAccount(Credential!.UserName, Credential.Password, Pin);
            if (ParameterSetName == SecretSet && Pin is not null)
            {
                using var stored = account;
                account = stored.WithPin(Pin);
            }

            var connection = new AccountConnection(account, ConnectionPool.For(Endpoint).Endpoint, TimeoutSec);
            SessionConnections.Current.Add(connection);
            WriteObject(connection);
        }
        catch (WithdrawException exception)
        {
            // A script that goes on after this must not pay from the account that was connected before.
            SessionConnections.Current.Deselect();
            Throw(exception);
        }
    }
}
