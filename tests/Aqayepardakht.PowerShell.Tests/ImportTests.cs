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
}
