using System.Collections.Immutable;
using Orleans;

namespace RefillRadar.Grains.Stock.Order;

/// <summary>One source's log as a partition has seen it: what tells a log that started over from one that is delivered again.</summary>
[GenerateSerializer, Immutable, Alias("refillradar.source-log")]
public sealed record SourceLog
{
    /// <summary>Name of the source, as in <see cref="Position.Source"/>.</summary>
    [Id(0)] public required string Source { get; init; }

    /// <summary>How often the log has started over.</summary>
    [Id(1)] public uint Epoch { get; init; }

    /// <summary>Highest place of this epoch.</summary>
    [Id(2)] public Place Highest { get; init; }

    /// <summary>Latest event time of this epoch, UTC ticks by the source's clock; 0 while none is known.</summary>
    [Id(3)] public long LatestTicks { get; init; }

    /// <summary>Event time of the change that began this epoch, UTC ticks; 0 for the first epoch, and when unknown.</summary>
    [Id(4)] public long StartedTicks { get; init; }

    /// <summary>What records of this epoch said of the log; a few, for replicas pass on events of several servers.</summary>
    [Id(5)] public ImmutableArray<LogIdentity> Identities { get; init; } = [];

    /// <summary>Epochs before this one, latest first; a few.</summary>
    [Id(6)] public ImmutableArray<PastLog> Past { get; init; } = [];
}
