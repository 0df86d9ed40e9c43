using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using RefillRadar.Silo.Configuration;

namespace RefillRadar.Silo.Hosting;

/// <summary>The web server: where it listens, whom it believes, how much it reads at once.</summary>
internal static class ServerHosting
{
    // A web page of elsewhere may point a name of its own at 127.0.0.1: only our own names are answered.
    private static readonly string[] LoopbackHosts = ["localhost", "127.0.0.1", "[::1]"];

    public static void AddServer(this WebApplicationBuilder builder, RadarSettings settings)
    {
        if (!ListenAddresses.AnyConfigured(builder.Configuration))
            builder.WebHost.UseUrls(ListenAddresses.Default);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1 << 20;
        });
        if (settings.IsLoopbackOnly)
            builder.Services.AddLoopbackTransport();
        if (!settings.Authentication.IsConfigured && !ListenAddresses.NotLoopback(builder.Configuration).Any())
            builder.Services.Configure<HostFilteringOptions>(options => options.AllowedHosts = LoopbackHosts);
        builder.Services.AddProblemDetails();
    }

    /// <summary>Has the server bind through <see cref="LoopbackTransport"/>: of several transports the last one is asked first.</summary>
    public static void AddLoopbackTransport(this IServiceCollection services) =>
        services.AddSingleton<SocketTransportFactory>().AddSingleton<IConnectionListenerFactory, LoopbackTransport>();
}
