using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RefillRadar.Grains.Configuration;
using RefillRadar.Grains.Stock.CatchUp;
using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Grains.Telemetry;

namespace RefillRadar.Grains.Stock.Partition;

/// <summary>What every partition of a process works with.</summary>
internal sealed class PartitionPorts(
    ILevelStore levels,
    ILevelHistory history,
    IJournal journal,
    LevelSnapshot snapshot,
    IOptions<AlertsOptions> alerts,
    IOptions<FeedOptions> feed,
    RadarMetrics metrics,
    TimeProvider time,
    ILogger<StockPartition> logger)
{
    public ILevelStore Levels => levels;

    public ILevelHistory History => history;

    public IJournal Journal => journal;

    public LevelSnapshot Snapshot => snapshot;

    public AlertsOptions Alerts => alerts.Value;

    public FeedOptions Feed => feed.Value;

    public RadarMetrics Metrics => metrics;

    public TimeProvider Time => time;

    public ILogger Logger => logger;
}
