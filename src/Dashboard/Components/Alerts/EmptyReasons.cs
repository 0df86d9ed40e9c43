using RefillRadar.Grains.Board;

namespace RefillRadar.Dashboard.Components.Alerts;

/// <summary>Tells the empty lists apart: only one of them is good news.</summary>
internal static class EmptyReasons
{
    public static EmptyReason Of(RadarStats? stats, bool filtered)
    {
        return stats is null or { Tracked: 0, Untracked: 0 } ? EmptyReason.NoData
            : filtered ? EmptyReason.NoMatch
            : stats.FeedStale ? EmptyReason.FeedStale
            : stats.Low + stats.Out > 0 ? EmptyReason.Unread
            : EmptyReason.AllStocked;
    }
}
