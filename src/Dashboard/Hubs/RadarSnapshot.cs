using RefillRadar.Grains.Board;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Dashboard.Hubs;

/// <summary>Where everything stands.</summary>
/// <param name="Alerts">Open alerts, newest first, pending ones included; the newest 5,000.</param>
/// <param name="Stats">The numbers of <c>/api/stats</c>.</param>
/// <param name="Levels">Levels of products that are low or out, in order of their keys; the first 1,000.</param>
/// <param name="AsOf">When this was read, UTC. Messages sent before it may still arrive after it.</param>
public sealed record RadarSnapshot(
    IReadOnlyList<Alert> Alerts, RadarStats Stats, IReadOnlyList<ProductLevel> Levels, DateTimeOffset AsOf);
