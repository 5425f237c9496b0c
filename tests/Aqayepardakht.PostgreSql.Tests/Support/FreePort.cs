using System;
using System.Net;
using System.Net.Sockets;

namespace Aqayepardakht.PostgreSql.Tests;

/// <summary>
/// A port of loopback that nobody uses, also for a server that is ended and started again there: it is none of those that systems give to
/// connections, one of which could take it meanwhile.
/// </summary>
internal static class FreePort
{
    public static int Find()
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // Another one, then.
            }
        }
    }
}
