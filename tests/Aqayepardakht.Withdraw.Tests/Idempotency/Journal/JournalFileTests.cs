using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Aqayepardakht.Sandbox;
using Xunit;

namespace Aqayepardakht.Tests.Idempotency;

/// <summary>The file itself: who may read it, what a person finds in it, and how it is read.</summary>
public sealed class JournalFileTests
{
    [UnixFact]
    public async Task Only_the_user_can_read_the_folder_and_the_files()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("state/journals/100200300.jsonl");
        var journal = new WithdrawalJournal(new JournalFile(path, isDefaultPlace: true, TimeSpan.Zero), JournalFileText.Account, WithdrawEndpoint.Default);
        var keyed = new IdempotentWithdrawalClient(new StubGateway(), journal, new IdempotencyOptions());

        await keyed.RequestAsync("1", new WithdrawalRequest(1000, Payer.Iban));

        if (OperatingSystem.IsWindows())
        {
            return;
        }

#if NET
        const UnixFileMode ReadWrite = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(ReadWrite, File.GetUnixFileMode(path));
        Assert.Equal(ReadWrite, File.GetUnixFileMode(path + ".lock"));
        Assert.Equal(ReadWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder.File("state/journals")));
#endif
    }

#if NET
    [LinuxFact]
    [System.Runtime.Versioning.SupportedOSPlatform("linux")]
    public async Task A_journal_at_a_given_path_has_the_access_of_its_folder()
    {
        const UnixFileMode ReadWrite = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        const UnixFileMode Group = UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
        const UnixFileMode Folder = ReadWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;
        foreach (var (ofFolder, ofFiles) in new[] { (Folder, ReadWrite), (Folder | UnixFileMode.GroupWrite, ReadWrite | Group) })
        {
            using var folder = new TemporaryFolder();
            File.SetUnixFileMode(folder.File("."), ofFolder);
            var path = folder.File("journal.jsonl");

            await JournalFileText.RepairAsync(JournalFileText.Open(path));

            Assert.Equal(ofFiles, File.GetUnixFileMode(path));
            Assert.Equal(ofFiles, File.GetUnixFileMode(path + ".lock"));

            // What its owner made of it later stays.
            File.SetUnixFileMode(path, ReadWrite | UnixFileMode.GroupRead);
            await JournalFileText.RepairAsync(JournalFileText.Open(path));
            Assert.Equal(ReadWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(path));
        }
    }

    [LinuxFact]
    [System.Runtime.Versioning.SupportedOSPlatform("linux")]
    public async Task The_default_place_is_the_user_s_own_whatever_the_folder_allows()
    {
        using var folder = new TemporaryFolder();
        File.SetUnixFileMode(folder.File("."), File.GetUnixFileMode(folder.File(".")) | UnixFileMode.GroupWrite);
        var path = folder.File("journal.jsonl");

        (await new JournalFile(path, isDefaultPlace: true, TimeSpan.Zero).AcquireAsync(default)).Dispose();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }
#endif

    [Fact]
    public async Task The_journal_tells_when_it_was_begun()
    {
        using var payer = new Payer();
        Assert.False(payer.Journal.WasBegun);
        await payer.PayAsync("1");
        Assert.True(payer.Journal.WasBegun);

        var later = WithdrawalJournal.For(payer.Sandbox.Account, payer.Sandbox.Endpoint, payer.Path);
        using (var session = await later.AcquireAsync(default))
        {
            await session.AppendAsync(new JournalLine { Type = JournalLine.Intent, At = DateTimeOffset.UtcNow, Key = "2", Amount = 1, Iban = Payer.Iban, BaselineId = 0, TimeoutSeconds = 0 }, flushToDisk: false);
        }

        Assert.False(later.WasBegun);
    }

    [Fact]
    public async Task No_secret_is_in_the_file_whatever_happened()
    {
        using var payer = new Payer();
        var faults = Enum.GetValues<SandboxFault>().Where(fault => fault is not (SandboxFault.Hang or SandboxFault.HangAfterCommit));
        foreach (var fault in faults)
        {
            payer.Sandbox.FailNext(fault, WithdrawalOperation.Request);
            await payer.PayAsync($"payment {fault}");
        }

        payer.Sandbox.AnswerNext(-3, WithdrawalOperation.Request);
        await Assert.ThrowsAsync<GatewayErrorException>(() => payer.PayAsync("refused"));

        var text = File.ReadAllText(payer.Path);
        Assert.Contains(nameof(SandboxFault.ServerErrorAfterCommit), text);
        Assert.DoesNotContain(payer.Key, text);
        Assert.DoesNotContain(Payer.Pin, text);
    }

    [Fact]
    public async Task Persian_keys_and_names_are_not_escaped()
    {
        using var payer = new Payer();

        await payer.PayAsync("فاکتور ۱۴۰۱/۰۷ <الف> & \"ب\" + 😀");

        var text = File.ReadAllText(payer.Path, new UTF8Encoding(false, throwOnInvalidBytes: true));
        Assert.Contains("""
            "key":"فاکتور ۱۴۰۱/۰۷ <الف> & \"ب\" + 
            """.Trim(), text);
        Assert.Contains("محمد علیزاده", text);
        Assert.Equal("فاکتور ۱۴۰۱/۰۷ <الف> & \"ب\" + 😀", Assert.Single(WithdrawalJournal.Read(payer.Path)).IdempotencyKey);
    }

    [Fact]
    public async Task Every_line_is_an_object_with_version_type_and_time()
    {
        using var payer = new Payer();
        payer.Sandbox.FailNext(SandboxFault.DropAfterCommit, WithdrawalOperation.Request);
        await payer.PayAsync("1");

        var lines = File.ReadAllLines(payer.Path).Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement).ToArray();

        Assert.Equal(["journal", "intent", "unknown", "made"], lines.Select(line => line.GetProperty("type").GetString()));
        Assert.All(lines, line => Assert.Equal(1, line.GetProperty("v").GetInt32()));
        Assert.All(lines, line => Assert.Equal(TimeSpan.Zero, line.GetProperty("at").GetDateTimeOffset().Offset));
        Assert.True(lines[3].GetProperty("adopted").GetBoolean());
        Assert.EndsWith("\n", File.ReadAllText(payer.Path));
    }

    [Fact]
    public async Task The_file_can_be_read_without_the_lock_while_it_is_written()
    {
        using var payer = new Payer();
        await payer.PayAsync("1");
        using var session = await payer.Journal.AcquireAsync(default);

        Assert.Equal("1", Assert.Single(WithdrawalJournal.Read(payer.Path)).IdempotencyKey);

        await session.AppendAsync(new JournalLine { Type = JournalLine.Intent, At = DateTimeOffset.UtcNow, Key = "2", Amount = 1, Iban = Payer.Iban, BaselineId = 0, TimeoutSeconds = 0 }, flushToDisk: false);
        Assert.Equal([JournalState.Made, JournalState.Open], WithdrawalJournal.Read(payer.Path).Select(entry => entry.State));
    }

    [Fact]
    public async Task An_entry_has_the_state_of_its_payment()
    {
        using var payer = new Payer();
        await payer.PayAsync("made", 1000);
        payer.Sandbox.FailNext(SandboxFault.ServerErrorAfterCommit, WithdrawalOperation.Request);
        await payer.PayAsync("adopted", 2000, Payer.OtherIban);
        payer.Sandbox.AnswerNext(-12, WithdrawalOperation.Request);
        await Assert.ThrowsAsync<GatewayErrorException>(() => payer.PayAsync("refused", 3000));

        var entries = WithdrawalJournal.Read(payer.Path);

        Assert.Equal(["made: Made", "adopted: Made", "refused: Refused"], entries.Select(entry => entry.ToString()));
        Assert.Equal([11111L, 11112L, null], entries.Select(entry => entry.Id));
        Assert.Equal([false, true, false], entries.Select(entry => entry.Adopted));
        Assert.Equal([null, null, -12], entries.Select(entry => entry.GatewayCode));
        Assert.Equal([(1000, Payer.Iban), (2000, Payer.OtherIban), (3000, Payer.Iban)], entries.Select(entry => (entry.Amount, entry.Iban)));
        Assert.Null(entries[0].Reason);
        Assert.NotNull(entries[1].Reason);
        Assert.All(entries, entry => Assert.True(entry.SettledAt >= entry.RequestedAt));
    }

    [NotOnMonoFact("Mono loads no RuntimeInformation but its own, which Debian leaves out.")]
    public void Each_account_and_gateway_has_a_file_of_its_own()
    {
        var sandbox = new Uri("http://127.0.0.1:50123/api/v2/withdraw");
        string[] paths =
        [
            WithdrawalJournal.DefaultPath("1", WithdrawEndpoint.Default),
            WithdrawalJournal.DefaultPath("2", WithdrawEndpoint.Default),
            WithdrawalJournal.DefaultPath("1", sandbox),
            WithdrawalJournal.DefaultPath("1", new Uri("http://127.0.0.1:50124/api/v2/withdraw")),
            WithdrawalJournal.DefaultPath("../1", WithdrawEndpoint.Default),
            WithdrawalJournal.DefaultPath("1@127.0.0.1:50123", WithdrawEndpoint.Default),
        ];

        Assert.Equal(paths.Length, paths.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Single(paths.Select(Path.GetDirectoryName).Distinct());
        Assert.Equal(WithdrawalJournal.DefaultPath("1", sandbox), WithdrawalJournal.DefaultPath("1", new Uri(sandbox + "/")));
    }
}
