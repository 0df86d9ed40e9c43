using RefillRadar.Grains.Board;
using RefillRadar.Grains.Health;

namespace RefillRadar.Dashboard.Components.Alerts;

/// <summary>Tells the empty lists apart: only one of them is good news.</summary>
internal static class EmptyReasons
{
    public static EmptyReason Of(RadarStats? stats, bool filtered, InstallationHealth? health = null)
    {
        return health?[HealthNames.Thresholds] is { Status: HealthStatus.Failing, IsSilent: false } ? EmptyReason.NoThresholds
            : stats is null or { Tracked: 0, Untracked: 0 } ? EmptyReason.NoData
            : filtered ? EmptyReason.NoMatch
            : stats.FeedStale || health?.IsSourceStale == true ? EmptyReason.FeedStale
            : stats.Low + stats.Out > 0 ? EmptyReason.Unread
            : EmptyReason.AllStocked;
    }
}
