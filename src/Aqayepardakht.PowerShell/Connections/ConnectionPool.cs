using System;
using System.Collections.Concurrent;

namespace Aqayepardakht.Commands;

/// <summary>
/// The HTTP connections of this process, kept alive and reused by later commands. They hold no account, so all runspaces share them.
/// </summary>
internal static class ConnectionPool
{
    private static readonly ConcurrentDictionary<Uri, Lazy<GatewayConnection>> Connections = new();

    /// <exception cref="InvalidInputException">The address is not acceptable.</exception>
    public static GatewayConnection For(Uri? endpoint)
    {
        var address = WithdrawEndpoint.Normalize(endpoint ?? WithdrawEndpoint.Default);
        return Connections.GetOrAdd(address, static key => new Lazy<GatewayConnection>(() => new GatewayConnection(key))).Value;
    }
}
