using System.Collections.Immutable;

namespace RefillRadar.Grains.Stock.Levels;

/// <summary>
/// Keeps the snapshots of a partition's levels: numbered chunks of opaque bytes, each at most 300 KB, overwritten in place.
/// Written behind, so a snapshot can be up to a minute old.
/// </summary>
public interface ILevelStore
{
    /// <summary>Writes the given chunks; when it returns they are durable. Chunks not named stay as they are.</summary>
    Task SaveAsync(int partition, IReadOnlyList<LevelChunk> chunks, CancellationToken cancellationToken);

    /// <summary>Every chunk of a partition, in order of its number; empty when none was ever written.</summary>
    Task<ImmutableArray<LevelChunk>> LoadAsync(int partition, CancellationToken cancellationToken);
}
