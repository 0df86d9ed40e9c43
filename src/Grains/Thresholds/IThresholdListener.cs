using Orleans;
using Orleans.Concurrency;

namespace RefillRadar.Grains.Thresholds;

/// <summary>Who goes by the thresholds: the partition of this number.</summary>
[Alias("refillradar.threshold-listener")]
public interface IThresholdListener : IGrainWithIntegerKey
{
    /// <summary>The thresholds of this version are in force. A hint: listeners also look for themselves.</summary>
    [OneWay, AlwaysInterleave, Alias("thresholds")]
    Task ThresholdsChanged(string version);
}
