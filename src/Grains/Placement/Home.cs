using Orleans.Runtime;

namespace RefillRadar.Grains.Placement;

/// <summary>Tells a grain that is placed evenly whether it still is where it belongs.</summary>
internal sealed class Home(ISiloStatusOracle silos, TimeProvider time)
{
    /// <summary>How long a silo has to be part of the cluster before grains move to it: all others have heard of it by then.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private SiloAddress[] _active = [];
    private DateTimeOffset _since;

    /// <summary>
    /// True when the grain of this key belongs to another silo, and has for <see cref="Patience"/>. The next call of a grain that
    /// deactivates then finds it there.
    /// </summary>
    public bool IsElsewhere(long key)
    {
        var active = silos.GetApproximateSiloStatuses(onlyActive: true).Keys.Order().ToArray();
        var now = time.GetUtcNow();
        lock (_gate)
        {
            if (!active.AsSpan().SequenceEqual(_active))
                (_active, _since) = (active, now);
            if (now - _since < Patience)
                return false;
        }

        return Array.IndexOf(active, silos.SiloAddress) >= 0 && !EvenPlacement.HomeOf(key, active).Equals(silos.SiloAddress);
    }
}
