using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using RefillRadar.Silo.Configuration;

namespace RefillRadar.Silo.Hosting;

/// <summary>Lets the server bind loopback only, whatever the configuration says and however it is spelled.</summary>
internal sealed class LoopbackTransport(SocketTransportFactory sockets) : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    // Everything: what it refuses must not go to another transport.
    public bool CanBind(EndPoint endpoint) => true;

    /// <exception cref="StartException">Other machines could reach the endpoint.</exception>
    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        endpoint is IPEndPoint { Address: var address } && IPAddress.IsLoopback(address)
            ? sockets.BindAsync(endpoint, cancellationToken)
            : throw new StartException(
                $"{endpoint} can be reached from other machines, and requires no sign-in. Set RefillRadar:Authentication:Authority and "
                + "RefillRadar:Authentication:ClientId, or listen on http://localhost:8080.");
}
