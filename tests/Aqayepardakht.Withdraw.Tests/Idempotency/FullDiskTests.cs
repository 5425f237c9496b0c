using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace Aqayepardakht.Tests.Idempotency;

/// <summary>A real file on a real disk with no space left, filled up payment by payment.</summary>
public sealed class FullDiskTests
{
    [SmallDiskFact]
    public async Task On_a_full_disk_nothing_more_is_sent_and_the_made_withdrawal_is_returned()
    {
        using var disk = new SmallDisk();
        var path = disk.File("journal.jsonl");
        var gateway = new StubGateway();
        var clock = new SkippingClock();
        IdempotentWithdrawalClient New() => new(gateway, JournalFileText.Open(path), new IdempotencyOptions { Clock = clock });
        var keyed = New();
        var told = 0;
        var refused = 0;
        for (var number = 1; refused < 3; number++)
        {
            var requests = gateway.Requests;
            try
            {
                var made = await keyed.RequestAsync($"{number}", new WithdrawalRequest(1000, Payer.Iban));
                Assert.Equal(gateway.Ledger[^1].Id, made.Withdrawal.Id);
                told++;
            }
            catch (JournalException exception)
            {
                Assert.Equal("JournalNotUsable", exception.Name);
                Assert.Equal(requests, gateway.Requests);
                refused++;
            }
        }

        Assert.Equal(told, gateway.Requests);

        // Every line that is there is whole, and with space again the same payments go on where they were.
        Assert.Equal('\n', File.ReadAllText(path)[^1]);
        var written = File.ReadAllBytes(path);
        File.Copy(path, path = Path.GetTempFileName(), overwrite: true);
        try
        {
            keyed = New();
            for (var number = 1; number <= told + refused; number++)
            {
                Assert.NotNull((await keyed.RequestAsync($"{number}", new WithdrawalRequest(1000, Payer.Iban))).Withdrawal);
            }

            Assert.Equal(told + refused, gateway.Ledger.Count);
            Assert.Equal(told + refused, WithdrawalJournal.Read(path).Select(entry => entry.Id).Distinct().Count());
            Assert.Equal(written, File.ReadAllBytes(path)[..written.Length]);
        }
        finally
        {
            File.Delete(path);
            File.Delete(path + ".lock");
        }
    }

    [NotOnMonoFact("Mono gives every file a buffer of 8 bytes at the least.")]
    public async Task An_appended_line_is_in_the_file_and_not_in_a_buffer()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("journal.jsonl");
        using var access = await new JournalFile(path, isDefaultPlace: false, HangGuard.Timeout).AcquireAsync(default);

        access.Content.Write(Encoding.UTF8.GetBytes("written"));

        using var beside = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(beside);
        Assert.Equal("written", await reader.ReadToEndAsync());
    }
}
