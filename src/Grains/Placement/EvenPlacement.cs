using Orleans.Runtime;

namespace RefillRadar.Grains.Placement;

/// <summary>
/// Grains with keys from 0 on, spread evenly over the active silos in the order of their addresses. Hashing would lay 16 grains
/// 12 to 4 on two silos.
/// </summary>
[Serializable, GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("refillradar.even-placement")]
internal sealed class EvenPlacement : PlacementStrategy
{
    /// <summary>Where the grain of this key belongs.</summary>
    public static SiloAddress HomeOf(long key, IEnumerable<SiloAddress> silos)
    {
        var sorted = silos.Order().ToArray();
        return sorted[key % sorted.Length];
    }
}
