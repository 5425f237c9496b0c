using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace Aqayepardakht.Commands;

/// <summary>Offers the accounts that are connected in this session.</summary>
public sealed class AccountCompleter : Completer
{
    private protected override IEnumerable<(string Text, string ToolTip)> Suggest(IDictionary boundParameters) =>
        SessionConnections.Current.All.Select(connection => (connection.Account, connection.Endpoint.ToString()));
}
