using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Configuration;
using RefillRadar.Grains.Notifications;
using RefillRadar.Grains.Stock.Intake;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Tests.Cluster.Recovery;

/// <summary>From when on changes have to be read again, for which activation, what counts, and who hears of what was withdrawn.</summary>
public sealed class PartitionMarkTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly RadarWorld _world = new();

    [Fact]
    public async Task An_older_batch_that_comes_later_lowers_the_time_from_which_on_changes_are_missing()
    {
        var partition = await new RadarLife(_world).PartitionAsync();
        var now = _world.Time.GetUtcNow();
        await partition.ApplyAsync(Batch(0, place: 2, now));
        Assert.Equal(now, partition.DirtySince);
        await partition.ApplyAsync(Batch(1, place: 1, now.AddHours(-1)));
        Assert.True(partition.DirtySince <= now.AddHours(-1), $"{partition.DirtySince}");
    }

    [Fact]
    public async Task Only_what_was_read_for_this_activation_makes_it_current()
    {
        var first = await new RadarLife(_world).PartitionAsync();
        await first.ApplyAsync(Batch(0, place: 1, _world.Time.GetUtcNow()));

        var life = new RadarLife(_world);
        var second = await life.PartitionAsync();
        await second.CaughtUpAsync(1, [], Ct);
        Assert.True(second.IsStale);
        await life.CatchUpAsync();
        Assert.False(second.IsStale);
    }

    [Fact]
    public async Task Two_attempts_that_wait_for_the_same_round_count_once()
    {
        var partition = await new RadarLife(_world).PartitionAsync();
        var disk = new TaskCompletionSource();
        _world.Disk.Gate = disk.Task;
        var before = partition.ApplyAsync(Batch(0, place: 1, _world.Time.GetUtcNow()));
        // Without a place a change that came twice would be two.
        var batch = new StockBatch(new[]
        {
            new StockChange(RadarWorld.Products[1], StockOperation.Update, 1_000, Position.None, 0),
            new StockChange(RadarWorld.Products[1], StockOperation.Update, 1_001, Position.None, 0),
        })
        { Id = Guid.NewGuid() };
        Task<ApplyResult>[] attempts = [partition.ApplyAsync(batch), partition.ApplyAsync(batch with { Attempt = 2 })];
        disk.SetResult();

        await before;
        Assert.All(await Task.WhenAll(attempts), answer => Assert.Equal(2, answer.Applied));
        Assert.Equal(3, partition.Levels.Records);
    }

    [Fact]
    public async Task A_partition_that_dies_twice_before_it_has_read_everything_counts_and_orders_as_one_that_did_not()
    {
        var now = _world.Time.GetUtcNow();
        _world.Source.Add(now, [Change(0, place: 1, now, 900), Change(0, place: 2, now, 800)]);
        await (await new RadarLife(_world).PartitionAsync()).ApplyAsync(new StockBatch(new[] { Change(0, place: 1, now, 900) }) { IsLogged = true });

        // Hears of the product from another source before it has read what the first one said.
        var second = await new RadarLife(_world).PartitionAsync();
        _world.Time.Advance(TimeSpan.FromMinutes(2));
        var live = new StockChange(
            RadarWorld.Products[0], StockOperation.Update, 700, new Position("other", Place.InLog(1, 1)), _world.Time.GetUtcNow().UtcTicks);
        await second.ApplyAsync(new StockBatch(new[] { live }) { Id = Guid.NewGuid() });
        await second.TickAsync(Ct);
        await second.DeactivateAsync(Ct);

        var life = new RadarLife(_world);
        await life.StartAsync();
        var third = await life.PartitionAsync();
        Assert.Equal(700, third.Levels.LevelOf(RadarWorld.Products[0]).Level.Quantity);
        Assert.Equal(3, third.Levels.Records);
    }

    [Fact]
    public async Task Levels_that_came_while_a_log_cannot_be_read_for_an_hour_are_stored_all_the_same()
    {
        await (await new RadarLife(_world).PartitionAsync()).ApplyAsync(Batch(0, place: 1, _world.Time.GetUtcNow()));
        var stale = await new RadarLife(_world).PartitionAsync();
        await stale.ApplyAsync(Batch(1, place: 2, _world.Time.GetUtcNow()));
        _world.Time.Advance(TimeSpan.FromMinutes(61));
        await stale.TickAsync(Ct);
        var next = await new RadarLife(_world).PartitionAsync();
        Assert.Equal(1_000, next.Levels.LevelOf(RadarWorld.Products[1]).Level.Quantity);
        Assert.True(next.IsStale);
    }

    [Fact]
    public async Task A_team_that_marked_what_it_sent_hears_nothing_of_it()
    {
        var offers = new List<(string Team, int Notices)>();
        var key = RadarWorld.Products[0];
        var product = _world.NewProduct(key, (team, notices) => offers.Add((team, notices.Length)));
        product.Activate();
        _world.SetRules($"{key},Bike,20,shop,,,");
        var rule = _world.Rules.Resolve(key, new AlertsOptions());
        await product.DecideAsync(new ProductCall { Rule = rule, Changes = [Change(key, 1, _world.Time.GetUtcNow(), rule!.Threshold)] }, Ct);
        Assert.Equal([(rule.Team, 1)], offers);

        var answer = await product.DecideAsync(new ProductCall { Rule = rule }, Ct);
        offers.Clear();
        var sent = Assert.Single(_world.States[key].Outbox);
        await product.DecideAsync(
            new ProductCall { Rule = rule, Revision = answer.Revision, Marks = [new NoticeMark(key, sent.Id, _world.Time.GetUtcNow(), "FirstNotification", Sent: true)] }, Ct);
        Assert.Empty(offers);
    }

    private static StockBatch Batch(int product, ulong place, DateTimeOffset at) =>
        new(new[] { Change(product, place, at, 1_000) }) { IsLogged = true };

    private static StockChange Change(int product, ulong place, DateTimeOffset at, decimal quantity) =>
        Change(RadarWorld.Products[product], place, at, quantity);

    private static StockChange Change(string key, ulong place, DateTimeOffset at, decimal quantity) =>
        new(key, StockOperation.Update, quantity, new Position("log", Place.InLog(1, place)), at.UtcTicks, HasEventTime: true);
}
