using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;

namespace RefillRadar.Tests.EndToEnd.Running;

/// <summary>Another program that listens to the live feed.</summary>
internal sealed class HubListener : IAsyncDisposable
{
    private readonly HubConnection _connection;

    private HubListener(HubConnection connection) => _connection = connection;

    /// <summary>Alerts in the order they came, with the time of this machine's clock.</summary>
    public ConcurrentQueue<(AlertItem Alert, long At)> Alerts { get; } = new();

    public ConcurrentQueue<JsonElement> Stats { get; } = new();

    public ConcurrentQueue<JsonElement> Levels { get; } = new();

    public static async Task<HubListener> ConnectAsync(RadarProcess radar)
    {
        var connection = new HubConnectionBuilder().WithUrl(new Uri(radar.Address, "/hubs/radar")).Build();
        var listener = new HubListener(connection);
        connection.On<AlertItem[]>("AlertsChanged", alerts =>
        {
            var at = Stopwatch.GetTimestamp();
            foreach (var alert in alerts)
                listener.Alerts.Enqueue((alert, at));
        });
        connection.On<JsonElement>("StatsChanged", listener.Stats.Enqueue);
        connection.On<JsonElement[]>("LevelsChanged", levels =>
        {
            foreach (var level in levels)
                listener.Levels.Enqueue(level);
        });
        await connection.StartAsync();
        return listener;
    }

    public Task<JsonElement> SnapshotAsync() => _connection.InvokeAsync<JsonElement>("Snapshot");

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
