using System.Collections.Immutable;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Board;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Partition;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Tests.Unit.Dashboard;

/// <summary>A radar that answers what a test says, and nothing else.</summary>
internal sealed class FakeRadar : IRadar
{
    public Func<string, AlertAction, Task<AlertActionResult>> Act { get; init; } = (_, _) => throw new NotSupportedException();

    public Func<Task<RadarStats>> Stats { get; set; } = () => throw new NotSupportedException();

    public Task<AlertActionResult> ActAsync(string alertId, AlertAction action, CancellationToken cancellationToken) => Act(alertId, action);

    public Task<RadarStats> GetStatsAsync(CancellationToken cancellationToken) => Stats();

    public Task<ProductPage> ListProductsAsync(ProductQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ProductDetail?> GetProductAsync(string key, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<AlertPage> ListAlertsAsync(AlertQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<AlertRow?> GetAlertAsync(string id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ThresholdsInfo> GetThresholdsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ThresholdPage> ListThresholdsAsync(ThresholdQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ImmutableArray<LevelSample>> GetLevelsAsync(
        string key, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ImmutableArray<string>> GetTeamsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ThresholdMatch> MatchThresholdsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ThresholdCheck> CheckThresholdsAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<WhatIf?> WhatIfAsync(string key, decimal threshold, decimal? recovery, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<SystemStatus> GetSystemAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> SubscribeAsync(IRadarObserver observer, bool levels, CancellationToken cancellationToken) => throw new NotSupportedException();
}
