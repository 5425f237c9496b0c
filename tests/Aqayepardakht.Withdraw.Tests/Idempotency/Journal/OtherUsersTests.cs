#if NET
using System;
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

        // Who can write to a folder above can put another folder in the place of the journal's.
        var below = Path.Combine(Directory.CreateDirectory(folder.File("own"), OwnFolder).FullName, "journal.jsonl");
        Assert.Empty(WarningsOf(below));
        File.SetUnixFileMode(folder.File("."), OwnFolder | UnixFileMode.OtherWrite);
        Assert.Equal([Path.GetDirectoryName(journal)!], WarningsOf(below));
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

        // The home folder of many a user can be written by a group of their own.
        File.SetUnixFileMode(folder.File("."), OwnFolder | UnixFileMode.GroupWrite);
        var below = Path.Combine(Directory.CreateDirectory(folder.File("own"), OwnFolder).FullName, "journal.jsonl");
        Assert.Null(JournalExposure.Find(below, isDefaultPlace: true));
    }

    [RootFact]
    public async Task What_belongs_to_another_is_named_in_the_default_place_alone()
    {
        using var folder = new TemporaryFolder();
        var journal = folder.File("journal.jsonl");
        foreach (var path in new[] { journal, journal + ".lock", folder.File(".") })
        {
            File.WriteAllText(journal, string.Empty);
            File.WriteAllText(journal + ".lock", string.Empty);
            File.SetUnixFileMode(journal, OfUser);
            File.SetUnixFileMode(journal + ".lock", OfUser);
            Assert.Null(JournalExposure.Find(journal, isDefaultPlace: true));

            await SystemProgram.RunAsync("chown", $"{OtherUser.Nobody}", path);

            Assert.Equal(Path.GetFullPath(path).TrimEnd('/'), JournalExposure.Find(journal, isDefaultPlace: true));
            Assert.Null(JournalExposure.Find(journal, isDefaultPlace: false));
            File.Delete(journal);
            File.Delete(journal + ".lock");
        }
    }

    [LinuxFact]
    public async Task A_pipe_that_one_may_only_read_is_refused_and_not_waited_for()
    {
        foreach (var suffix in new[] { string.Empty, ".lock" })
        {
            using var folder = new TemporaryFolder();
            var journal = folder.File("journal.jsonl");
            await SystemProgram.RunAsync("mkfifo", journal + suffix);
            const UnixFileMode MayRead = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
            File.SetUnixFileMode(journal + suffix, MayRead);
            File.SetUnixFileMode(folder.File("."), OwnFolder | MayRead | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
            Assert.True(OtherUser.Run(() => File.Exists(journal + suffix)));
            Assert.Throws<UnauthorizedAccessException>(() => OtherUser.Run(() => new FileStream(journal + suffix, FileMode.Open)));

            var exception = await HangGuard.Within(Task.Run(() => Assert.Throws<JournalException>(() => OtherUser.Run(
                () => WithdrawalJournal.For(JournalFileText.Account, WithdrawEndpoint.Default, journal).PeekIndex()))));

            Assert.Equal("JournalNotUsable", exception.Name);
            Assert.Contains("it is a pipe or a device", exception.Message);
        }
    }

    [UnixFact]
    public async Task A_journal_or_a_lock_with_another_name_is_refused_and_can_be_read()
    {
        foreach (var suffix in new[] { string.Empty, ".lock" })
        {
            using var folder = new TemporaryFolder();
            using var payer = new Payer(path: folder.File("journal.jsonl"));
            await payer.PayAsync("1");
            var other = folder.File("other.jsonl");
            await SystemProgram.RunAsync("ln", payer.Path + suffix, other + suffix);
            string[] paths = suffix.Length == 0 ? [payer.Path, other] : [payer.Path];

            foreach (var path in paths)
            {
                using var second = new Payer(path: path);
                var exception = await Assert.ThrowsAsync<JournalException>(() => second.PayAsync("2"));

                Assert.Equal("JournalNotUsable", exception.Name);
                Assert.Contains("the file has other names too", exception.Message);
                Assert.Contains(path + suffix, exception.Message);
                Assert.True(exception.ConcernsWholeJournal);
                Assert.Equal(0, second.Calls);
                Assert.Equal(["1: Made"], WithdrawalJournal.Read(path).Select(entry => entry.ToString()));
            }

            Assert.False(File.Exists(other + (suffix.Length == 0 ? ".lock" : string.Empty)));
            File.Delete(other + suffix);
            Assert.Equal(WithdrawalOrigin.Recorded, (await payer.PayAsync("1")).Origin);
        }
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
