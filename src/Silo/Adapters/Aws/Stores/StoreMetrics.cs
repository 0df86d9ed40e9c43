using System.Diagnostics.Metrics;
using RefillRadar.Grains.Hosting;
using RefillRadar.Grains.Telemetry;

namespace RefillRadar.Silo.Adapters.Aws.Stores;

/// <summary>What the stores count, on the meter <c>RefillRadar</c>.</summary>
internal sealed class StoreMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _throttled = meters.Create(RadarMetrics.MeterName).CreateCounter<long>(
        "refillradar.store.throttled", "{refusal}", "Requests, and rows of batches, that DynamoDB refused for coming too fast; each was sent again.");

    /// <summary>A request was refused, or left rows unprocessed.</summary>
    public void Throttled(string operation, int refused) =>
        _throttled.Add(refused, new KeyValuePair<string, object?>("operation", operation));
}
