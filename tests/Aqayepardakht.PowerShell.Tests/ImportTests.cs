using System.Linq;
using System.Threading.Tasks;
using Aqayepardakht.Tests.Idempotency;
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

    [Fact]
    public async Task What_a_journal_in_a_database_needs_is_loaded_with_the_first_of_them()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("journal.jsonl");
        string[] driver = ["Aqayepardakht.PostgreSql", "Npgsql"];

        var loaded = await FreshProcess.LoadedAfterEachAsync(
            "Import-Module $manifest; $sandbox = Start-AqpSandbox; $null = $sandbox | Connect-AqpAccount",
            $"$null = New-AqpWithdrawal 1000 $sandbox.Ibans[0] -IdempotencyKey INV-1 -JournalPath '{path}' -Confirm:$false -WarningAction Ignore",
            $"Get-AqpWithdrawalJournal '{path}'",
            "$null = $sandbox | Connect-AqpAccount -JournalDatabase 'Host=127.0.0.1;Database=payments'");

        Assert.All(loaded[..3], names => Assert.Empty(names.Intersect(driver)));
        Assert.Subset(loaded[3].ToHashSet(), driver.ToHashSet());
    }
}
