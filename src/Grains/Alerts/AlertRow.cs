using System.Collections.Immutable;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Grains.Alerts;

/// <summary>An alert as it is stored.</summary>
/// <param name="Alert">What everybody sees.</param>
/// <param name="Key">Stock key of its product.</param>
/// <param name="Revision">Rises with each decision of the product; a row never goes back to a lower one.</param>
/// <param name="Due">When the product has to be woken again (hold, snooze, repeat, owed notice); null when never.</param>
/// <param name="ExpiresAt">When the row may be forgotten; null while the episode is open.</param>
/// <param name="History">What happened, oldest first.</param>
public sealed record AlertRow(
    Alert Alert,
    string Key,
    long Revision,
    DateTimeOffset? Due,
    DateTimeOffset? ExpiresAt,
    ImmutableArray<AlertEvent> History);
