using System;
using System.Management.Automation;
using System.Security;

namespace Aqayepardakht.Commands;

/// <summary>
/// Connect-AqpAccount: sets the account that later commands of this runspace use. Nothing is sent and nothing is written to disk.
/// </summary>
[Cmdlet(VerbsCommunications.Connect, "AqpAccount", DefaultParameterSetName = ParameterSets.Credential)]
[OutputType(typeof(AccountConnection))]
public sealed class ConnectAqpAccountCommand : CredentialCommand
{
    /// <inheritdoc/>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.Credential, ValueFromPipelineByPropertyName = true)]
    [CredentialArgument]
    public override PSCredential? Credential { get; set; }

    /// <summary>The gateway pin, for an account that uses one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    public SecureString? Pin { get; set; }

    /// <summary>The address that request, list and details are appended to; the real gateway's by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public override Uri? Endpoint { get; set; }

    /// <summary>The journal file of keyed withdrawals; by default one for each account and user.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <summary>The PostgreSQL database that keeps the journal for many machines, as an Npgsql connection string.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalDatabase { get; set; }

    /// <summary>The role and the password for the journal's database; those of the connection string by default.</summary>
    [Parameter]
    [CredentialArgument(IsOfDatabase = true)]
    public PSCredential? JournalCredential { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            var endpoint = ConnectionPool.For(Endpoint).Endpoint;
            var (account, storedDatabase) = ReadAccount();
            if (Pin is not null)
            {
                using var withoutPin = account;
                account = withoutPin.WithPin(Pin);
            }

            var connection = new AccountConnection(account, endpoint, TimeoutSec ?? DefaultTimeoutSec, Journal(storedDatabase));
            SessionConnections.Current.Add(connection);
            WriteObject(connection);
        }
        catch (WithdrawException exception)
        {
            // A script that goes on after this must not pay from the account that was connected before.
            SessionConnections.Current.Deselect();
            ThrowTerminating(exception);
        }
    }

    /// <remarks>It lives as long as the connection, and not as long as the command.</remarks>
    private JournalSource Journal(string? storedDatabase)
    {
        var database = JournalDatabase ?? (JournalPath is null ? storedDatabase : null);
        return JournalOf(JournalPath, database, JournalCredential) ?? JournalSource.DefaultFile;
    }
}
