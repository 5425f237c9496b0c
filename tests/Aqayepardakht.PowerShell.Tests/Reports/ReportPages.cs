using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace Aqayepardakht.Commands.Tests.Reports;

/// <summary>Reports as the command writes them, and a browser to look at them.</summary>
public sealed class ReportPages : IAsyncLifetime
{
    public const int ManyRows = 10_000;

    /// <summary>Every status, more than a year, sums that are long, and names that are long, hostile or missing.</summary>
    private const string WriteHostile = """
        $rows = foreach ($index in 1..120) {
            $month = ($index * 3) % 14
            [pscustomobject]@{
                Id = 10000 - $index
                Amount = if ($index -eq 7) { 9223372036854775807 } else { 12345678901 * $index }
                Status = @('Paid', 'Pending', 'Cancelled', '7')[$index % 4]
                HolderName = @('محمد علیزاده', '<script>document.title = "hacked"</script>', ('x' * 150), $null, "txt$([char]0x202E)exe")[$index % 5]
                BankName = @('ملی', '<img src=http://127.0.0.1/x onerror=alert(1)>', $null)[$index % 3]
                Iban = "IR2701700000001003242$('{0:00000}' -f ($index % 30))"
                CreatedAtJalali = if ($index -ne 9) { '{0}/{1:00}/{2:00} 10:20:30' -f (1404 + ($month -ge 12)), ($month % 12 + 1), ($index % 29 + 1) }
                UpdatedAtJalali = '1405/08/02 01:02:03'
                TrackingNumber = if ($index -eq 5) { '9' * 80 } else { '140509046973853449' }
                Comment = @($null, ('بدون فاصله' * 20), '</table></body>')[$index % 3]
                IdempotencyKey = "INV-1405-$index"
            }
        }
        foreach ($language in 'fa', 'en') {
            $rows | Export-AqpWithdrawalReport "$folder/hostile-$language.html" -Language $language -Title ('گزارش <b>' + 'w' * 100)
            @() | Export-AqpWithdrawalReport "$folder/empty-$language.html" -Language $language
        }
        """;

    private const string WriteMany = """
        $null = $sandbox | Connect-AqpAccount
        $sandbox.AddWithdrawals($count, 'Paid')
        Get-AqpWithdrawalList | Export-AqpWithdrawalReport "$folder/many.html"
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("report-").FullName;
    private Chromium? _browser;

    internal Chromium Browser => _browser!;

    public string PathOf(string name) => Path.Combine(_folder, name + ".html");

    public async Task InitializeAsync()
    {
        if (Chromium.Program is not null)
        {
            using var session = ModuleSession.Open("-Manual -PageSize 100", ("folder", _folder), ("count", ManyRows));
            session.Run(WriteHostile).Succeeded();
            session.Run(WriteMany).Succeeded();
            _browser = await Chromium.StartAsync();
        }
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
