using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>Import-AqpWithdrawalJournal: moves an account's journal file into a database, after which the file takes no payment.</summary>
[Cmdlet(VerbsData.Import, "AqpWithdrawalJournal", DefaultParameterSetName = ParameterSets.Current, SupportsShouldProcess = true)]
[OutputType(typeof(JournalImport))]
public sealed class ImportAqpWithdrawalJournalCommand : AccountCommand
{
    /// <summary>The journal file; that of the account by default.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [Alias("JournalPath")]
    public string? Path { get; set; }

    /// <summary>The PostgreSQL database, as an Npgsql connection string; that of the connection by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalDatabase { get; set; }

    /// <summary>The role and the password for the database; those of the connection string by default.</summary>
    [Parameter]
    [CredentialArgument(IsOfDatabase = true)]
    public PSCredential? JournalCredential { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            var database = AccountJournal(null, JournalDatabase, JournalCredential).Database ?? throw JournalMessages.DatabaseMissing();
            var path = Path is null
                ? AccountJournal(null, null, null).PathFor(Client.AccountNumber, Client.Endpoint)
                : FilePath(Path);
            if (ShouldProcess(JournalMessages.ImportTarget(path, database.Name).ToString(), JournalMessages.ImportAction.ToString()))
            {
                var newKeys = Await(database.ImportAsync(path, Client.AccountNumber, Client.Endpoint, StopToken));
                WriteObject(new JournalImport(database.Name, newKeys, path));
            }
        }
        catch (WithdrawException exception)
        {
            ThrowTerminating(exception, Path);
        }
    }
}
