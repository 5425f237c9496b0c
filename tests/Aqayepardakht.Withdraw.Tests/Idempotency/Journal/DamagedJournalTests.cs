using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace Aqayepardakht.Tests.Idempotency;

/// <summary>A journal that cannot be trusted stops everything before anything is sent, and stays as it is for a person to look at.</summary>
public sealed class DamagedJournalTests
{
    private const string Rest = JournalFileText.RefusedC;

    public static TheoryData<string, long, string[]> Damages => new()
    {
        { "a line of zeros", 3, [JournalFileText.Header, JournalFileText.IntentA, "\0\0", JournalFileText.MadeA] },
        { "text after a blank line", 4, [JournalFileText.Header, JournalFileText.IntentA, "", "not JSON", JournalFileText.MadeA] },
        { "half a line", 2, [JournalFileText.Header, JournalFileText.IntentA[..40], JournalFileText.IntentC, Rest] },
        { "two halves that became one", 3, [JournalFileText.Header, JournalFileText.IntentA, JournalFileText.MadeA[..30] + JournalFileText.IntentC, Rest] },
        { "text", 2, [JournalFileText.Header, "not JSON", JournalFileText.IntentC] },
        { "an array", 2, [JournalFileText.Header, "[1]", JournalFileText.IntentC] },
        { "null", 2, [JournalFileText.Header, "null", JournalFileText.IntentC] },
        { "an object of something else", 2, [JournalFileText.Header, "{\"v\":1}", JournalFileText.IntentC] },
        { "no header", 1, [JournalFileText.IntentA, JournalFileText.MadeA] },
        { "a byte order mark in the middle", 2, [JournalFileText.Header, "\uFEFF" + JournalFileText.IntentA, JournalFileText.MadeA] },
        { "a second header", 2, [JournalFileText.Header, JournalFileText.Header] },
        { "a header without an account", 1, ["""{"v":1,"type":"journal","at":"2026-03-21T08:00:00+00:00","endpoint":"https://panel.aqayepardakht.ir/"}"""] },
        { "a result without an intent", 2, [JournalFileText.Header, JournalFileText.MadeA] },
        { "a result of another key", 3, [JournalFileText.Header, JournalFileText.IntentB, JournalFileText.MadeA] },
        { "a result twice", 4, [JournalFileText.Header, JournalFileText.IntentA, JournalFileText.MadeA, JournalFileText.MadeA] },
        { "an intent after its payment", 4, [JournalFileText.Header, JournalFileText.IntentA, JournalFileText.MadeA, JournalFileText.IntentA] },
        { "two open intents of one key", 3, [JournalFileText.Header, JournalFileText.IntentA, JournalFileText.IntentA] },
        { "one withdrawal for two keys", 5, [JournalFileText.Header, JournalFileText.IntentA, JournalFileText.MadeA, JournalFileText.IntentB, JournalFileText.MadeA.Replace("فاکتور ۱", "B")] },
        { "a type that is none", 3, [JournalFileText.Header, JournalFileText.IntentA, JournalFileText.MadeA.Replace("\"made\"", "\"paid\"")] },
        { "an intent without an amount", 2, [JournalFileText.Header, JournalFileText.IntentA.Replace("\"amount\":1000,", "")] },
        { "an intent without an IBAN", 2, [JournalFileText.Header, JournalFileText.IntentA.Replace("\"iban\":\"IR270170000000100324200001\",", "")] },
        { "an intent without its last id", 2, [JournalFileText.Header, JournalFileText.IntentA.Replace("\"after\":7,", "")] },
        { "an intent with a timeout of a lifetime", 2, [JournalFileText.Header, JournalFileText.IntentA.Replace(":35}", ":1e300}")] },
        { "an amount below one", 2, [JournalFileText.Header, JournalFileText.IntentA.Replace(":1000,", ":0,")] },
        { "a result without an id", 3, [JournalFileText.Header, JournalFileText.IntentA, JournalFileText.MadeA.Replace("\"id\":11111,", "")] },
        { "a time that is none", 2, [JournalFileText.Header, JournalFileText.IntentA.Replace("2026-03-21T08:00:01+00:00", "yesterday"), Rest] },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task Damage_is_an_error_that_names_its_line_and_leaves_the_file_unchanged(string damage, long line, string[] lines)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("journal.jsonl");
        var bytes = JournalFileText.Lines(lines);
        File.WriteAllBytes(path, bytes);
        var gateway = new StubGateway();
        var keyed = new IdempotentWithdrawalClient(gateway, JournalFileText.Open(path), new IdempotencyOptions());
        var request = new WithdrawalRequest(1000, Payer.Iban);

        var paying = await Assert.ThrowsAsync<JournalException>(() => keyed.RequestAsync("D", request));
        var foreseeing = await Assert.ThrowsAsync<JournalException>(() => keyed.PreviewAsync("D", request));
        var reading = Assert.Throws<JournalException>(() => WithdrawalJournal.Read(path));

        Assert.All([paying, foreseeing, reading], exception =>
        {
            Assert.Equal("JournalDamaged", exception.Name);
            Assert.True(exception.ConcernsWholeJournal);
            Assert.Contains($"in line {line}:", exception.Message);
            Assert.Contains(path, exception.Message);
        });
        Assert.Equal(bytes, File.ReadAllBytes(path));
        Assert.Equal((0, 0), (gateway.Requests, gateway.Pages));
        Assert.NotEmpty(damage);
    }

    [Fact]
    public async Task Damage_before_a_torn_last_line_leaves_the_file_unchanged()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("journal.jsonl");
        byte[] bytes = [.. JournalFileText.Lines(JournalFileText.Header, "not JSON"), .. "{\"v\""u8];
        File.WriteAllBytes(path, bytes);

        await Assert.ThrowsAsync<JournalException>(() => JournalFileText.Open(path).AcquireAsync(default));

        Assert.Equal(bytes, File.ReadAllBytes(path));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(0)]
    public async Task A_line_of_another_version_is_an_error_that_names_its_line(int version)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("journal.jsonl");
        var bytes = JournalFileText.Lines(JournalFileText.Header, JournalFileText.IntentA.Replace("\"v\":1", $"\"v\":{version}"), JournalFileText.MadeA);
        File.WriteAllBytes(path, bytes);

        var exception = await Assert.ThrowsAsync<JournalException>(() => JournalFileText.Open(path).AcquireAsync(default));

        Assert.Equal("JournalNewer", exception.Name);
        Assert.Contains($"Line 2 of the journal {path} has version {version}", exception.Message);
        Assert.Equal(bytes, File.ReadAllBytes(path));
    }

    [Fact]
    public async Task A_torn_last_line_of_another_version_is_not_cut_off()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("journal.jsonl");
        var bytes = JournalFileText.Lines(JournalFileText.Header, JournalFileText.IntentA.Replace("\"v\":1", "\"v\":2"))[..^1];
        File.WriteAllBytes(path, bytes);

        var exception = await Assert.ThrowsAsync<JournalException>(() => JournalFileText.Open(path).AcquireAsync(default));

        Assert.Equal("JournalNewer", exception.Name);
        Assert.Equal(bytes, File.ReadAllBytes(path));
    }

    [Theory]
    [InlineData("999", "https://panel.aqayepardakht.ir/api/v2/withdraw/")]
    [InlineData(JournalFileText.Account, "http://127.0.0.1:50123/api/v2/withdraw/")]
    public async Task A_journal_of_another_account_or_gateway_is_not_used(string account, string endpoint)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("journal.jsonl");
        var bytes = JournalFileText.Lines(JournalFileText.Header, JournalFileText.IntentA, JournalFileText.MadeA);
        File.WriteAllBytes(path, bytes);
        var gateway = new StubGateway();
        var keyed = new IdempotentWithdrawalClient(gateway, WithdrawalJournal.For(account, new System.Uri(endpoint), path), new IdempotencyOptions());
        var request = new WithdrawalRequest(1000, Payer.Iban);

        var paying = await Assert.ThrowsAsync<JournalException>(() => keyed.RequestAsync("فاکتور ۱", request));
        var foreseeing = await Assert.ThrowsAsync<JournalException>(() => keyed.PreviewAsync("فاکتور ۱", request));

        Assert.All([paying, foreseeing], exception =>
        {
            Assert.Equal("JournalOfAnotherAccount", exception.Name);
            Assert.Contains($"belongs to account {JournalFileText.Account} at https://panel.aqayepardakht.ir/api/v2/withdraw/", exception.Message);
        });
        Assert.Equal((0, 0), (gateway.Requests, gateway.Pages));
        Assert.Equal(bytes, File.ReadAllBytes(path));
    }

    [Fact]
    public async Task A_file_replaced_by_a_shorter_one_while_in_use_is_read_again_when_its_mark_was_deleted()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("journal.jsonl");
        var gateway = new StubGateway();
        var keyed = new IdempotentWithdrawalClient(gateway, JournalFileText.Open(path), new IdempotencyOptions { DuplicateWindow = System.TimeSpan.Zero });
        await keyed.RequestAsync("A", new WithdrawalRequest(1000, Payer.Iban));
        await keyed.RequestAsync("B", new WithdrawalRequest(2000, Payer.Iban));
        File.WriteAllBytes(path, JournalFileText.Lines(JournalFileText.Header, JournalFileText.IntentA, JournalFileText.MadeA));
        File.Delete(path + ".lock");

        Assert.Equal(PreviewedAction.Request, (await keyed.PreviewAsync("B", new WithdrawalRequest(2000, Payer.Iban))).Action);
        var again = await keyed.RequestAsync("فاکتور ۱", new WithdrawalRequest(1000, Payer.Iban));

        Assert.Equal((11111L, WithdrawalOrigin.Recorded), (again.Withdrawal.Id, again.Origin));
        Assert.Equal(2, gateway.Requests);
    }

    [Fact]
    public void A_missing_file_cannot_be_read()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal("JournalNotFound", Assert.Throws<JournalException>(() => WithdrawalJournal.Read(folder.File("none.jsonl"))).Name);
    }
}
