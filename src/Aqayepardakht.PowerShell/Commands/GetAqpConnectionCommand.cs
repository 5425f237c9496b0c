using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>Get-AqpConnection: the connections of this runspace, the current one first.</summary>
[Cmdlet(VerbsCommon.Get, "AqpConnection")]
[OutputType(typeof(AccountConnection))]
public sealed class GetAqpConnectionCommand : AqpCommand
{
    /// <summary>Only connections of this account; wildcards are allowed.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(AccountCompleter))]
    public string Account { get; set; } = "*";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var pattern = WildcardPattern.Get(Account, WildcardOptions.IgnoreCase);
        foreach (var connection in SessionConnections.Current.All)
        {
            if (pattern.IsMatch(connection.Account))
            {
                WriteObject(connection);
            }
        }
    }
}
