using System.IO;
using System.Management.Automation;
using Aqayepardakht.Tests.Idempotency;
using Xunit;

namespace Aqayepardakht.Commands.Tests.Journal;

/// <summary>A journal on a disk that is full.</summary>
public sealed class FullDiskTests
{
    [SmallDiskFact]
    public void A_payment_whose_result_finds_no_room_on_the_disk_is_given_out_with_an_error_and_not_made_again()
    {
        using var disk = new SmallDisk();
        using var journal = new JournalSession();
        var path = disk.File("journal.jsonl");
        journal.Session.Run("$journal = $path", ("path", path)).Succeeded();
        journal.Session.Run(JournalSession.Pay("first")).Succeeded();

        // Room is left for the intent of a payment, and not for its result. The lock file, which knows another journal, begins anew.
        File.WriteAllText(path, File.ReadAllText(path).TrimEnd('\n').PadRight(3750) + '\n');
        File.Delete(path + ".lock");
        var result = journal.Session.Run(JournalSession.Pay("INV-1"));

        var error = result.Error();
        Assert.StartsWith("AqpJournalResultNotWritten,", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.WriteError, error.CategoryInfo.Category);
        Assert.Equal("INV-1", PSObject.AsPSObject(error.TargetObject).Value<string>("IdempotencyKey"));
        Assert.Contains("was made as 11112", error.ToString());
        Assert.Equal(11112, result.Only().Value<long>("Id"));

        // The same command, with room again.
        File.Copy(path, journal.JournalPath);
        journal.Session.Run("$journal = $path", ("path", journal.JournalPath)).Succeeded();
        Assert.Equal(11112, journal.Session.Run(JournalSession.Pay("INV-1")).Succeeded().Only().Value<long>("Id"));
        Assert.Equal(2, journal.Gateway.CallsOf("Request"));
    }
}
