using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR.Client;
using RefillRadar.Tests.EndToEnd.Running;

namespace RefillRadar.Tests.EndToEnd.Pipeline;

/// <summary>A program that listens to the alerts of the dashboard process.</summary>
internal sealed class DashboardHub : IAsyncDisposable
{
    private readonly HubConnection _connection;

    private DashboardHub(HubConnection connection) => _connection = connection;

    /// <summary>When each alert was first heard of.</summary>
    public ConcurrentDictionary<string, DateTimeOffset> Alerts { get; } = new();

    /// <summary>When the first alert of each product was first heard of.</summary>
    public ConcurrentDictionary<string, DateTimeOffset> Products { get; } = new();

    public static async Task<DashboardHub> ConnectAsync(Uri dashboard)
    {
        var hub = new DashboardHub(new HubConnectionBuilder().WithUrl(new Uri(dashboard, "/hubs/radar")).Build());
        hub._connection.On<AlertItem[]>("AlertsChanged", alerts =>
        {
            var at = DateTimeOffset.UtcNow;
            foreach (var alert in alerts)
            {
                hub.Alerts.TryAdd(alert.Id, at);
                hub.Products.TryAdd(alert.ProductId, at);
            }
        });
        await hub._connection.StartAsync();
        return hub;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
