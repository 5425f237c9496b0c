using System;
using System.Threading;

namespace Aqayepardakht.Commands;

/// <summary>An account that commands of this session can use. Its key and pin are held but never shown.</summary>
public sealed class AccountConnection
{
    private WithdrawAccount? _credentials;

    internal AccountConnection(WithdrawAccount credentials, Uri endpoint, int timeoutSec)
    {
        _credentials = credentials;
        Account = credentials.Number;
        Endpoint = endpoint;
        HasPin = credentials.HasPin;
        TimeoutSec = timeoutSec;
    }

    /// <summary>The account number.</summary>
    public string Account { get; }

    /// <summary>The address of the gateway.</summary>
    public Uri Endpoint { get; }

    /// <summary>Whether a gateway pin is sent with requests.</summary>
    public bool HasPin { get; }

    /// <summary>How many seconds one attempt may take.</summary>
    public int TimeoutSec { get; }

    /// <summary>Whether commands use it when they are not told otherwise.</summary>
    public bool IsCurrent { get; internal set; }

    internal WithdrawAccount? Credentials => Volatile.Read(ref _credentials);

    internal void Disconnect()
    {
        IsCurrent = false;
        Interlocked.Exchange(ref _credentials, null)?.Dispose();
    }

    /// <summary>The account number.</summary>
    public override string ToString() => Account;
}
