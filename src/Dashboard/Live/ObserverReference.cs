using Microsoft.Extensions.DependencyInjection;
using Orleans;
using RefillRadar.Grains.Stock.Partition;

namespace RefillRadar.Dashboard.Live;

/// <summary>
/// How the grains reach the observer: by a reference of the cluster, or, where no cluster is (tests, a fake radar), directly.
/// It holds the observer itself, because Orleans keeps only a weak reference.
/// </summary>
internal sealed class ObserverReference(RadarObserver observer, IServiceProvider services) : IDisposable
{
    private readonly IGrainFactory? _grains = services.GetService<IGrainFactory>();
    private IRadarObserver? _reference;

    public IRadarObserver Get() => _reference ??= _grains?.CreateObjectReference<IRadarObserver>(observer) ?? observer;

    public void Dispose()
    {
        if (_grains is not null && _reference is not null)
            _grains.DeleteObjectReference<IRadarObserver>(_reference);

        _reference = null;
        GC.KeepAlive(observer);
    }
}
