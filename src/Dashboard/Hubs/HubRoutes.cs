using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace RefillRadar.Dashboard.Hubs;

/// <summary>Where the hub is, and what a connection to it may cost.</summary>
internal static class HubRoutes
{
    /// <summary>
    /// Bytes that may wait for a client, and bytes of a client that may wait for the hub. A message is split or refused before it grows
    /// much larger than that, except for the answer to <c>Snapshot</c>, which <see cref="HubBacklog"/> bounds.
    /// </summary>
    public const int BufferBytes = 32 * 1024;

    /// <summary>Maps <c>/hubs/radar</c>.</summary>
    public static IEndpointConventionBuilder MapRadarHub(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        var backlog = services.GetRequiredService<HubBacklog>();
        var options = new HttpConnectionDispatcherOptions
        {
            TransportMaxBufferSize = BufferBytes,
            ApplicationMaxBufferSize = BufferBytes,
            TransportSendTimeout = services.GetRequiredService<RadarHubOptions>().SendTimeout,
        };
        var hub = endpoints.MapConnections("/hubs/radar", options, connections => connections
            .Use(next => connection =>
            {
                connection.Transport = new MeteredTransport(connection, backlog);
                return next(connection);
            })
            .UseHub<RadarHub>());
        hub.Add(endpoint => endpoint.Metadata.Add(new HubMetadata(typeof(RadarHub))));
        hub.Add(Limit(services.GetRequiredService<HubCapacity>()));
        return hub;
    }

    // Behind authorization, so that nobody who is not let in takes a place.
    private static Action<EndpointBuilder> Limit(HubCapacity capacity) => endpoint =>
    {
        if (endpoint.RequestDelegate is { } next)
            endpoint.RequestDelegate = context => capacity.InvokeAsync(context, next);
    };
}
