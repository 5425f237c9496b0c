using System.IO;
using System.Management.Automation;
using Xunit;

namespace Aqayepardakht.Commands.Tests.Journal;

/// <summary>Get-AqpWithdrawalJournal.</summary>
public sealed class GetJournalTests
{
    [Theory]
    [InlineData("", "first, INV-1, INV-2, REF-1")]
    [InlineData("-State Made", "first, INV-2")]
    [InlineData("-State Open, Refused", "INV-1, REF-1")]
    [InlineData("-State NotMade", "")]
    [InlineData("-IdempotencyKey INV-*", "INV-1, INV-2")]
    [InlineData("-IdempotencyKey first, REF-1", "first, REF-1")]
    [InlineData("-IdempotencyKey inv-1", "")]
    [InlineData("-IdempotencyKey INV-* -State Made", "INV-2")]
    public void Entries_come_in_the_order_of_their_first_use_and_are_filtered_by_state_and_key(string filter, string expected)
    {
        using var journal = WithEntries();

        var entries = journal.Session.Run($"Get-AqpWithdrawalJournal -JournalPath $journal {filter}").Succeeded();

        Assert.Equal(expected, string.Join(", ", entries.Column<string>("IdempotencyKey")));
    }

    [Fact]
    public void An_entry_has_what_a_bookkeeper_asks_for()
    {
        using var journal = WithEntries();

        var entries = journal.Session.Run("Get-AqpWithdrawalJournal $journal").Succeeded();

        Assert.All(entries.Output, entry => Assert.Contains("Aqayepardakht.JournalEntry", entry.TypeNames));
        Assert.Equal(["Made", "Open", "Made", "Refused"], entries.Column<string>("State"));
        Assert.Equal([5L, 1000L, 2000L, 3000L], entries.Column<long>("Amount"));
        Assert.Equal([11111L, null, 11113L, null], entries.Column<long?>("Id"));
        Assert.Equal([null, null, null, -12], entries.Column<int?>("GatewayCode"));
        Assert.All(entries.Column<string>("Iban"), iban => Assert.Equal(JournalSession.Iban, iban));
    }

    [Fact]
    public void An_entry_leads_to_its_withdrawal_by_its_id()
    {
        using var journal = WithEntries();

        var withdrawals = journal.Session.Run("Get-AqpWithdrawalJournal $journal -State Made | Get-AqpWithdrawal").Succeeded();

        Assert.Equal([11111L, 11113L], withdrawals.Column<long>("Id"));
    }

    [Fact]
    public void Open_entries_are_settled_by_piping_them_into_the_payment_again()
    {
        using var journal = WithEntries();

        var settled = journal.Session.Run("Get-AqpWithdrawalJournal $journal -State Open | New-AqpWithdrawal -JournalPath $journal -Confirm:$false").Succeeded();

        Assert.Equal(11112, settled.Only().Value<long>("Id"));
        Assert.Empty(journal.Session.Run("Get-AqpWithdrawalJournal $journal -State Open").Succeeded().Output);
        Assert.Equal(3, journal.Gateway.Withdrawals.Count);
    }

    [Fact]
    public void Reading_writes_nothing_and_calls_nobody()
    {
        using var journal = WithEntries();
        var (calls, file) = (journal.Gateway.CallCount, File.ReadAllBytes(journal.JournalPath));

        journal.Session.Run("Get-AqpWithdrawalJournal $journal").Succeeded();

        Assert.Equal(calls, journal.Gateway.CallCount);
        Assert.Equal(file, File.ReadAllBytes(journal.JournalPath));
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error()
    {
        using var journal = new JournalSession();

        var error = journal.Session.RunToItsEndingError("Get-AqpWithdrawalJournal $journal");

        Assert.StartsWith("AqpJournalNotFound,", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
        Assert.Contains(journal.JournalPath, error.ToString());
    }

    [Fact]
    public void An_account_without_a_journal_has_no_entries()
    {
        using var session = ModuleSession.Connected();

        Assert.Empty(session.Run("Get-AqpWithdrawalJournal").Succeeded().Output);
    }

    [Fact]
    public void Without_an_account_it_is_not_clear_whose_journal_is_meant()
    {
        using var session = ModuleSession.Open();

        var error = session.RunToItsEndingError("Get-AqpWithdrawalJournal");

        Assert.StartsWith("AqpNotConnected,", error.FullyQualifiedErrorId);
        Assert.Contains("Connect-AqpAccount", error.ErrorDetails.RecommendedAction);
    }

    private static JournalSession WithEntries()
    {
        var journal = new JournalSession();
        journal.LeaveOpen("INV-1");
        journal.Session.Run(JournalSession.Pay("INV-2", amount: 2000)).Succeeded();
        journal.Gateway.AnswerNext(-12, "Request");
        journal.Session.Run(JournalSession.Pay("REF-1", amount: 3000)).Error();
        return journal;
    }
}
