using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>
/// A command that reads and writes the journal of an account: the one given, or the one that goes along with the account.
/// </summary>
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

    /// <exception cref="WithdrawException">Two journals are named, or what is named is no file and no database.</exception>
    private protected WithdrawalJournal OpenJournal()
    {
        try
        {
            _journal ??= AccountJournal(JournalPath, JournalDatabase, JournalCredential);
        }
        catch (InvalidInputException exception)
        {
            // It is not this item that is wrong, and every further one would fail in the same way.
            ThrowTerminating(exception);
        }

        return _journal!.Open(Client.AccountNumber, Client.Endpoint);
    }
}
