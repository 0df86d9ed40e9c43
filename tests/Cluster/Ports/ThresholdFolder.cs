using System.Security.Cryptography;
using System.Text;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Tests.Cluster.Ports;

/// <summary>The threshold file as people edit it, and the last good one.</summary>
internal sealed class ThresholdFolder(TimeProvider time)
{
    public ThresholdFile? Current { get; private set; }

    public ThresholdFile? Kept { get; set; }

    public string? Version => Current?.Version;

    public void Put(string csv) => PutUnfinished(csv.EndsWith('\n') ? csv : csv + "\n");

    /// <summary>Puts it as it is, maybe cut off in the middle.</summary>
    public void PutUnfinished(string csv)
    {
        var bytes = Encoding.UTF8.GetBytes(csv);
        Current = new ThresholdFile(Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8)), bytes, time.GetUtcNow());
    }
}
