using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>Disconnect-AqpAccount: forgets the connected account, or the connections given.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "AqpAccount", DefaultParameterSetName = "Current")]
public sealed class DisconnectAqpAccountCommand : AqpCommand
{
    /// <summary>What to disconnect; the current connection by default.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Connection")]
    [ConnectionArgument]
    [ArgumentCompleter(typeof(AccountCompleter))]
    public AccountConnection? Connection { get; set; }

    /// <summary>Disconnects every account of this runspace.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "All")]
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
            WriteError(ErrorRecords.From(CommandMessages.NotConnected(), null));
            return;
        }

        SessionConnections.Current.Remove(connection);
    }
}
