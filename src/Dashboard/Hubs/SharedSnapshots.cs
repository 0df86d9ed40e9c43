using RefillRadar.Grains.Contracts;

namespace RefillRadar.Dashboard.Hubs;

/// <summary>Snapshots that all connections share: however many ask at once, one is read at a time and held in memory once.</summary>
internal sealed class SharedSnapshots(SnapshotReader reader)
{
    // A client that goes must not end what others wait for.
    private readonly CoalescedRead<RadarSnapshot> _snapshots = new(() => reader.ReadAsync(CancellationToken.None));
    private readonly CoalescedRead<IReadOnlyList<Alert>> _resolved = new(() => reader.ReadResolvedAsync(CancellationToken.None));

    /// <summary>Where everything stands; read after this was called.</summary>
    public Task<RadarSnapshot> GetAsync(CancellationToken cancellationToken) => _snapshots.GetAsync(cancellationToken);

    /// <summary>Alerts that are resolved, the newest page of them.</summary>
    public Task<IReadOnlyList<Alert>> GetResolvedAsync(CancellationToken cancellationToken) => _resolved.GetAsync(cancellationToken);
}
