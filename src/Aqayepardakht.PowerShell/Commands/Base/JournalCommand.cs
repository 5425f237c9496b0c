using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>A command that reads and writes the journal of an account: the one given, or the one that goes along with the account.</summary>
public abstract class JournalCommand : AccountCommand
{
    private JournalSource? _journal;

    private protected JournalCommand()
    {
    }

    /// <summary>The journal file of keyed withdrawals; by default that of the connection, or else one for each account and user.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <summary>The PostgreSQL database that keeps the journal for many machines, as an Npgsql connection string.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalDatabase { get; set; }

    /// <summary>The role and the password for the journal's database; those of the connection string by default.</summary>
    [Parameter]
    [CredentialArgument(IsOfDatabase = true)]
    public PSCredential? JournalCredential { get; set; }

    /// <summary>Finds out which journal it is, before the first item.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        try
        {
            _journal = AccountJournal(JournalPath, JournalDatabase, JournalCredential);
        }
        catch (WithdrawException exception)
        {
            ThrowTerminating(exception);
        }
    }

    /// <exception cref="JournalException">The path is none, or none is given and the user has no folder of their own.</exception>
    private protected WithdrawalJournal OpenJournal() => _journal!.Open(Client.AccountNumber, Client.Endpoint);
}
