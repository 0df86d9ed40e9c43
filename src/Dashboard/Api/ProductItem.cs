using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Partition;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Dashboard.Api;

/// <summary>One product, with everything known of it.</summary>
internal sealed record ProductItem(
    string Key,
    string ProductId,
    string? Warehouse,
    string ProductName,
    string? Category,
    string? Team,
    decimal? Quantity,
    decimal? Threshold,
    decimal? RecoveryThreshold,
    ProductStatus Status,
    AlertSeverity? Severity,
    string? AlertId,
    double? DaysOfCover,
    DateTimeOffset? StockOutAt,
    bool Soon,
    bool Stale,
    DateTimeOffset? UpdatedAt,
    RuleAnswer? Rule,
    double? DemandPerDay,
    int DemandSamples,
    IReadOnlyList<LevelPoint> RecentLevels,
    Alert? Episode)
{
    public static ProductItem Of(ProductDetail detail, Alert? episode)
    {
        var level = detail.Level;
        return new ProductItem(
            level.Key, level.ProductId, level.Warehouse, level.ProductName, level.Category, level.Team, level.Quantity, level.Threshold,
            level.RecoveryThreshold, level.Status, level.Severity, level.AlertId, level.DaysOfCover, level.StockOutAt, level.Soon,
            level.Stale, level.UpdatedAt, RuleAnswer.Of(detail.Rule), detail.DemandPerDay, detail.DemandSamples,
            [.. detail.RecentLevels.Select(sample => new LevelPoint(sample.At, sample.Quantity))], episode);
    }
}
