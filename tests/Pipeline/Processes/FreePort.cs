using System.Net;
using System.Net.Sockets;

namespace RefillRadar.Pipeline.Processes;

/// <summary>Ports of the loopback for programs that have to be told theirs.</summary>
internal static class FreePort
{
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
