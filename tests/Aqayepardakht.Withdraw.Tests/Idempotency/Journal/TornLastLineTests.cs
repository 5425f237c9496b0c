using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace Aqayepardakht.Tests.Idempotency;

/// <summary>A journal whose last line a crash has torn, at every byte of it.</summary>
public sealed class TornLastLineTests
{
    private static readonly string[] Whole =
    [
        JournalFileText.Header,
        JournalFileText.IntentA,
        JournalFileText.MadeA,
        JournalFileText.IntentB,
        JournalFileText.UnknownB,
        JournalFileText.NotMadeB,
        JournalFileText.IntentC,
        JournalFileText.RefusedC,
    ];

    public static TheoryData<int> LineCounts => [.. Enumerable.Range(1, Whole.Length)];

    [Theory]
    [MemberData(nameof(LineCounts))]
    public async Task A_journal_cut_at_any_byte_of_its_last_line_keeps_all_earlier_lines(int lines)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("journal.jsonl");
        var before = lines == 1 ? [] : JournalFileText.Lines(Whole[..(lines - 1)]);
        var all = JournalFileText.Lines(Whole[..lines]);
        var entriesBefore = EntriesOf(before, path);
        var entriesAll = EntriesOf(all, path);

        for (var length = before.Length; length < all.Length; length++)
        {
            File.WriteAllBytes(path, all[..length]);

            Assert.Equal(entriesBefore, Entries(path));
            await JournalFileText.RepairAsync(JournalFileText.Open(path));

            // Only the line's end was missing, or the line never was.
            var isWhole = length == all.Length - 1;
            Assert.Equal(isWhole ? all : before, File.ReadAllBytes(path));
            Assert.Equal(isWhole ? entriesAll : entriesBefore, Entries(path));
        }
    }

    [Fact]
    public async Task A_line_written_after_a_torn_one_is_complete()
    {
        using var payer = new Payer();
        await payer.PayAsync("1");
        var whole = File.ReadAllBytes(payer.Path);
        File.AppendAllText(payer.Path, """{"v":1,"type":"int""");

        await payer.PayAsync("2");

        Assert.Equal(whole, File.ReadAllBytes(payer.Path)[..whole.Length]);
        Assert.Equal(["1", "2"], WithdrawalJournal.Read(payer.Path).Select(entry => entry.IdempotencyKey));
    }

    [Fact]
    public async Task A_tail_of_zeros_from_a_power_failure_is_cut_off()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("journal.jsonl");
        var whole = JournalFileText.Lines(Whole[..3]);
        File.WriteAllBytes(path, [.. whole, .. new byte[300]]);

        await JournalFileText.RepairAsync(JournalFileText.Open(path));

        Assert.Equal(whole, File.ReadAllBytes(path));
    }

    [Fact]
    public void Reading_a_torn_journal_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("journal.jsonl");
        byte[] torn = [.. JournalFileText.Lines(Whole[..3]), .. "{\"v\":1"u8];
        File.WriteAllBytes(path, torn);

        Assert.Equal(JournalState.Made, Assert.Single(WithdrawalJournal.Read(path)).State);
        Assert.Equal(torn, File.ReadAllBytes(path));
        Assert.False(File.Exists(path + ".lock"));
    }

    private static string[] EntriesOf(byte[] bytes, string path)
    {
        File.WriteAllBytes(path, bytes);
        return Entries(path);
    }

    private static string[] Entries(string path) =>
        [.. WithdrawalJournal.Read(path).Select(entry => FormattableString.Invariant(
            $"{entry.IdempotencyKey}|{entry.State}|{entry.Amount}|{entry.Iban}|{entry.Id}|{entry.RequestedAt:O}|{entry.SettledAt:O}|{entry.GatewayCode}|{entry.Adopted}|{entry.Reason}"))];
}
