using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>Disconnect-AqpAccount: disconnects the current account, the given connections or all.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "AqpAccount", DefaultParameterSetName = ParameterSets.Current)]
public sealed class DisconnectAqpAccountCommand : AqpCommand
{
    /// <summary>The connection to remove; the current one by default.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ParameterSetName = ParameterSets.Connection)]
    [ConnectionArgument]
    [ArgumentCompleter(typeof(AccountCompleter))]
    public AccountConnection? Connection { get; set; }

    /// <summary>Disconnects every account of this runspace.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.All)]
    public SwitchParameter All { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (All)
        {
            SessionConnections.Current.RemoveAll();
            return;
        }

        if ((Connection ?? SessionConnections.Current.Default) is not { } connection)
        {
            WriteError(ErrorRecords.From(ConnectionMessages.NotConnected(), null));
            return;
        }

        SessionConnections.Current.Remove(connection);
    }
}
