using Microsoft.Extensions.Options;
using Orleans;
using RefillRadar.Grains.Configuration;

namespace RefillRadar.Grains.Thresholds;

/// <summary>The table in force, indexed once a process and shared by its partitions.</summary>
internal sealed class ThresholdCache(IGrainFactory grains, IOptions<FeedOptions> feed)
{
    private readonly Lock _lock = new();
    private ThresholdTable _table = ThresholdTable.Empty;
    private Task<ThresholdTable>? _refresh;

    /// <summary>The table in force; asks the thresholds grain, but only once for all who ask meanwhile.</summary>
    public Task<ThresholdTable> RefreshAsync()
    {
        lock (_lock)
            return _refresh is { IsCompleted: false } running ? running : _refresh = Task.Run(ReadAsync);
    }

    private async Task<ThresholdTable> ReadAsync()
    {
        var rows = await grains.GetGrain<IThresholdsGrain>(0).Read(_table.Version);
        if (rows is not null)
            _table = new ThresholdTable(rows.Version, rows.Rows, rows.Since, feed.Value.IgnoreCase);
        return _table;
    }
}
