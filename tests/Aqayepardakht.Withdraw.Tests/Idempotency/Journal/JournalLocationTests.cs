using System;
using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace Aqayepardakht.Tests.Idempotency;

/// <summary>A journal that is somewhere else in the next run is none: every key would be paid again.</summary>
[Collection(NotInParallel.Name)]
public sealed class JournalLocationTests
{
    [LinuxFact]
    public void A_relative_state_folder_is_ignored()
    {
        using var environment = new ChangedVariable("XDG_STATE_HOME", "state");

        var path = WithdrawalJournal.DefaultPath("1", WithdrawEndpoint.Default);

        Assert.Equal(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local/state/aqayepardakht/journals/1.jsonl"), path);
    }

    [LinuxFact]
    public void A_home_folder_that_does_not_exist_yet_is_used()
    {
        using var state = new ChangedVariable("XDG_STATE_HOME", null);
        using var home = new ChangedVariable("HOME", "/nonexistent");

        Assert.Equal("/nonexistent/.local/state/aqayepardakht/journals/1.jsonl", WithdrawalJournal.DefaultPath("1", WithdrawEndpoint.Default));
    }

    [LinuxFact]
    public void Without_a_home_folder_the_default_journal_is_an_error()
    {
        using var state = new ChangedVariable("XDG_STATE_HOME", null);
        using var home = new ChangedVariable("HOME", "nowhere");

        var exception = Assert.Throws<JournalException>(() => WithdrawalJournal.For("1", WithdrawEndpoint.Default));

        Assert.Equal("JournalNotUsable", exception.Name);
        Assert.Contains("the same one in every run", exception.Advice.English);
        Assert.NotNull(WithdrawalJournal.For("1", WithdrawEndpoint.Default, "journal.jsonl"));
    }

    [Fact]
    public void An_invalid_path_is_a_JournalException() =>
        Assert.Equal("JournalNotUsable", Assert.Throws<JournalException>(() => WithdrawalJournal.For("1", WithdrawEndpoint.Default, "a\0b")).Name);

#if NET
    [UnixFact]
    public async Task A_journal_behind_a_symbolic_link_shares_the_lock_of_its_target()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("links"));
        File.CreateSymbolicLink(folder.File("links/journal.jsonl"), folder.File("journal.jsonl"));
        using var direct = await JournalFileText.Open(folder.File("journal.jsonl")).AcquireAsync(default);

        var byLink = WithdrawalJournal.For(JournalFileText.Account, WithdrawEndpoint.Default, folder.File("links/journal.jsonl"), TimeSpan.Zero);

        Assert.Equal("JournalBusy", (await Assert.ThrowsAsync<JournalException>(() => byLink.AcquireAsync(default))).Name);
    }
#endif

    private sealed class ChangedVariable : IDisposable
    {
        private readonly string _name;
        private readonly string? _before;

        public ChangedVariable(string name, string? value)
        {
            _name = name;
            _before = Environment.GetEnvironmentVariable(name);
            Environment.SetEnvironmentVariable(name, value);
        }

        public void Dispose() => Environment.SetEnvironmentVariable(_name, _before);
    }
}
