using System;
using System.IO;
using System.Linq;
using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>Get-AqpWithdrawalJournal: the keyed withdrawals of the connected account, or those of a journal file.</summary>
[Cmdlet(VerbsCommon.Get, "AqpWithdrawalJournal")]
[OutputType(typeof(JournalEntry))]
public sealed class GetAqpWithdrawalJournalCommand : AqpCommand
{
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
            if (Locate() is not { } path)
            {
                return;
            }

            var patterns = IdempotencyKey?.Select(key => WildcardPattern.Get(key, WildcardOptions.None)).ToArray();
            foreach (var entry in WithdrawalJournal.Read(path))
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
            Throw(exception, Path);
        }
    }

    /// <returns>Null when the account has no journal yet, which is no error.</returns>
    private string? Locate()
    {
        if (Path is not null)
        {
            return FilePath(Path);
        }

        var connection = SessionConnections.Current.Default ?? throw CommandMessages.NotConnectedForJournal();
        var path = WithdrawalJournal.DefaultPath(connection.Account, connection.Endpoint);
        return File.Exists(path) ? path : null;
    }
}
