using System.IO;
using System.Management.Automation;
using Xunit;

namespace Aqayepardakht.Commands.Tests.Journal;

/// <summary>New-AqpWithdrawal with a key.</summary>
public sealed class KeyedPaymentTests
{
    [Fact]
    public void The_same_key_gives_the_same_withdrawal_without_a_call_or_a_question()
    {
        using var journal = new JournalSession();
        var first = journal.Session.Run(JournalSession.Pay("INV-1")).Succeeded().Only();
        var calls = journal.Gateway.CallCount;

        var again = journal.Session.Run(JournalSession.Pay("INV-1", options: "")).Succeeded().Only();

        Assert.Equal(calls, journal.Gateway.CallCount);
        Assert.Empty(journal.Session.Host.Screen.Questions);
        Assert.All(["Id", "Amount", "Iban", "HolderName", "BankName", "CreatedAt", "CreatedAtJalali"], column =>
            Assert.Equal(first.Value<string>(column), again.Value<string>(column)));
        Assert.Contains("Key INV-1 is already made as 11111; nothing was sent.", journal.Session.Run(JournalSession.Pay("INV-1", "-Verbose")).Verbose);
    }

    [Fact]
    public void What_if_for_a_new_key_says_that_it_would_pay_and_writes_and_sends_nothing()
    {
        using var journal = new JournalSession();

        Assert.Empty(journal.Session.Run(JournalSession.Pay("INV-1", "-WhatIf")).Succeeded().Output);

        var line = Assert.Single(journal.Session.Host.Screen.Lines);
        Assert.Contains("Request a withdrawal", line);
        Assert.Contains($"1,000 to IR270170000000100324200001 from account {journal.Gateway.Account} at {new System.Uri(journal.Gateway.Endpoint).Authority}, key INV-1", line);
        Assert.Equal(0, journal.Gateway.CallCount);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(journal.JournalPath)!));
    }

    [Fact]
    public void What_if_for_a_finished_key_says_what_it_was_made_as()
    {
        using var journal = new JournalSession();
        journal.Session.Run(JournalSession.Pay("INV-1")).Succeeded();
        var (calls, file) = (journal.Gateway.CallCount, File.ReadAllBytes(journal.JournalPath));

        Assert.Empty(journal.Session.Run("$WhatIfPreference = $true; " + JournalSession.Pay("INV-1", "")).Succeeded().Output);

        Assert.Contains("Return withdrawal 11111, which is already made; nothing is sent", Assert.Single(journal.Session.Host.Screen.Lines));
        Assert.Equal(calls, journal.Gateway.CallCount);
        Assert.Equal(file, File.ReadAllBytes(journal.JournalPath));
    }

    [Fact]
    public void What_if_for_an_open_key_says_that_it_would_reconcile()
    {
        using var journal = new JournalSession();
        journal.LeaveOpen("INV-1");
        var (calls, file) = (journal.Gateway.CallCount, File.ReadAllBytes(journal.JournalPath));

        Assert.Empty(journal.Session.Run(JournalSession.Pay("INV-1", "-WhatIf")).Succeeded().Output);

        Assert.Contains("Reconcile: look for it in the gateway's list", Assert.Single(journal.Session.Host.Screen.Lines));
        Assert.Equal(calls, journal.Gateway.CallCount);
        Assert.Equal(file, File.ReadAllBytes(journal.JournalPath));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_new_or_an_open_key_is_asked_about_and_no_means_no(bool isOpen)
    {
        using var journal = new JournalSession();
        if (isOpen)
        {
            journal.LeaveOpen("INV-1");
        }

        var calls = journal.Gateway.CallCount;
        journal.Session.Host.Screen.Choice = "&No";

        Assert.Empty(journal.Session.Run(JournalSession.Pay("INV-1", "")).Succeeded().Output);

        Assert.Contains("key INV-1", Assert.Single(journal.Session.Host.Screen.Questions));
        Assert.Equal(calls, journal.Gateway.CallCount);
    }

    [Fact]
    public void An_unknown_outcome_is_an_error_of_its_item_and_the_same_command_later_settles_it()
    {
        using var journal = new JournalSession();

        var result = journal.LeaveOpen("INV-1");

        Assert.Equal(5, result.Only().Value<long>("Amount"));
        var error = result.Error();
        Assert.StartsWith("AqpOutcomeUnknown,", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidResult, error.CategoryInfo.Category);
        Assert.Equal("INV-1", PSObject.AsPSObject(error.TargetObject).Value<string>("IdempotencyKey"));
        Assert.Contains("the same", error.ErrorDetails.RecommendedAction);

        // The error's target is the payment, so that it can be piped in once more.
        var later = journal.Session.Run("$failed | New-AqpWithdrawal -JournalPath $journal -Confirm:$false -Verbose", ("failed", error.TargetObject)).Succeeded();

        Assert.Equal(11112, later.Only().Value<long>("Id"));
        Assert.Contains("The response for key INV-1 had been lost; it was found in the gateway's list as 11112.", later.Verbose);
        Assert.Equal(2, journal.Gateway.Withdrawals.Count);
        Assert.Equal(2, journal.Gateway.CallsOf("Request"));
    }

    [Fact]
    public void What_was_not_made_is_paid_after_the_settling_time_by_the_same_command_and_progress_shows_the_wait()
    {
        using var journal = new JournalSession();
        journal.Gateway.FailNext("DropBeforeCommit", "Request");

        var result = journal.Session.Run(JournalSession.Pay("INV-1", "-Confirm:$false -SettlingTime 0.3")).Succeeded();

        Assert.Equal(11111, result.Only().Value<long>("Id"));
        Assert.Equal(2, journal.Gateway.CallsOf("Request"));
        Assert.Contains(journal.Session.Host.Screen.Progress, record => record.StatusDescription == "Key INV-1" && record.RecordType == ProgressRecordType.Processing);
        Assert.Equal(ProgressRecordType.Completed, journal.Session.Host.Screen.Progress[^1].RecordType);
    }

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
        var warning = Assert.Single(journal.Session.Host.Screen.Warnings);
        Assert.StartsWith("It is not known whether the withdrawal of 1000 to IR270170000000100324200001 was made", warning);
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

        Assert.StartsWith("It is not known whether", Assert.Single(journal.Session.Host.Screen.Warnings));
        Assert.Equal("Open", journal.Session.Run("Get-AqpWithdrawalJournal $journal").Succeeded().Only().Value<string>("State"));
        Assert.Equal(11111, journal.Session.Run(JournalSession.Pay("INV-1")).Succeeded().Only().Value<long>("Id"));
        Assert.Single(journal.Gateway.Withdrawals);
    }

    [Fact]
    public void Rows_with_a_column_of_keys_are_paid_once_however_often_the_file_is_paid()
    {
        using var journal = new JournalSession();
        const string Rows = """
            1..5 | ForEach-Object { [pscustomobject]@{ IdempotencyKey = "فاکتور $_"; Amount = '1,000'; Iban = 'IR27 0170 0000 0010 0324 2000 01' } } |
                New-AqpWithdrawal -JournalPath $journal -Confirm:$false
            """;

        var first = journal.Session.Run(Rows).Succeeded();
        var again = journal.Session.Run(Rows).Succeeded();

        Assert.Equal([11111L, 11112L, 11113L, 11114L, 11115L], first.Column<long>("Id"));
        Assert.Equal(first.Column<long>("Id"), again.Column<long>("Id"));
        Assert.Equal(5, journal.Gateway.Withdrawals.Count);
    }

    [Theory]
    [InlineData("''")]
    [InlineData("'  '")]
    public void An_empty_key_of_a_row_is_an_error_and_not_a_payment_without_a_key(string cell)
    {
        using var journal = new JournalSession();

        var result = journal.Session.Run(
            $$"""
            [pscustomobject]@{ IdempotencyKey = {{cell}}; Amount = 1000; Iban = '{{JournalSession.Iban}}' },
            [pscustomobject]@{ IdempotencyKey = 'INV-2'; Amount = 2000; Iban = '{{JournalSession.Iban}}' } |
                New-AqpWithdrawal -JournalPath $journal -Confirm:$false
            """);

        var error = result.Error();
        Assert.StartsWith("AqpInvalidIdempotencyKey,", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Equal(2000, result.Only().Value<long>("Amount"));
        Assert.Single(journal.Gateway.Withdrawals);
    }

    [Fact]
    public void A_refused_payment_can_be_corrected_under_its_key()
    {
        using var journal = new JournalSession();
        journal.Gateway.AnswerNext(-12, "Request");
        Assert.StartsWith("AqpInsufficientBalance,", journal.Session.Run(JournalSession.Pay("INV-1", amount: 2000)).Error().FullyQualifiedErrorId);

        Assert.Equal(900, journal.Session.Run(JournalSession.Pay("INV-1", amount: 900)).Succeeded().Only().Value<long>("Amount"));
    }
}
