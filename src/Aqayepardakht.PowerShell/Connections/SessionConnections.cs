using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace Aqayepardakht.Commands;

/// <summary>
/// The connections of one runspace. A job has its own and sees nobody else's, and so has each iteration of ForEach-Object -Parallel.
/// </summary>
internal sealed class SessionConnections
{
    private static readonly ConditionalWeakTable<object, SessionConnections> Sessions = new();
    private readonly List<AccountConnection> _connections = [];

    /// <summary>Those of the runspace that this thread works for.</summary>
    public static SessionConnections Current => Sessions.GetOrCreateValue(Session(Runspace.DefaultRunspace));

    /// <summary>The connection that commands use when they are not told otherwise.</summary>
    public AccountConnection? Default => _connections.Find(connection => connection.IsCurrent);

    public IReadOnlyList<AccountConnection> All => _connections.OrderByDescending(connection => connection.IsCurrent).ToArray();

    public AccountConnection? Find(string account) =>
        _connections.FindLast(connection => string.Equals(connection.Account, account, StringComparison.Ordinal));

    /// <summary>
    /// What stands for the session in a runspace. ForEach-Object -Parallel gives a used runspace to a later iteration after a reset
    /// that renews its event manager; the connection of the iteration before must not pay for this one.
    /// </summary>
    private static object Session(Runspace runspace) => runspace.Events ?? (object)runspace;

    /// <summary>Adds a connection and makes it the default. One to the same account and gateway takes the place of the old one.</summary>
    public void Add(AccountConnection connection)
    {
        foreach (var same in _connections.FindAll(other => other.Account == connection.Account && other.Endpoint == connection.Endpoint))
        {
            Remove(same);
        }

        Deselect();
        connection.IsCurrent = true;
        _connections.Add(connection);
    }

    /// <summary>Leaves no connection as the default.</summary>
    public void Deselect() => _connections.ForEach(connection => connection.IsCurrent = false);

    /// <summary>Removes a connection. No other takes its place as the default: money must not leave another account by surprise.</summary>
    public void Remove(AccountConnection connection)
    {
        connection.Disconnect();
        _connections.Remove(connection);
    }

    public void RemoveAll()
    {
        foreach (var connection in All)
        {
            connection.Disconnect();
        }

        _connections.Clear();
    }
}
