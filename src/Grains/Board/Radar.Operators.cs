using System.Collections.Immutable;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Grains.Board;

internal sealed partial class Radar
{
    private const int WhatIfDays = 7;
    private readonly Remembered<SystemStatus> _system = new(TimeSpan.FromSeconds(1.9), time);

    public async Task<ThresholdPage> ListThresholdsAsync(ThresholdQuery query, CancellationToken cancellationToken) =>
        ThresholdPage.Of(await thresholds.RefreshAsync().WaitAsync(cancellationToken), query);

    public async Task<ImmutableArray<string>> GetTeamsAsync(CancellationToken cancellationToken) =>
        [.. (await thresholds.RefreshAsync().WaitAsync(cancellationToken)).Teams.Order(StringComparer.OrdinalIgnoreCase)];

    public async Task<ThresholdMatch> MatchThresholdsAsync(CancellationToken cancellationToken) =>
        await MatchAsync((await thresholds.RefreshAsync().WaitAsync(cancellationToken)).Rows, cancellationToken);

    public async Task<ThresholdCheck> CheckThresholdsAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var (rows, errors) = ThresholdCsv.Parse(content, ignoreCase: feed.Value.IgnoreCase);
        return new ThresholdCheck(rows, errors, errors.IsEmpty ? await MatchAsync(rows, cancellationToken) : null);
    }

    public Task<ImmutableArray<LevelSample>> GetLevelsAsync(
        string key, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        PartitionOf(key).Levels(key, from, to, cancellationToken);

    public async Task<WhatIf?> WhatIfAsync(string key, decimal threshold, decimal? recovery, CancellationToken cancellationToken)
    {
        if (await GetProductAsync(key, cancellationToken) is not { } detail)
            return null;
        var now = time.GetUtcNow();
        var levels = await GetLevelsAsync(key, now.AddDays(-WhatIfDays), now, cancellationToken);
        var asked = (detail.Rule ?? Default(detail.Level)) with
        {
            Threshold = threshold,
            RecoveryThreshold = Math.Max(threshold, recovery ?? threshold),
        };
        // Thousands of levels: not on the thread of the page that asks.
        return await Task.Run(
            () => new WhatIf(
                key, WhatIfDays, levels.IsEmpty ? null : levels[0].At, levels.Length, WhatIfOutcome.Of(key, levels, asked, now),
                detail.Rule is { } rule ? WhatIfOutcome.Of(key, levels, rule, now) : null),
            cancellationToken);
    }

    public Task<SystemStatus> GetSystemAsync(CancellationToken cancellationToken) =>
        _system.GetAsync(() => system.ReadAsync(GetStatsAsync(CancellationToken.None)), cancellationToken);

    // One partition after the other: their keys together may be many.
    private async Task<ThresholdMatch> MatchAsync(ImmutableArray<ThresholdRow> rows, CancellationToken cancellationToken)
    {
        var matcher = new ThresholdMatcher(rows, feed.Value.IgnoreCase);
        foreach (var partition in Partitions())
            matcher.Add(await partition.Keys().WaitAsync(cancellationToken));
        return matcher.Result;
    }

    private Rule Default(ProductLevel level) => new()
    {
        Name = level.ProductName,
        Team = ThresholdTable.DefaultTeam,
        Hold = TimeSpan.FromSeconds(defaults.Value.HoldSeconds),
        KeepFiring = TimeSpan.FromSeconds(defaults.Value.KeepFiringSeconds),
        MatchedBy = "nothing",
    };
}
