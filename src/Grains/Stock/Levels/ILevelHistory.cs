using System.Collections.Immutable;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Grains.Stock.Levels;

/// <summary>Levels over time, kept 30 days: every decision, and other levels at most one a product a minute.</summary>
public interface ILevelHistory
{
    /// <summary>Appends samples of one partition. The same sample twice is kept once (key and time identify it).</summary>
    Task AppendAsync(int partition, IReadOnlyList<LevelSample> samples, CancellationToken cancellationToken);

    /// <summary>The samples of one product from <paramref name="from"/> (inclusive) to <paramref name="to"/> (exclusive), oldest first.</summary>
    Task<ImmutableArray<LevelSample>> ReadAsync(
        int partition, string key, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);
}
