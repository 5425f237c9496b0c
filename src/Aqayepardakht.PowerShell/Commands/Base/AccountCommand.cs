using System;
using System.Management.Automation;
using System.Threading;

namespace Aqayepardakht.Commands;

/// <summary>A command that works for an account: the one given, or the connected one of this runspace.</summary>
public abstract class AccountCommand : CredentialCommand
{
    private int _withoutCreatedAt;
    private int _withUnreadableUpdatedAt;

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
            return (DisposeWithCommand(ReadAccount()), null, DefaultTimeoutSec);
        }

        var connection = Connection ?? SessionConnections.Current.Default ?? throw ConnectionMessages.NotConnected();
        var account = connection.Credentials ?? throw ConnectionMessages.Disconnected(connection.Account);
        return (account, connection.Endpoint, connection.TimeoutSec);
    }
}
