namespace RefillRadar.Silo.Adapters.Embedded.Thresholds;

/// <summary>The local threshold file.</summary>
internal sealed record FileThresholdOptions
{
    /// <summary>The CSV (<c>RefillRadar:Thresholds:Path</c>).</summary>
    public required string Path { get; init; }

    /// <summary>Where an accepted one is kept: <c>{DataDirectory}/thresholds.accepted.csv</c>.</summary>
    public required string KeptPath { get; init; }
}
