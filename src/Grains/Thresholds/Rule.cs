using Orleans;

namespace RefillRadar.Grains.Thresholds;

/// <summary>The threshold row in force for one stock key, with the installation's defaults filled in.</summary>
[GenerateSerializer, Immutable, Alias("refillradar.rule")]
public sealed record Rule
{
    /// <summary>Product name.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>Category, if known.</summary>
    [Id(1)] public string? Category { get; init; }

    /// <summary>Team that is told.</summary>
    [Id(2)] public required string Team { get; init; }

    /// <summary>Low at or under this level.</summary>
    [Id(3)] public decimal Threshold { get; init; }

    /// <summary>An episode ends above this level; never under the threshold.</summary>
    [Id(4)] public decimal RecoveryThreshold { get; init; }

    /// <summary>How long the level has to be low before the alert fires (Prometheus <c>for</c>).</summary>
    [Id(5)] public TimeSpan Hold { get; init; }

    /// <summary>How long the level has to be recovered before the alert resolves (Prometheus <c>keep_firing_for</c>).</summary>
    [Id(6)] public TimeSpan KeepFiring { get; init; }

    /// <summary>How long after a notice it is repeated while firing; zero means never.</summary>
    [Id(7)] public TimeSpan Repeat { get; init; }

    /// <summary>Days that a reorder takes; null when not given.</summary>
    [Id(8)] public double? LeadTimeDays { get; init; }

    /// <summary>Line of the winning row in the file, the header being line 1.</summary>
    [Id(9)] public int Line { get; init; }

    /// <summary>What the winning row matched: <c>product and warehouse</c>, <c>product</c>, <c>category and warehouse</c>, <c>category</c>, <c>warehouse</c> or <c>default</c>.</summary>
    [Id(10)] public required string MatchedBy { get; init; }
}
