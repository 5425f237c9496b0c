using System.Collections;
using System.Collections.Generic;

namespace Aqayepardakht.Commands;

/// <summary>Offers the names of the secrets in the vault given, or in all vaults.</summary>
public sealed class SecretNameCompleter : Completer
{
    private protected override IEnumerable<(string Text, string ToolTip)> Suggest(IDictionary boundParameters) =>
        SecretManagementQuery.Names("Get-SecretInfo", boundParameters["VaultName"] as string, "VaultName");
}
