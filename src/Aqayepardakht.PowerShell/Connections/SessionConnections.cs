using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace Aqayepardakht.Commands;

/// <summary>
/// The connections of one runspace. Each job and each iteration of ForEach-Object -Parallel has only its own.
/// </summary>
internal sealed class SessionConnections
{
    private static readonly ConditionalWeakTable<object, SessionConnections> Sessions = new();
    private readonly List<AccountConnection> _connections = [];

    /// <summary>The connections of the current runspace.</summary>
    public static SessionConnections Current => Sessions.GetOrCreateValue(SessionKey(Runspace.DefaultRunspace));

    /// <summary>The connection that commands without account parameters use.</summary>
    public AccountConnection? Default => _connections.Find(connection => connection.IsCurrent);

    public IReadOnlyList<AccountConnection> All => _connections.OrderByDescending(connection => connection.IsCurrent).ToArray();

    public AccountConnection? Find(string account) =>
        _connections.FindLast(connection => string.Equals(connection.Account, account, StringComparison.Ordinal));

    /// <summary>
    /// The object whose lifetime is that of the session. ForEach-Object -Parallel reuses a runspace for a later iteration, which must not
    /// pay from the connection of the earlier one; each reuse gets a new event manager.
    /// </summary>
    private static object SessionKey(Runspace runspace) => runspace.Events ?? (object)runspace;

    /// <summary>Adds a connection and makes it the default. It replaces one to the same account and gateway.</summary>
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

    /// <summary>Removes a connection. No other becomes the default, so that a script never pays from another account by surprise.</summary>
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
