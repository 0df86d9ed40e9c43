using System.Collections.Immutable;
using Orleans;
using RefillRadar.Grains.Stock.Levels;

namespace RefillRadar.Grains.Stock.Partition;

/// <summary>The levels of a partition, to be compared with those of a source.</summary>
/// <param name="IsComplete">False while the partition still reads changes again after an unclean stop.</param>
/// <param name="Levels">Levels of rows that are not known to be deleted.</param>
[GenerateSerializer, Immutable, Alias("refillradar.known-levels")]
public sealed record KnownLevels([property: Id(0)] bool IsComplete, [property: Id(1)] ImmutableArray<KnownLevel> Levels)
{
    internal static KnownLevels Of(LevelTable table, bool isComplete)
    {
        var known = ImmutableArray.CreateBuilder<KnownLevel>(table.Count);
        for (var index = 0; index < table.Used; index++)
        {
            ref var slot = ref table[index];
            if (table.KeyAt(index) is { } key && !slot.Has(LevelFlags.Deleted))
                known.Add(new KnownLevel(key, slot.QuantityOrNull, table.SourceName(slot.Source)));
        }

        return new KnownLevels(isComplete, known.ToImmutable());
    }
}
