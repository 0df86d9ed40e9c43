using Microsoft.AspNetCore.SignalR;

namespace RefillRadar.Dashboard.Hubs;

/// <summary><c>/hubs/radar</c>: the live feed for other programs.</summary>
internal sealed class RadarHub(HubFeed feed, HubSnapshots snapshots) : Hub<IRadarClient>
{
    public override Task OnConnectedAsync()
    {
        feed.Start(Context.ConnectionId, Context.ConnectionAborted);
        return base.OnConnectedAsync();
    }

    /// <summary>Where everything stands now; to be asked after every (re)connect.</summary>
    public Task<RadarSnapshot> Snapshot() => snapshots.AnswerAsync(Context.ConnectionAborted);
}
