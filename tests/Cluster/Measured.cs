using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using RefillRadar.Grains.Telemetry;

namespace RefillRadar.Tests.Cluster;

/// <summary>Counters of the silos that a cluster has now, summed from now on.</summary>
internal sealed class Measured : IDisposable
{
    private readonly ConcurrentDictionary<string, long> _sums = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();

    public Measured(RadarCluster cluster)
    {
        var factories = cluster.Silos.Select(silo => (object)silo.ServiceProvider.GetRequiredService<IMeterFactory>()).ToHashSet();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == RadarMetrics.MeterName && instrument.Meter.Scope is { } scope && factories.Contains(scope))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            _sums.AddOrUpdate(instrument.Name + (tags.Length > 0 ? "/" + tags[0].Value : ""), value, (_, sum) => sum + value));
        _listener.Start();
    }

    /// <summary>A counter by its name, or by its name and the value of its tag: <c>refillradar.mails/sent</c>.</summary>
    public long this[string counter] => _sums.GetValueOrDefault(counter);

    public void Dispose() => _listener.Dispose();
}
