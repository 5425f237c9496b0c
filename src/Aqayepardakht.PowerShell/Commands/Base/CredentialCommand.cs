using System;
using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>A command that can be given an account: as a credential or as a secret in a vault.</summary>
public abstract class CredentialCommand : AqpCommand
{
    private protected CredentialCommand()
    {
    }

    /// <summary>The account number as the user name, the encryption key as the password.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.Credential)]
    [CredentialArgument]
    public virtual PSCredential? Credential { get; set; }

    /// <summary>The name of the secret that holds the account, in a vault of Microsoft.PowerShell.SecretManagement.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.Secret)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    public string? SecretName { get; set; }

    /// <summary>The vault that holds the secret; every registered vault is searched by default.</summary>
    [Parameter(ParameterSetName = ParameterSets.Secret)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VaultNameCompleter))]
    public string? VaultName { get; set; }

    /// <summary>
    /// The address that request, list and details are appended to; that of the connection, or else the real gateway's, by default.
    /// </summary>
    [Parameter]
    public virtual Uri? Endpoint { get; set; }

    /// <summary>The timeout of one attempt, in seconds; 30 by default.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int? TimeoutSec { get; set; }

    private protected static int DefaultTimeoutSec { get; } = (int)new WithdrawClientOptions().Timeout.TotalSeconds;

    /// <exception cref="WithdrawException">The account cannot be read or is incomplete.</exception>
    private protected StoredAccount ReadAccount() => ParameterSetName == ParameterSets.Secret
        ? VaultAccountReader.Read(this, SecretName!, VaultName)
        : new StoredAccount(new WithdrawAccount(Credential!.UserName, Credential.Password));
}
