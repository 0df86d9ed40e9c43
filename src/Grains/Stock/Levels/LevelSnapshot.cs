using System.Collections.Immutable;
using Orleans;
using Orleans.Serialization;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Grains.Stock.Levels;

/// <summary>Turns chunks of a <see cref="LevelTable"/> into bytes and back. Tripwires are left out on purpose.</summary>
internal sealed class LevelSnapshot(Serializer<LevelSnapshot.Body> serializer, Serializer<LevelSnapshot.Header> headers)
{
    // Behind every chunk of levels there can be.
    private const int HeaderNumber = 1 << 20;

    /// <summary>The bytes of one chunk.</summary>
    public LevelChunk Save(LevelTable table, int chunk, IReadOnlyDictionary<string, string> openAlerts)
    {
        var entries = new List<Entry>();
        for (var index = chunk * LevelTable.ChunkSize; index < Math.Min(table.Used, (chunk + 1) * LevelTable.ChunkSize); index++)
        {
            if (table.KeyAt(index) is not { } key)
                continue;
            ref var slot = ref table[index];
            var (perDay, since, last, samples) = slot.Demand.Save();
            entries.Add(new Entry(
                index, key, slot.QuantityOrNull, table.PositionOf(slot), slot.UpdatedTicks, perDay, since, last, samples,
                slot.Status, slot.Severity, slot.Has(LevelFlags.Deleted), slot.Revision, openAlerts.GetValueOrDefault(key), table.OthersOf(index)));
        }

        return new LevelChunk(chunk, serializer.SerializeToArray(new Body([.. entries])));
    }

    /// <summary>Puts the levels of a chunk back in their places.</summary>
    public void Restore(LevelTable table, LevelChunk chunk, Dictionary<string, string> openAlerts)
    {
        foreach (var entry in serializer.Deserialize(chunk.Bytes)!.Entries)
        {
            ref var slot = ref table.Restore(entry.Index, entry.Key);
            slot.SetQuantity(entry.Quantity);
            table.SetSeen(entry.Index, new SeenPositions(entry.Position, entry.Others));
            slot.UpdatedTicks = entry.UpdatedTicks;
            slot.Demand = Demand.Restore(entry.PerDay, entry.Since, entry.Last, entry.Samples);
            slot.Status = entry.Status;
            slot.Severity = entry.Severity;
            slot.Set(LevelFlags.Deleted, entry.Deleted);
            slot.Revision = entry.Revision;
            if (entry.AlertId is not null)
                openAlerts[entry.Key] = entry.AlertId;
        }
    }

    /// <summary>The chunk of what is not of one level.</summary>
    public LevelChunk SaveHeader(Header header) => new(HeaderNumber, headers.SerializeToArray(header));

    /// <summary>Reads such a chunk; null when it is one of levels.</summary>
    public Header? RestoreHeader(LevelChunk chunk) =>
        chunk.Number == HeaderNumber ? headers.Deserialize(chunk.Bytes) : null;

    /// <summary>What is not of one level. Written with the levels.</summary>
    /// <param name="Records">Changes taken in since the installation began.</param>
    /// <param name="Logs">The logs of the sources.</param>
    [GenerateSerializer, Immutable, Alias("refillradar.level-header")]
    internal sealed record Header([property: Id(0)] long Records, [property: Id(1)] ImmutableArray<SourceLog> Logs);

    /// <summary>One chunk.</summary>
    [GenerateSerializer, Immutable, Alias("refillradar.level-chunk")]
    internal sealed record Body([property: Id(0)] Entry[] Entries);

    /// <summary>One level.</summary>
    [GenerateSerializer, Immutable, Alias("refillradar.level-entry")]
    internal readonly record struct Entry(
        [property: Id(0)] int Index,
        [property: Id(1)] string Key,
        [property: Id(2)] decimal? Quantity,
        [property: Id(3)] Position Position,
        [property: Id(4)] long UpdatedTicks,
        [property: Id(5)] float PerDay,
        [property: Id(6)] uint Since,
        [property: Id(7)] uint Last,
        [property: Id(8)] ushort Samples,
        [property: Id(9)] ProductStatus Status,
        [property: Id(10)] AlertSeverity Severity,
        [property: Id(11)] bool Deleted,
        [property: Id(12)] uint Revision,
        [property: Id(13)] string? AlertId,
        [property: Id(14)] Position[]? Others);
}
