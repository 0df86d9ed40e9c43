using System.Collections.Immutable;

namespace RefillRadar.Grains.Health;

/// <summary>What operators have to be notified of now.</summary>
/// <param name="Failing">Parts that fail, or fail worse than operators know.</param>
/// <param name="Recovered">Parts that operators were notified of and that fail no longer.</param>
internal sealed record HealthNews(ImmutableArray<HealthItem> Failing, ImmutableArray<HealthItem> Recovered)
{
    /// <summary>Nothing.</summary>
    public static HealthNews None { get; } = new([], []);

    /// <summary>Whether there is nothing.</summary>
    public bool IsEmpty => Failing.IsEmpty && Recovered.IsEmpty;

    /// <summary>
    /// A failure counts once it has lasted for the group wait, which others may join, and its end once the part has not been failing for twice as
    /// long: one that flaps is one failure.
    /// </summary>
    /// <param name="health">How everything is.</param>
    /// <param name="notified">What operators know.</param>
    /// <param name="now">The time, UTC.</param>
    /// <param name="groupWait">How long a failure waits for others.</param>
    public static HealthNews Of(InstallationHealth health, ImmutableDictionary<string, NotifiedHealth> notified, DateTimeOffset now, TimeSpan groupWait) => new(
        [.. health.Items.Where(item => item.NotifiesOperators && !(notified.GetValueOrDefault(item.Name) is { } known && known.Status >= item.Status) && now - item.Since >= groupWait)],
        [.. health.Items.Where(item => !item.NotifiesOperators && notified.ContainsKey(item.Name) && now - item.Since >= groupWait * 2)]);

    /// <summary>Without failures that were not seen a moment ago: after a pause of the process everything looks silent.</summary>
    public HealthNews SeenBefore(ImmutableHashSet<string> failing) => this with { Failing = Failing.RemoveAll(item => !failing.Contains(item.Name)) };
}
