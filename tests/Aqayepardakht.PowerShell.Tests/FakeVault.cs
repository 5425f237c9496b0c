using System;
using System.IO;

namespace Aqayepardakht.Commands.Tests;

/// <summary>
/// A folder of modules with a stand-in for Microsoft.PowerShell.SecretManagement, whose secrets are the hashtable <c>$vault</c>.
/// A script block among them runs when it is asked for.
/// </summary>
internal sealed class FakeVault : IDisposable
{
    private const string Module = "Microsoft.PowerShell.SecretManagement";

    private const string Script = """
        function Get-Secret {
            [CmdletBinding()]
            param([string] $Name, [string] $Vault)
            $global:asked = "$Name of $Vault"
            $secret = $global:vault[$Name]
            if ($secret -is [scriptblock]) { & $secret } else { $secret }
        }
        Export-ModuleMember -Function Get-Secret
        """;

    private readonly string? _modulePath = Environment.GetEnvironmentVariable("PSModulePath");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aqp-modules-");

    private FakeVault()
    {
    }

    /// <summary>From now on commands find the stand-in, and no other module.</summary>
    public static FakeVault Installed()
    {
        var vault = Missing();
        var folder = vault._folder.CreateSubdirectory(Module);
        File.WriteAllText(Path.Combine(folder.FullName, Module + ".psm1"), Script);
        return vault;
    }

    /// <summary>From now on commands find no module.</summary>
    public static FakeVault Missing()
    {
        var vault = new FakeVault();
        Environment.SetEnvironmentVariable("PSModulePath", vault._folder.FullName);
        return vault;
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PSModulePath", _modulePath);
        _folder.Delete(recursive: true);
    }
}
