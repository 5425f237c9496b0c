using System.IO;
using System.Management.Automation;
using Aqayepardakht.Tests.Idempotency;
using Xunit;

namespace Aqayepardakht.Commands.Tests.Journal;

/// <summary>What is wrong with a journal, as New-AqpWithdrawal says it.</summary>
public sealed class JournalErrorTests
{
    [Fact]
    public void A_key_with_another_payment_is_an_error_of_its_item_and_the_next_is_paid()
    {
        using var journal = new JournalSession();
        journal.Session.Run(JournalSession.Pay("INV-1")).Succeeded();

        var result = journal.Session.Run(
            $$"""
            [pscustomobject]@{ IdempotencyKey = 'INV-1'; Amount = 2000; Iban = '{{JournalSession.Iban}}' },
            [pscustomobject]@{ IdempotencyKey = 'INV-2'; Amount = 2000; Iban = '{{JournalSession.Iban}}' } |
                New-AqpWithdrawal -JournalPath $journal -Confirm:$false
            """);

        var error = result.Error();
        Assert.StartsWith("AqpIdempotencyKeyConflict,", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Contains("The idempotency key 'INV-1' is already used for 1000", error.ToString());
        Assert.Contains("Nothing was sent", error.ErrorDetails.RecommendedAction);
        Assert.Equal(11112, result.Only().Value<long>("Id"));
    }

    [Theory]
    [InlineData("damaged\n", "AqpJournalDamaged", ErrorCategory.InvalidData)]
    [InlineData("{\"v\":2,\"type\":\"journal\"}\n", "AqpJournalNewer", ErrorCategory.InvalidData)]
    [InlineData(
        "{\"v\":1,\"type\":\"journal\",\"at\":\"2026-03-21T08:00:00+00:00\",\"account\":\"1\",\"endpoint\":\"https://panel.aqayepardakht.ir/api/v2/withdraw/\"}\n",
        "AqpJournalOfAnotherAccount",
        ErrorCategory.InvalidOperation)]
    public void A_journal_that_cannot_be_used_ends_the_pipeline_before_any_call(string content, string id, ErrorCategory category)
    {
        using var journal = new JournalSession();
        File.WriteAllText(journal.JournalPath, content);

        var error = journal.Session.RunToItsEndingError(JournalSession.Pay("INV-1"));

        Hold(error, id, category);
        Assert.Equal(0, journal.Gateway.CallCount);
        Assert.Equal(content, File.ReadAllText(journal.JournalPath));
    }

    [Fact]
    public void A_place_that_cannot_be_written_ends_the_pipeline_before_any_call()
    {
        using var journal = new JournalSession();
        journal.Session.Run("$journal = \"$journal/none/journal.jsonl\"").Succeeded();

        var error = journal.Session.RunToItsEndingError(JournalSession.Pay("INV-1"));

        Hold(error, "AqpJournalNotUsable", ErrorCategory.WriteError);
        Assert.Contains("-JournalPath", error.ErrorDetails.RecommendedAction);
        Assert.Equal(0, journal.Gateway.CallCount);
    }

    /// <summary>env:JOURNAL, with its $ forgotten, would be a new journal called JOURNAL.</summary>
    [Theory]
    [InlineData("env:JOURNAL")]
    [InlineData("nosuch:\\journal.jsonl")]
    [InlineData("nosuch::journal.jsonl")]
    [InlineData("variable:journal")]
    public void A_path_that_leads_to_no_file_ends_the_pipeline_before_any_call(string path)
    {
        using var journal = new JournalSession();
        journal.Session.Run("$journal = $path", ("path", path)).Succeeded();

        Hold(journal.Session.RunToItsEndingError(JournalSession.Pay("INV-1")), "AqpNotAFilePath", ErrorCategory.InvalidArgument);
        Assert.StartsWith("AqpNotAFilePath,", journal.Session.RunToItsEndingError("Get-AqpWithdrawalJournal $journal").FullyQualifiedErrorId);
        Assert.StartsWith("AqpNotAFilePath,", journal.Session.RunToItsEndingError("Start-AqpSandbox -LedgerPath $journal").FullyQualifiedErrorId);
        Assert.Equal(0, journal.Gateway.CallCount);
    }

    [Fact]
    public void An_error_of_the_whole_journal_pays_none_of_the_rows()
    {
        using var journal = new JournalSession();
        File.WriteAllText(journal.JournalPath, "damaged\n");

        journal.Session.Run(
            $$"""
            1..3 | ForEach-Object { [pscustomobject]@{ IdempotencyKey = $_; Amount = $_; Iban = '{{JournalSession.Iban}}' } } |
                New-AqpWithdrawal -JournalPath $journal -Confirm:$false
            """).Error();

        Assert.Equal(0, journal.Gateway.CallCount);
    }

    [SmallDiskFact]
    public void A_payment_whose_result_finds_no_room_on_the_disk_is_given_out_with_an_error_and_not_made_again()
    {
        using var disk = new SmallDisk();
        using var journal = new JournalSession();
        var path = disk.File("journal.jsonl");
        journal.Session.Run("$journal = $path", ("path", path)).Succeeded();
        journal.Session.Run(JournalSession.Pay("first")).Succeeded();

        // Room is left for the intent of a payment, and not for its result.
        File.WriteAllText(path, File.ReadAllText(path).TrimEnd('\n').PadRight(3750) + '\n');
        var result = journal.Session.Run(JournalSession.Pay("INV-1"));

        Hold(result.Error(), "AqpJournalResultNotWritten", ErrorCategory.WriteError);
        Assert.Contains("was made as 11112", result.Error().ToString());
        Assert.Equal(11112, result.Only().Value<long>("Id"));

        // The same command, with room again.
        File.Copy(path, journal.JournalPath);
        journal.Session.Run("$journal = $path", ("path", journal.JournalPath)).Succeeded();
        Assert.Equal(11112, journal.Session.Run(JournalSession.Pay("INV-1")).Succeeded().Only().Value<long>("Id"));
        Assert.Equal(2, journal.Gateway.CallsOf("Request"));
    }

    [Fact]
    public void Errors_are_Persian_for_those_who_read_Persian()
    {
        using var journal = new JournalSession("fa-IR");
        File.WriteAllText(journal.JournalPath, "damaged\n");

        var error = journal.Session.RunToItsEndingError(JournalSession.Pay("INV-1"));

        Assert.Contains("در خط 1 آسیب دیده است", error.ToString());
        Assert.Contains("فایل را حذف یا جایگزین نکنید", error.ErrorDetails.RecommendedAction);
    }

    private static void Hold(ErrorRecord error, string id, ErrorCategory category)
    {
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId);
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.Equal("INV-1", PSObject.AsPSObject(error.TargetObject).Value<string>("IdempotencyKey"));
    }
}
