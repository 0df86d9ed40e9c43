using System.Net.Sockets;
using RefillRadar.Silo.Configuration;

namespace RefillRadar.Silo.Hosting;

/// <summary>Looks before anything starts whether the addresses can be had: the web server, which needs them, starts last.</summary>
internal static class ListenProbe
{
    /// <exception cref="StartException">An address is in use, of another machine, or no address.</exception>
    public static void Check(IEnumerable<string> addresses)
    {
        foreach (var address in addresses.Where(address => !IsLocalSocket(address)))
            Check(address);
    }

    private static void Check(string address)
    {
        try
        {
            var endpoint = ListenAddresses.EndpointOf(address);
            using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(endpoint);
        }
        catch (FormatException exception)
        {
            throw new StartException($"{address} is not an address. Write it like {ListenAddresses.Default} (--urls).", exception);
        }
        catch (SocketException exception)
        {
            throw new StartException(exception.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => $"{address} is in use by another program. Stop it, or set another address with --urls.",
                SocketError.AccessDenied => $"{address} needs rights that this user does not have. Set a port above 1023 with --urls.",
                _ => $"{address} cannot be listened on: {exception.Message} Set another address with --urls.",
            }, exception);
        }
    }

    private static bool IsLocalSocket(string address) =>
        address.Contains("://unix:", StringComparison.OrdinalIgnoreCase) || address.Contains("://pipe:", StringComparison.OrdinalIgnoreCase);
}
