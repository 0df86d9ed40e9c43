using System.Collections.Immutable;

namespace RefillRadar.Grains.Health;

/// <summary>What operators have to be notified of now.</summary>
/// <param name="Failing">Parts that fail, and that operators do not know of.</param>
/// <param name="Recovered">Parts that are ok again, and that operators were notified of.</param>
internal sealed record HealthNews(ImmutableArray<HealthItem> Failing, ImmutableArray<HealthItem> Recovered)
{
    /// <summary>Whether there is nothing.</summary>
    public bool IsEmpty => Failing.IsEmpty && Recovered.IsEmpty;

    /// <summary>
    /// A failure counts once it has lasted for the group wait, which others may join, and its end once the part has been ok for twice as long:
    /// one that flaps is one failure. A part that needs attention has not recovered.
    /// </summary>
    /// <param name="health">How everything is.</param>
    /// <param name="notified">Parts whose failure operators know of.</param>
    /// <param name="now">The time, UTC.</param>
    /// <param name="groupWait">How long a failure waits for others.</param>
    public static HealthNews Of(InstallationHealth health, ImmutableDictionary<string, DateTimeOffset> notified, DateTimeOffset now, TimeSpan groupWait) => new(
        [.. health.Items.Where(item => item.NotifiesOperators && !notified.ContainsKey(item.Name) && now - item.Since >= groupWait)],
        [.. health.Items.Where(item => item.Status == HealthStatus.Ok && notified.ContainsKey(item.Name) && now - item.Since >= groupWait * 2)]);
}
