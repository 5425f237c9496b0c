using System;
using System.Management.Automation;
using System.Threading;

namespace Aqayepardakht.Commands;

/// <summary>A command that works for an account: the one given, or the connected one of this runspace.</summary>
public abstract class AccountCommand : CredentialCommand
{
    private int _withoutCreatedAt;
    private int _withUnreadableUpdatedAt;
    private JournalSource _journal = JournalSource.DefaultFile;
    private string? _storedJournalDatabase;

    private protected AccountCommand()
    {
    }

    /// <summary>A connection that Connect-AqpAccount returned, or its account number.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.Connection)]
    [ConnectionArgument]
    [ArgumentCompleter(typeof(AccountCompleter))]
    public AccountConnection? Connection { get; set; }

    private protected WithdrawClient Client { get; private set; } = null!;

    /// <summary>Creates the client once, before the first item.</summary>
    protected override void BeginProcessing()
    {
        try
        {
            var (account, endpoint, timeoutSec) = ResolveAccount();
            var options = new WithdrawClientOptions
            {
                Timeout = TimeSpan.FromSeconds(TimeoutSec ?? timeoutSec),
                OnAttempt = report => Queue(() => WriteVerbose(report.ToString())),
                OnUnreadableTimes = CountUnreadableTimes,
            };
            Client = new WithdrawClient(ConnectionPool.For(Endpoint ?? endpoint), ApplyPin(account), options);
        }
        catch (WithdrawException exception)
        {
            ThrowTerminating(exception);
        }
    }

    /// <summary>Warns once of times that could not be read, however many there were.</summary>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (_withoutCreatedAt + _withUnreadableUpdatedAt > 0)
        {
            WriteWarning(ListMessages.UnreadableTimes(_withoutCreatedAt, _withUnreadableUpdatedAt).ToString());
        }
    }

    /// <summary>The account with the command's own pin, for a command that has one.</summary>
    private protected virtual WithdrawAccount ApplyPin(WithdrawAccount account) => account;

    /// <summary>
    /// The journal that the parameters name, or else the one that goes along with the account: that of the stored secret or of the
    /// connection, or the default file.
    /// </summary>
    /// <exception cref="WithdrawException">Two are named, or what is named is no file and no database.</exception>
    private protected JournalSource AccountJournal(string? path, string? database, PSCredential? credential) =>
        DisposeWithCommand(JournalOf(path, database ?? (path is null ? _storedJournalDatabase : null), credential)) ?? _journal;

    /// <summary>Writes a withdrawal, and remembers it for completion.</summary>
    private protected void WriteWithdrawal(Withdrawal withdrawal)
    {
        CompletionHistory.Current.Remember([withdrawal]);
        WriteObject(withdrawal);
    }

    private void CountUnreadableTimes(int withoutCreatedAt, int withUnreadableUpdatedAt)
    {
        Interlocked.Add(ref _withoutCreatedAt, withoutCreatedAt);
        Interlocked.Add(ref _withUnreadableUpdatedAt, withUnreadableUpdatedAt);
    }

    private (WithdrawAccount Account, Uri? Endpoint, int TimeoutSec) ResolveAccount()
    {
        if (ParameterSetName is ParameterSets.Credential or ParameterSets.Secret)
        {
            var stored = ReadAccount();
            _storedJournalDatabase = stored.JournalDatabase;
            return (DisposeWithCommand(stored.Account), null, DefaultTimeoutSec);
        }

        var connection = Connection ?? SessionConnections.Current.Default ?? throw ConnectionMessages.NotConnected();
        var account = connection.Credentials ?? throw ConnectionMessages.Disconnected(connection.Account);
        _journal = connection.JournalSource;
        return (account, connection.Endpoint, connection.TimeoutSec);
    }
}
