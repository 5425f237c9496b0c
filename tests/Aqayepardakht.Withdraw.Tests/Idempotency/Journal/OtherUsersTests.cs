#if NET
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using System.Threading.Tasks;
using Xunit;

namespace Aqayepardakht.Tests.Idempotency;

/// <summary>A journal beside which other users of the computer can write.</summary>
[SupportedOSPlatform("linux")]
public sealed class OtherUsersTests
{
    private const UnixFileMode OfUser = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnFolder = OfUser | UnixFileMode.UserExecute;

    [LinuxFact]
    public async Task A_lock_file_that_is_a_link_is_refused_and_what_it_leads_to_stays()
    {
        using var folder = new TemporaryFolder();
        var victim = folder.File("victim.txt");
        foreach (var content in new[] { string.Empty, "keep me" })
        {
            File.WriteAllText(victim, content);
            File.Delete(folder.File("journal.jsonl.lock"));
            File.CreateSymbolicLink(folder.File("journal.jsonl.lock"), victim);
            using var payer = new Payer(path: folder.File("journal.jsonl"));

            var exception = await Assert.ThrowsAsync<JournalException>(() => payer.PayAsync("1"));

            Assert.Equal("JournalNotUsable", exception.Name);
            Assert.Contains("symbolic link", exception.Message);
            Assert.Equal(content, File.ReadAllText(victim));
            Assert.Equal(0, payer.Requests);
        }
    }

    [LinuxFact]
    public async Task A_lock_file_that_is_a_link_to_nothing_makes_nothing_there()
    {
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(folder.File("journal.jsonl.lock"), folder.File("made-for-another"));
        using var payer = new Payer(path: folder.File("journal.jsonl"));

        await Assert.ThrowsAsync<JournalException>(() => payer.PayAsync("1"));

        Assert.False(File.Exists(folder.File("made-for-another")));
    }

    [LinuxFact]
    public async Task A_journal_that_is_a_link_to_another_file_leaves_it_as_it_was()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("profile"), "alias ll='ls -l'\n");
        File.CreateSymbolicLink(folder.File("journal.jsonl"), folder.File("profile"));
        using var payer = new Payer(path: folder.File("journal.jsonl"));

        var exception = await Assert.ThrowsAsync<JournalException>(() => payer.PayAsync("1"));

        Assert.Equal("JournalDamaged", exception.Name);
        Assert.Equal("alias ll='ls -l'\n", File.ReadAllText(folder.File("profile")));
        Assert.Equal(0, payer.Requests);
    }

    [LinuxFact]
    public void What_everybody_can_write_is_named()
    {
        using var folder = new TemporaryFolder();
        var journal = folder.File("journal.jsonl");
        foreach (var path in new[] { journal, journal + ".lock" })
        {
            File.WriteAllText(path, string.Empty);
            File.SetUnixFileMode(path, OfUser);
        }

        File.SetUnixFileMode(folder.File("."), OwnFolder);
        Assert.Empty(WarningsOf(journal));

        foreach (var path in new[] { journal, journal + ".lock" })
        {
            File.SetUnixFileMode(path, OfUser | UnixFileMode.OtherWrite);
            Assert.Equal([path], WarningsOf(journal));
            File.SetUnixFileMode(path, OfUser | UnixFileMode.GroupWrite | UnixFileMode.OtherRead);
            Assert.Empty(WarningsOf(journal));
        }

        File.SetUnixFileMode(folder.File("."), OwnFolder | UnixFileMode.OtherWrite);
        Assert.Equal([Path.GetDirectoryName(journal)!], WarningsOf(journal));
        File.SetUnixFileMode(folder.File("."), OwnFolder | UnixFileMode.OtherWrite | UnixFileMode.StickyBit);
        Assert.Empty(WarningsOf(journal));
    }

    [LinuxFact]
    public void What_the_group_can_write_is_named_in_the_default_place_alone()
    {
        using var folder = new TemporaryFolder();
        var journal = folder.File("journal.jsonl");
        File.SetUnixFileMode(folder.File("."), OwnFolder);
        File.WriteAllText(journal, string.Empty);
        File.SetUnixFileMode(journal, OfUser | UnixFileMode.GroupWrite);

        Assert.Equal(journal, JournalExposure.Find(journal, isDefaultPlace: true));
        Assert.Null(JournalExposure.Find(journal, isDefaultPlace: false));
    }

    /// <summary>The paths that a client and a resolver over the journal warn of, which is the same.</summary>
    private static string[] WarningsOf(string path)
    {
        var (ofClient, ofResolver) = (new List<LocalizedText>(), new List<LocalizedText>());
        var journal = WithdrawalJournal.For(JournalFileText.Account, WithdrawEndpoint.Default, path);
        _ = new IdempotentWithdrawalClient(new StubGateway(), journal, new IdempotencyOptions { OnWarning = ofClient.Add });
        _ = new WithdrawalResolver(new StubGateway(), journal, new IdempotencyOptions { OnWarning = ofResolver.Add });

        Assert.Equal(ofClient.Select(warning => warning.English), ofResolver.Select(warning => warning.English));
        return [.. ofClient.Select(warning => warning.Persian.Split(": ").Last())];
    }
}
#endif
