using System.Collections.Immutable;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Notifications;
using RefillRadar.Grains.Stock.CatchUp;
using RefillRadar.Grains.Stock.Intake;
using RefillRadar.Grains.Stock.Order;
using RefillRadar.Grains.Stock.Partition;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Tests.Cluster.Recovery;

/// <summary>
/// One process with a partition and its products, all the real ones, called directly as Orleans would call them. What it knows in
/// memory is lost with it; what it wrote is the <see cref="RadarWorld"/>'s.
/// </summary>
internal sealed class RadarLife(RadarWorld world) : IPartitionHost
{
    private readonly Dictionary<string, Product> _products = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Team, string Key), ImmutableArray<Notice>> _offers = [];
    private StockPartition? _partition;
    private CatchUpRequest? _asked;
    private bool _leaves;

    /// <summary>How often a log was found to have started over.</summary>
    public int Restarts { get; private set; }

    /// <summary>Whether it has read everything it missed.</summary>
    public bool IsStarted { get; private set; }

    /// <summary>Whether all is told and marked.</summary>
    public bool IsQuiet => world.Post is { Sending: null, Unmarked.IsEmpty: true } && _offers.Values.All(notices => notices.IsEmpty);

    /// <summary>The partition, activated if it is not.</summary>
    public async Task<StockPartition> PartitionAsync()
    {
        if (_leaves && _partition is { } leaving)
        {
            (_partition, _leaves) = (null, false);
            await leaving.DeactivateAsync(CancellationToken.None);
        }

        if (_partition is not null)
            return _partition;
        var fresh = world.NewPartition(this);
        await fresh.ActivateAsync(CancellationToken.None);
        return _partition = fresh;
    }

    /// <summary>What a process does once it runs: reads what it missed, and offers again what the one before it may not have told.</summary>
    public async Task StartAsync()
    {
        await PartitionAsync();
        await CatchUpAsync();
        var due = await world.Alerts.DueAsync(world.Time.GetUtcNow().AddMinutes(10), 1000, CancellationToken.None);
        await (await PartitionAsync()).LookAgainAsync(due, CancellationToken.None);
        await TickAsync();
        IsStarted = _asked is null;
    }

    /// <summary>Reads the logs again, if the partition has asked for it.</summary>
    public async Task CatchUpAsync()
    {
        if (_asked is not { } request)
            return;
        var pass = new CatchUpPass([world.Log, world.Journal], world.Alerts, _ => new Target(this), world.Logger);
        var failed = await pass.RunAsync(new Dictionary<int, CatchUpRequest> { [RadarWorld.Partition] = request }, CancellationToken.None);
        if (failed.Count == 0 && _asked == request)
            _asked = null;
    }

    public async Task TickAsync()
    {
        await CatchUpAsync();
        await (await PartitionAsync()).TickAsync(CancellationToken.None);
    }

    /// <summary>Sends what the teams were offered, and tells the products; keeps what it does before and after, as the notification grain.</summary>
    public async Task DeliverAsync()
    {
        await SendAsync();
        foreach (var (address, notices) in _offers.ToArray())
        {
            foreach (var notice in notices.Where(notice => world.Post.Unmarked.All(mark => mark.NoticeId != notice.Id)))
            {
                await world.KeepAsync(world.Post with { Sending = notice });
                await SendAsync();
            }

            _offers.Remove(address);
        }

        await (await PartitionAsync()).MarkAsync(world.Post.Unmarked, CancellationToken.None);
        await world.KeepAsync(world.Post with { Unmarked = [] });
    }

    // What was being sent when a process ended is sent again.
    private async Task SendAsync()
    {
        if (world.Post.Sending is not { } notice)
            return;
        await world.SendAsync(notice);
        var mark = new NoticeMark(notice.Key, notice.Id, world.Time.GetUtcNow(), "FirstNotification", Sent: true);
        await world.KeepAsync(new PostState(null, world.Post.Unmarked.Add(mark)));
    }

    public async Task<ProductAnswer> DecideAsync(string key, ProductCall call, CancellationToken cancellationToken)
    {
        if (!_products.TryGetValue(key, out var product))
        {
            world.Disk.Read();
            _products[key] = product = world.NewProduct(key, (team, notices) => _offers[(team, key)] = notices);
            product.Activate();
        }

        try
        {
            return await product.DecideAsync(call, cancellationToken);
        }
        catch
        {
            _products.Remove(key);
            throw;
        }
    }

    public Task<ThresholdTable> RefreshRulesAsync() => Task.FromResult(world.Rules);

    public void RequestCatchUp(DateTimeOffset? since, long epoch) => _asked = new CatchUpRequest(since, epoch);

    public void LogRestarted(SourceLog log) => Restarts++;

    public void AlertsChanged(ImmutableArray<Alert> alerts)
    {
    }

    public void LevelChanged(int index)
    {
    }

    public void Leave() => _leaves = true;

    // Not visible from outside: Orleans takes every other class of this interface for a grain.
    private sealed class Target(RadarLife life) : ICatchUpTarget
    {
        public async Task<ApplyResult> Apply(StockBatch batch) => await (await life.PartitionAsync()).ApplyAsync(batch);

        public async Task CaughtUp(long epoch, ImmutableArray<string> open) =>
            await (await life.PartitionAsync()).CaughtUpAsync(epoch, open, CancellationToken.None);
    }
}
