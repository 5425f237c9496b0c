using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>Get-AqpWithdrawalJournal: the keyed withdrawals of the connected account, or those of a journal file or database.</summary>
[Cmdlet(VerbsCommon.Get, "AqpWithdrawalJournal")]
[OutputType(typeof(JournalEntry))]
public sealed class GetAqpWithdrawalJournalCommand : AqpCommand
{
    private IReadOnlyList<JournalEntry>? _entries;

    /// <summary>The journal file; that of the connected account by default.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [Alias("JournalPath")]
    public string? Path { get; set; }

    /// <summary>
    /// The PostgreSQL database that keeps the journal, as an Npgsql connection string; that of the connection by default.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalDatabase { get; set; }

    /// <summary>The role and the password for the journal's database; those of the connection string by default.</summary>
    [Parameter]
    [CredentialArgument(IsOfDatabase = true)]
    public PSCredential? JournalCredential { get; set; }

    /// <summary>Only entries in one of these states.</summary>
    [Parameter]
    public JournalState[]? State { get; set; }

    /// <summary>Only these keys; wildcards are allowed.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    public string[]? IdempotencyKey { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            // The journal is read once, however many keys are piped in.
            _entries ??= Read();
            var patterns = IdempotencyKey?.Select(key => WildcardPattern.Get(key, WildcardOptions.None)).ToArray();
            foreach (var entry in _entries)
            {
                if ((State is not { Length: > 0 } || Array.IndexOf(State, entry.State) >= 0)
                    && (patterns is null || patterns.Any(pattern => pattern.IsMatch(entry.IdempotencyKey))))
                {
                    WriteObject(entry);
                }
            }
        }
        catch (WithdrawException exception)
        {
            ThrowTerminating(exception, Path);
        }
    }

    private IReadOnlyList<JournalEntry> Read()
    {
        var given = DisposeWithCommand(JournalOf(Path, JournalDatabase, JournalCredential));
        if (Path is not null)
        {
            var path = FilePath(Path);
            WriteVerbose(JournalMessages.JournalAt(path).ToString());
            return WithdrawalJournal.Read(path);
        }

        var connection = SessionConnections.Current.Default ?? throw JournalMessages.NotConnectedForJournal();
        var journal = given ?? connection.JournalSource;
        WriteVerbose(JournalMessages.JournalAt(journal.NameFor(connection.Account, connection.Endpoint)).ToString());
        return Await(journal.ReadAsync(connection.Account, connection.Endpoint, StopToken));
    }
}
