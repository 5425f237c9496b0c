using System.Net;
using System.Net.Sockets;

namespace Aqayepardakht.PostgreSql.Tests;

/// <summary>A port of loopback that nothing listens on just now.</summary>
internal static class FreePort
{
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
