using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace Aqayepardakht.Tests.Idempotency;

/// <summary>A journal that was deleted, cut, restored or edited since it was written: believing it would pay its payments again.</summary>
public sealed class LostLinesTests : IDisposable
{
    private static readonly WithdrawalRequest Request = new(1000, Payer.Iban);

    private readonly TemporaryFolder _folder = new();
    private readonly StubGateway _gateway = new();

    public static TheoryData<string, string> Losses => new()
    {
        { "deleted", "is gone or empty" },
        { "moved away", "is gone or empty" },
        { "emptied", "is gone or empty" },
        { "cut at a line", "is shorter than it was" },
        { "cut in a line", "is shorter than it was" },
        { "restored", "is shorter than it was" },
        { "another of the same length", "is not as it was written" },
        { "another that is longer", "is not as it was written" },
        { "edited", "is not as it was written" },
        { "with a byte order mark", "is not as it was written" },
    };

    private string Path => _folder.File("journal.jsonl");

    private string LockPath => Path + ".lock";

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task A_journal_that_lost_lines_is_refused_and_believed_again_once_it_is_back(string loss, string says)
    {
        var running = New();
        await running.RequestAsync("1", Request);
        var yesterday = File.ReadAllBytes(Path);
        await running.RequestAsync("2", Request);
        await running.RequestAsync("3", Request);
        var whole = File.ReadAllBytes(Path);
        Lose(loss, yesterday);
        var lost = File.Exists(Path) ? File.ReadAllBytes(Path) : null;

        foreach (var keyed in new[] { running, New() })
        {
            var paying = await Assert.ThrowsAsync<JournalException>(() => keyed.RequestAsync("2", Request));
            var foreseeing = await Assert.ThrowsAsync<JournalException>(() => keyed.PreviewAsync("2", Request));

            Assert.All([paying, foreseeing], exception =>
            {
                Assert.Equal("JournalLostLines", exception.Name);
                Assert.True(exception.ConcernsWholeJournal);
                Assert.Contains(Path, exception.Message);
                Assert.Contains(says, exception.Message);
                Assert.Contains("It had 6 lines, the last of 20", exception.Message);
                Assert.Contains(LockPath, exception.Advice.English);
                Assert.Contains(LockPath, exception.Advice.Persian);
            });
        }

        Assert.Equal(3, _gateway.Requests);
        Assert.Equal(lost, File.Exists(Path) ? File.ReadAllBytes(Path) : null);

        File.WriteAllBytes(Path, whole);
        Assert.Equal(WithdrawalOrigin.Recorded, (await New().RequestAsync("2", Request)).Origin);
        Assert.Equal(WithdrawalOrigin.Requested, (await New().RequestAsync("4", Request)).Origin);
        Assert.Equal(4, _gateway.Requests);
    }

    [Fact]
    public async Task Deleting_the_mark_makes_the_journal_believed_as_it_is()
    {
        await New().RequestAsync("1", Request);
        File.Delete(Path);
        await Assert.ThrowsAsync<JournalException>(() => New().RequestAsync("1", Request));
        File.Delete(LockPath);
        var journal = JournalFileText.Open(Path);

        Assert.Equal(WithdrawalOrigin.Requested, (await New(journal).RequestAsync("1", Request)).Origin);
        Assert.True(journal.WasBegun);
    }

    [Fact]
    public async Task Lines_that_were_never_flushed_may_be_missing()
    {
        // What a power failure leaves of a payment: its intent, which was flushed, and not its result, which was not.
        var keyed = New();
        await keyed.RequestAsync("1", Request);
        await keyed.RequestAsync("2", Request);
        File.WriteAllLines(Path, File.ReadAllLines(Path)[..^1]);

        Assert.Equal(WithdrawalOrigin.Adopted, (await New().RequestAsync("2", Request)).Origin);
        Assert.Equal(2, _gateway.Requests);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("empty")]
    [InlineData("zeros")]
    [InlineData("cut")]
    [InlineData("two halves")]
    [InlineData("of another version")]
    public async Task A_mark_that_says_nothing_is_no_alarm(string mark)
    {
        await New().RequestAsync("1", Request);
        var before = File.ReadAllBytes(LockPath);
        await New().RequestAsync("2", Request);
        var after = File.ReadAllBytes(LockPath);
        Assert.NotEqual(before, after);
        File.WriteAllBytes(LockPath, mark switch
        {
            "none" or "empty" => [],
            "zeros" => new byte[after.Length],
            "cut" => after[..^2],
            "two halves" => [.. after[..(after.Length / 2)], .. before[(after.Length / 2)..]],
            _ => [.. Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(after).Replace("mark-1", "mark-2"))],
        });
        if (mark == "none")
        {
            File.Delete(LockPath);
        }

        Cut();

        Assert.Equal(WithdrawalOrigin.Recorded, (await New().RequestAsync("1", Request)).Origin);
        await New().RequestAsync("3", Request);
        Cut();
        await Assert.ThrowsAsync<JournalException>(() => New().RequestAsync("1", Request));
    }

    [Fact]
    public async Task Each_flush_replaces_the_mark()
    {
        var lengths = new long[3];
        for (var number = 0; number < lengths.Length; number++)
        {
            await New().RequestAsync($"{number}", Request);
            var mark = JournalMark.Parse(File.ReadAllBytes(LockPath))!;
            Assert.Equal(2 + 2 * number, mark.Lines);
            Assert.Equal('\n', (char)File.ReadAllBytes(Path)[(int)mark.Length - 1]);
            lengths[number] = mark.Length;
        }

        Assert.Equal(lengths.Order(), lengths);
        Assert.Single(File.ReadAllLines(LockPath));
    }

    [LinuxFact]
    public async Task A_journal_that_is_deleted_during_a_payment_is_noticed_before_the_next_line()
    {
        var keyed = New();
        await keyed.RequestAsync("1", Request);
        _gateway.OnRequest = asked =>
        {
            File.Delete(Path);
            return _gateway.Make(asked);
        };

        var made = await keyed.RequestAsync("2", Request);

        Assert.Equal("JournalResultNotWritten", made.NotRecorded!.Name);
        Assert.Contains("was removed or replaced while it was written", made.NotRecorded.Message);
        Assert.Equal("JournalLostLines", (await Assert.ThrowsAsync<JournalException>(() => New().RequestAsync("2", Request))).Name);
        Assert.Equal(2, _gateway.Ledger.Count);
    }

    private IdempotentWithdrawalClient New(WithdrawalJournal? journal = null) =>
        new(_gateway, journal ?? JournalFileText.Open(Path), new IdempotencyOptions { Clock = new SkippingClock(), DuplicateWindow = System.TimeSpan.Zero });

    private void Cut() => File.WriteAllLines(Path, File.ReadAllLines(Path)[..3]);

    private void Lose(string loss, byte[] yesterday)
    {
        var bytes = File.ReadAllBytes(Path);
        switch (loss)
        {
            case "deleted":
                File.Delete(Path);
                break;
            case "moved away":
                File.Move(Path, Path + ".old");
                break;
            case "emptied":
                File.WriteAllBytes(Path, []);
                break;
            case "cut at a line":
                File.WriteAllLines(Path, File.ReadAllLines(Path)[..4]);
                break;
            case "cut in a line":
                File.WriteAllBytes(Path, bytes[..^300]);
                break;
            case "restored":
                File.WriteAllBytes(Path, yesterday);
                break;
            case "another of the same length":
                File.WriteAllBytes(Path, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace("\"2\"", "\"9\"")));
                break;
            case "another that is longer":
                File.WriteAllText(Path, File.ReadAllText(Path).Replace("\"1\"", "\"another key\""));
                break;
            case "edited":
                var kept = File.ReadAllLines(Path).Where((_, number) => number is not (3 or 4));
                File.WriteAllLines(Path, kept.Append(new string(' ', 1000)));
                break;
            default:
                File.WriteAllText(Path, File.ReadAllText(Path), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
                break;
        }
    }
}
