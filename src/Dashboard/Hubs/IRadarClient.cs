using RefillRadar.Grains.Board;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Dashboard.Hubs;

/// <summary>
/// What the hub tells its clients. All three are hints: after a (re)connect ask for <c>Snapshot</c>. Large changes come in several
/// messages. A client that falls far behind gets all open alerts and the newest resolved ones again; one that does not read at all is
/// disconnected.
/// </summary>
public interface IRadarClient
{
    /// <summary>Alerts that opened or changed, at once.</summary>
    Task AlertsChanged(IReadOnlyList<Alert> alerts);

    /// <summary>The numbers of <c>/api/stats</c>, at most once a second, when they changed.</summary>
    Task StatsChanged(RadarStats stats);

    /// <summary>Levels that changed, the latest of each product, at most five times a second.</summary>
    Task LevelsChanged(IReadOnlyList<ProductLevel> levels);
}
