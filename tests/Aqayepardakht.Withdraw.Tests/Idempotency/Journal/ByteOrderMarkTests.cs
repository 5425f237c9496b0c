using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace Aqayepardakht.Tests.Idempotency;

/// <summary>What an editor leaves in a journal: a byte order mark, blank lines and the line ends of Windows.</summary>
public sealed class ByteOrderMarkTests
{
    private static byte[] Bytes =>
        JournalFileText.Lines("\uFEFF" + JournalFileText.Header + "\r", " \t\r", JournalFileText.IntentA, "", JournalFileText.MadeA, "");

    [Theory]
    [InlineData("")]
    [InlineData("{\"v\":1,\"type\":\"int")]
    [InlineData("  ")]
    public async Task They_are_passed_over_and_repairs_and_new_lines_are_in_their_places(string torn)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("journal.jsonl");
        File.WriteAllBytes(path, [.. Bytes, .. System.Text.Encoding.ASCII.GetBytes(torn)]);
        var gateway = new StubGateway();
        var keyed = new IdempotentWithdrawalClient(gateway, JournalFileText.Open(path), new IdempotencyOptions());

        Assert.Equal(WithdrawalOrigin.Recorded, (await keyed.RequestAsync("فاکتور ۱", new WithdrawalRequest(1000, Payer.Iban))).Origin);
        Assert.Equal(Bytes, File.ReadAllBytes(path));
        gateway.Ledger.Add(new Withdrawal { Id = 1, Amount = 1, Iban = Payer.Iban, Status = WithdrawalStatus.Pending });
        await keyed.RequestAsync("2", new WithdrawalRequest(1000, Payer.Iban));

        Assert.Equal(Bytes, File.ReadAllBytes(path)[..Bytes.Length]);
        Assert.Equal(["فاکتور ۱", "2"], WithdrawalJournal.Read(path).Select(entry => entry.IdempotencyKey));
        var another = new IdempotentWithdrawalClient(gateway, JournalFileText.Open(path), new IdempotencyOptions());
        Assert.Equal(WithdrawalOrigin.Recorded, (await another.RequestAsync("2", new WithdrawalRequest(1000, Payer.Iban))).Origin);
    }

    [Fact]
    public async Task A_journal_may_begin_after_them()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("journal.jsonl");
        File.WriteAllText(path, "\uFEFF\n\n");
        var journal = JournalFileText.Open(path);

        var keyed = new IdempotentWithdrawalClient(new StubGateway(), journal, new IdempotencyOptions());
        await keyed.RequestAsync("1", new WithdrawalRequest(1000, Payer.Iban));

        Assert.True(journal.WasBegun);
        Assert.Equal("1", Assert.Single(WithdrawalJournal.Read(path)).IdempotencyKey);
    }

    [Fact]
    public async Task A_header_without_its_line_end_after_one_is_mended()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("journal.jsonl");
        File.WriteAllText(path, "\uFEFF" + JournalFileText.Header);

        await JournalFileText.RepairAsync(JournalFileText.Open(path));

        Assert.Equal("\uFEFF" + JournalFileText.Header + "\n", System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(path)));
    }
}
