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

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            var account = ReadAccount();
            if (Pin is not null)
            {
                using var withoutPin = account;
                account = withoutPin.WithPin(Pin);
            }

            var connection = new AccountConnection(account, ConnectionPool.For(Endpoint).Endpoint, TimeoutSec ?? DefaultTimeoutSec);
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
}
