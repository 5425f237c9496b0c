using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>Get-AqpWithdrawalJournal: the keyed withdrawals of the connected account, or those of a journal file.</summary>
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
            // The file is read once, however many keys are piped in.
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
        if (Path is not null)
        {
            return Read(FilePath(Path));
        }

        var connection = SessionConnections.Current.Default ?? throw JournalMessages.NotConnectedForJournal();
        var path = WithdrawalJournal.DefaultPath(connection.Account, connection.Endpoint);

        // The first keyed payment creates the file, so an account without one has no entries.
        return File.Exists(path) ? Read(path) : [];
    }

    private IReadOnlyList<JournalEntry> Read(string path)
    {
        WriteVerbose(JournalMessages.JournalAt(path).ToString());
        return WithdrawalJournal.Read(path);
    }
}
