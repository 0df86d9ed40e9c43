using Orleans;
using Orleans.Concurrency;

namespace RefillRadar.Grains.Thresholds;

/// <summary>Reads the threshold file for the whole cluster and says which rows are in force. One grain, key 0.</summary>
[Alias("refillradar.thresholds")]
public interface IThresholdsGrain : IGrainWithIntegerKey
{
    /// <summary>The rows in force, unless they are those of <paramref name="knownVersion"/>: then null.</summary>
    [AlwaysInterleave, Alias("read")]
    Task<ThresholdRows?> Read(string? knownVersion);

    /// <summary>What is in force and what was refused last.</summary>
    [AlwaysInterleave, Alias("info")]
    Task<ThresholdsInfo> Info();
}
