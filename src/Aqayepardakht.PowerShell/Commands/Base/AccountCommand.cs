using System;
using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>A command that works for an account: the one given, or the connected one of this runspace.</summary>
public abstract class AccountCommand : AqpCommand
{
    private protected const string CurrentSet = "Current";
    private protected const string CredentialSet = "Credential";
    private protected const string SecretSet = "Secret";
    private protected const string ConnectionSet = "Connection";

    private WithdrawAccount? _ownAccount;

    /// <summary>The account number as the user name, the encryption key as the password.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CredentialSet)]
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

    /// <summary>A connection that Connect-AqpAccount returned, or its account number.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ConnectionSet)]
    [ConnectionArgument]
    [ArgumentCompleter(typeof(AccountCompleter))]
    public AccountConnection? Connection { get; set; }

    /// <summary>The address that request, list and details are appended to; that of the connection, or else the real gateway, by default.</summary>
    [Parameter]
    public Uri? Endpoint { get; set; }

    /// <summary>How many seconds one attempt may take; 30 by default.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int? TimeoutSec { get; set; }

    private protected WithdrawClient Client { get; private set; } = null!;

    /// <summary>Settles whose account it is, before the first item.</summary>
    protected override void BeginProcessing()
    {
        try
        {
            var (account, endpoint, timeoutSec) = Resolve();
            var options = new WithdrawClientOptions
            {
                Timeout = TimeSpan.FromSeconds(TimeoutSec ?? timeoutSec ?? new WithdrawClientOptions().Timeout.TotalSeconds),
                OnCall = report => Queue(() => WriteVerbose(report.ToString())),
            };
            Client = new WithdrawClient(ConnectionPool.For(Endpoint ?? endpoint), Adjust(account), options);
        }
        catch (WithdrawException exception)
        {
            Throw(exception);
        }
    }

    /// <summary>Lets a command use the account with a pin of its own.</summary>
    private protected virtual WithdrawAccount Adjust(WithdrawAccount account) => account;

    /// <summary>Writes a withdrawal, and remembers it for completion.</summary>
    private protected void WriteWithdrawal(Withdrawal withdrawal)
    {
        CompletionHistory.Current.Remember([withdrawal]);
        WriteObject(withdrawal);
    }

    /// <summary>Hands over an account that is disposed with the command.</summary>
    private protected WithdrawAccount Own(WithdrawAccount account)
    {
        _ownAccount?.Dispose();
        _ownAccount = account;
        return account;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _ownAccount?.Dispose();
        }
    }

    private (WithdrawAccount Account, Uri? Endpoint, int? TimeoutSec) Resolve()
    {
        switch (ParameterSetName)
        {
            case CredentialSet:
                return (Own(new WithdrawAccount(Credential!.UserName, Credential.Password)), null, null);
            case SecretSet:
                return (Own(VaultAccountReader.Read(this, SecretName!, VaultName)), null, null);
            default:
                var connection = Connection ?? SessionConnections.Current.Default ?? throw CommandMessages.NotConnected();
                var account = connection.Credentials ?? throw CommandMessages.Disconnected(connection.Account);
                return (account, connection.Endpoint, connection.TimeoutSec);
        }
    }
}
