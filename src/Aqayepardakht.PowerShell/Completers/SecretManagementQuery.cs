using System.Collections.Generic;
using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>Reads the names of secrets and vaults for completion.</summary>
internal static class SecretManagementQuery
{
    public static IEnumerable<(string Text, string ToolTip)> Names(string command, string? vault, string toolTipProperty)
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand(@"Microsoft.PowerShell.SecretManagement\" + command)
            .AddParameter("ErrorAction", ActionPreference.SilentlyContinue)
            .AddParameter("WarningAction", ActionPreference.SilentlyContinue);
        if (vault is not null)
        {
            shell.AddParameter("Vault", vault);
        }

        var names = new List<(string, string)>();
        try
        {
            foreach (var found in shell.Invoke())
            {
                // Two vaults may hold the same name.
                if (found?.Properties["Name"]?.Value is string name && !names.Exists(known => known.Item1 == name))
                {
                    names.Add((name, found.Properties[toolTipProperty]?.Value?.ToString() is { Length: > 0 } toolTip ? toolTip : name));
                }
            }
        }
        catch (RuntimeException)
        {
            // Pressing Tab must not fail. SecretManagement is not installed or the vault is locked; the command itself will say so.
        }

        return names;
    }
}
