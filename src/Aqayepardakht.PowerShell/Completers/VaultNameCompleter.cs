using System.Collections;
using System.Collections.Generic;

namespace Aqayepardakht.Commands;

/// <summary>Offers the names of the registered secret vaults.</summary>
public sealed class VaultNameCompleter : Completer
{
    private protected override IEnumerable<(string Text, string ToolTip)> Suggest(IDictionary boundParameters) =>
        SecretManagementQuery.Names("Get-SecretVault", null, "ModuleName");
}
