using RefillRadar.Grains.Health;

namespace RefillRadar.Dashboard.Api;

/// <summary>The health of the installation as the API has it.</summary>
/// <param name="Status">The worst of all parts.</param>
/// <param name="Items">Every part.</param>
public sealed record HealthAnswer(HealthStatus Status, IReadOnlyList<HealthAnswer.Item> Items)
{
    internal static HealthAnswer Of(InstallationHealth health) =>
        new(health.Status, [.. health.Items.Select(item => new Item(item.Name, item.Status, item.Reason, item.Remedy, item.Since, item.NotifiedAt))]);

    /// <summary>One part.</summary>
    /// <param name="Name">thresholds, source, ingest, decisions, stores, disk, notifications, quarantine or cluster.</param>
    /// <param name="Status">ok, attention or failing.</param>
    /// <param name="Reason">In a sentence.</param>
    /// <param name="Remedy">What to do; null when nothing has to be done.</param>
    /// <param name="Since">From when on it has had this status.</param>
    /// <param name="NotifiedAt">When operators got an e-mail about it; null when they got none.</param>
    public sealed record Item(string Name, HealthStatus Status, string Reason, string? Remedy, DateTimeOffset Since, DateTimeOffset? NotifiedAt);
}
