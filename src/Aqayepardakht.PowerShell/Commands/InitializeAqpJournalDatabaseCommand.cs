using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>Initialize-AqpJournalDatabase: prepares a PostgreSQL database as a journal that many machines share.</summary>
[Cmdlet(VerbsData.Initialize, "AqpJournalDatabase", SupportsShouldProcess = true)]
[OutputType(typeof(string))]
public sealed class InitializeAqpJournalDatabaseCommand : AqpCommand
{
    /// <summary>The database, as an Npgsql connection string.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string JournalDatabase { get; set; } = string.Empty;

    /// <summary>A role that may create a schema, and its password; those of the connection string by default.</summary>
    [Parameter]
    [CredentialArgument(IsOfDatabase = true)]
    public PSCredential? JournalCredential { get; set; }

    /// <summary>The role of those who pay. It may read the journal and append to it, and can change or delete nothing.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PayerRole { get; set; }

    /// <summary>Writes the SQL instead of running it. Nothing is connected.</summary>
    [Parameter]
    public SwitchParameter AsScript { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            var database = DisposeWithCommand(JournalOf(null, JournalDatabase, JournalCredential))!.Database!;
            if (AsScript)
            {
                WriteObject(database.PreparationScript(PayerRole));
            }
            else if (ShouldProcess(database.Name, JournalMessages.InitializeAction(PayerRole).ToString()))
            {
                Await(database.PrepareAsync(PayerRole, StopToken));
                WriteVerbose(JournalMessages.Initialized(database.Name).ToString());
            }
        }
        catch (WithdrawException exception)
        {
            ThrowTerminating(exception);
        }
    }
}
