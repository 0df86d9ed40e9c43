using System.Collections.Immutable;

namespace RefillRadar.Grains.Alerts;

/// <summary>One page of alerts.</summary>
/// <param name="Items">The rows, newest opened first.</param>
/// <param name="NextCursor">Where to go on; null when this was the last page.</param>
public sealed record AlertPage(ImmutableArray<AlertRow> Items, string? NextCursor);
