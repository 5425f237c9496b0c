using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace Aqayepardakht.Commands.Tests;

public sealed class ImportTests
{
    [Fact]
    public async Task Importing_loads_nothing_that_is_not_used_yet()
    {
        var loaded = await FreshProcess.LoadedAfterEachAsync(
            "Get-Module",
            "Import-Module $manifest; Get-Command -Module Aqayepardakht",
            "Get-AqpErrorCode",
            "$null = Connect-AqpAccount ([pscredential]::new('1', [System.Net.NetworkCredential]::new('', 'k').SecurePassword))",
            "$null = Start-AqpSandbox | Connect-AqpAccount",
            "Get-AqpWithdrawalList");

        var fresh = loaded.Select((names, index) => names.Except(index == 0 ? [] : loaded[index - 1]).ToArray()).ToArray();
        Assert.DoesNotContain(loaded[0], name => name.StartsWith("Aqayepardakht.", System.StringComparison.Ordinal) && !name.EndsWith(".Tests", System.StringComparison.Ordinal));
        Assert.Contains("Aqayepardakht.PowerShell", fresh[1]);
        Assert.DoesNotContain("Aqayepardakht.Sandbox", fresh[1]);
        Assert.DoesNotContain("System.Text.Json", fresh[1]);
        Assert.DoesNotContain("System.Net.Http", fresh[1]);
        Assert.DoesNotContain("System.Text.Json", fresh[2].Concat(fresh[3]));
        Assert.DoesNotContain("Aqayepardakht.Sandbox", fresh[2].Concat(fresh[3]));
        Assert.Contains("Aqayepardakht.Sandbox", fresh[4]);
        Assert.Contains("System.Text.Json", fresh[4].Concat(fresh[5]));
    }

    [Theory]
    [InlineData("Import-Module $manifest")]
    [InlineData("Import-Module $manifest -Force")]
    [InlineData("Remove-Module Aqayepardakht; Import-Module $manifest")]
    public void The_module_is_imported_a_second_time(string again)
    {
        using var session = ModuleSession.WithoutSandbox();

        session.Run(again, ("manifest", ModuleSession.ManifestPath)).Succeeded();

        Assert.Single(session.Run("Get-Module Aqayepardakht").Succeeded().Output);
        session.Run("$null = Start-AqpSandbox | Connect-AqpAccount; Get-AqpWithdrawalList; Stop-AqpSandbox").Succeeded();
    }

    [Fact]
    public void A_second_import_keeps_the_connections()
    {
        using var session = ModuleSession.Connected();

        session.Run("Import-Module $manifest", ("manifest", ModuleSession.ManifestPath)).Succeeded();

        session.Run("Get-AqpConnection").Succeeded().Only();
        session.Run("Get-AqpWithdrawalList").Succeeded();
    }

    [Fact]
    public void Importing_writes_nothing_to_any_stream()
    {
        using var session = ModuleSession.WithoutModule();

        var result = session.Run(
            "$WarningPreference = 'Continue'; $InformationPreference = 'Continue'; Import-Module $manifest",
            ("manifest", ModuleSession.ManifestPath)).Succeeded();

        Assert.Empty(result.Output);
        Assert.Empty(result.Warnings);
        Assert.Empty(result.Information);
        Assert.Empty(result.Progress);
        Assert.Empty(session.Host.Screen.Lines);
    }
}
