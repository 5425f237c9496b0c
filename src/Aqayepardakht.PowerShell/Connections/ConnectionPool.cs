using System;
using System.Collections.Concurrent;

namespace Aqayepardakht.Commands;

/// <summary>
/// The kept-alive HTTP connections of this process, by gateway. They hold no account, so all runspaces may share them, and a script
/// that calls a command a thousand times does not connect a thousand times.
/// </summary>
internal static class ConnectionPool
{
    private static readonly ConcurrentDictionary<Uri, Lazy<GatewayConnection>> Gateways = new();

    /// <exception cref="InvalidInputException">The address is not acceptable.</exception>
    public static GatewayConnection For(Uri? endpoint)
    {
        var address = WithdrawEndpoint.Normalize(endpoint ?? WithdrawEndpoint.Default);
        return Gateways.GetOrAdd(address, static key => new Lazy<GatewayConnection>(() => new GatewayConnection(key))).Value;
    }
}
