using System.Management.Automation;
using Xunit;

namespace Aqayepardakht.Commands.Tests.Journal;

/// <summary>Ctrl+C while a payment with a key is under way.</summary>
public sealed class KeyedStopTests
{
    [Fact]
    public void Ctrl_C_while_settling_leaves_the_entry_open_and_warns()
    {
        using var journal = new JournalSession();
        journal.Gateway.FailNext("DropBeforeCommit", "Request");
        var running = journal.Session.Start(JournalSession.Pay("INV-1", "-Confirm:$false -SettlingTime 86400"));
        RunningScript.Until(() => journal.Session.Host.Screen.Progress.Count > 0, "the settling began");

        var result = running.BeginStop().Finish();

        Assert.Equal(PSInvocationState.Stopped, result.State);
        Assert.Empty(result.Output);
        Assert.Collection(
            journal.Session.Host.Screen.Warnings,
            begun => Assert.StartsWith("A new journal was begun", begun),
            unknown => Assert.StartsWith("It is not known whether the withdrawal of 1000 to IR270170000000100324200001 was made", unknown));
        Assert.Equal("Open", journal.Session.Run("Get-AqpWithdrawalJournal $journal").Succeeded().Only().Value<string>("State"));

        journal.Session.Run(JournalSession.Pay("INV-1", "-Confirm:$false -SettlingTime 0.1")).Succeeded().Only();
        Assert.Single(journal.Gateway.Withdrawals);
    }

    [Fact]
    public void Ctrl_C_while_the_request_is_under_way_leaves_the_entry_open_and_warns()
    {
        using var journal = new JournalSession();
        journal.Gateway.FailNext("HangAfterCommit", "Request");
        var running = journal.Session.Start(JournalSession.Pay("INV-1", "-Confirm:$false -TimeoutSec 86400"));
        RunningScript.Until(() => journal.Gateway.CallsOf("Request") == 1, "the request arrived");

        Assert.Equal(PSInvocationState.Stopped, running.BeginStop().Finish().State);

        Assert.StartsWith("It is not known whether", journal.Session.Host.Screen.Warnings[^1]);
        Assert.Equal("Open", journal.Session.Run("Get-AqpWithdrawalJournal $journal").Succeeded().Only().Value<string>("State"));
        Assert.Equal(11111, journal.Session.Run(JournalSession.Pay("INV-1")).Succeeded().Only().Value<long>("Id"));
        Assert.Single(journal.Gateway.Withdrawals);
    }
}
