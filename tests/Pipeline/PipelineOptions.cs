using RefillRadar.Pipeline.Streams;

namespace RefillRadar.Pipeline;

/// <summary>What a local pipeline consists of.</summary>
internal sealed record PipelineOptions
{
    /// <summary>The products of the shop, numbered from 1, and what is in stock of each.</summary>
    public int Products { get; init; } = 100;

    /// <summary>Stock of each product at the start.</summary>
    public int Quantity { get; init; } = 50;

    /// <summary>The threshold file.</summary>
    public required string Thresholds { get; init; }

    /// <summary>Shards of the stream; as many Lambda environments run at once.</summary>
    public int Shards { get; init; } = 2;

    /// <summary>Settings of the event source mapping.</summary>
    public MappingOptions Mapping { get; init; } = new();

    /// <summary>Further settings of silos and dashboard, as in the environment.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}
