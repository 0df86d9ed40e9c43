using RefillRadar.Grains.Board;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Dashboard.Live;

/// <summary>What happened since the last read.</summary>
/// <param name="Alerts">Alerts that changed, the latest of each.</param>
/// <param name="Levels">Levels that changed, the latest of each product that is watched.</param>
/// <param name="Stats">The newest numbers; null when they did not change.</param>
/// <param name="Gap">Something was lost: read the state again.</param>
internal sealed record FeedBatch(
    IReadOnlyList<Alert> Alerts, IReadOnlyList<ProductLevel> Levels, RadarStats? Stats, bool Gap);
