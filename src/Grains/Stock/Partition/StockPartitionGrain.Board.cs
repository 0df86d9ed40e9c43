using System.Collections.Immutable;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Grains.Stock.Partition;

/// <summary>What others may ask at any time.</summary>
internal sealed partial class StockPartitionGrain
{
    public Task Outdate(DateTimeOffset before)
    {
        _board.OutdatedBefore = before;
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<ProductLevel>> List(ProductQuery query) => Task.FromResult(_board.List(query));

    public Task<ProductDetail?> Get(string key, CancellationToken cancellationToken) => _board.GetAsync(key, cancellationToken);

    public Task<ImmutableArray<LevelSample>> Levels(string key, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        _board.LevelsAsync(key, from, to, cancellationToken);

    public Task<ImmutableArray<CurrentLevel>> Quantities(ImmutableArray<string> keys) => Task.FromResult(_board.Quantities(keys));

    public Task<KnownLevels> Known() => Task.FromResult(_board.Known());

    public Task<ImmutableArray<string>> Keys() => Task.FromResult(_board.SeenKeys());

    public Task<PartitionStats> Stats() => Task.FromResult(_board.Stats());

    public Task<PartitionStatus> Status() => Task.FromResult(new PartitionStatus(
        Partition, GrainContext.Address.SiloAddress!.ToParsableString(), _board.Stats(), _partition.Tally.Read(), _partition.DirtySince));

    public Task<bool> Subscribe(IRadarObserver observer, bool levels) => Task.FromResult(_feed.Subscribe(observer, levels));
}
