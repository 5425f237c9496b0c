using System;
using System.Threading;

namespace Aqayepardakht.Commands;

/// <summary>
/// An account that the commands of this session can use. Its encryption key, its pin and the password of its journal's database are kept in
/// memory and never shown.
/// </summary>
public sealed class AccountConnection
{
    private WithdrawAccount? _credentials;

    internal AccountConnection(WithdrawAccount credentials, Uri endpoint, int timeoutSec, JournalSource journal)
    {
        _credentials = credentials;
        Account = credentials.Number;
        Endpoint = endpoint;
        HasPin = credentials.HasPin;
        TimeoutSec = timeoutSec;
        JournalSource = journal;
    }

    /// <summary>The account number.</summary>
    public string Account { get; }

    /// <summary>The address of the gateway.</summary>
    public Uri Endpoint { get; }

    /// <summary>Whether a gateway pin is sent with requests.</summary>
    public bool HasPin { get; }

    /// <summary>The timeout of one attempt, in seconds.</summary>
    public int TimeoutSec { get; }

    /// <summary>The journal of keyed withdrawals: the path of its file, or the name of its database.</summary>
    public string Journal => JournalSource.NameFor(Account, Endpoint);

    /// <summary>Whether commands without account parameters use this connection.</summary>
    public bool IsCurrent { get; internal set; }

    internal JournalSource JournalSource { get; }

    internal WithdrawAccount? Credentials => Volatile.Read(ref _credentials);

    internal void Disconnect()
    {
        IsCurrent = false;
        Interlocked.Exchange(ref _credentials, null)?.Dispose();
        JournalSource.Dispose();
    }

    /// <summary>The account number.</summary>
    public override string ToString() => Account;
}
