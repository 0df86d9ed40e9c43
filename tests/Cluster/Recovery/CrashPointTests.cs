using RefillRadar.Grains.Stock.Order;
using Xunit.Abstractions;

namespace RefillRadar.Tests.Cluster.Recovery;

/// <summary>
/// A day of a few products, run once for every write that it makes, with that write failing: before or after it took effect, alone
/// or together with the process. Whatever fails, the day ends as it does when nothing fails.
/// </summary>
public sealed class CrashPointTests(ITestOutputHelper output)
{
    // As many as an environment variable says; so many in every run.
    private static readonly int Days = int.TryParse(Environment.GetEnvironmentVariable("REFILLRADAR_DAYS"), out var days) ? days : 300;

    // Notices of one delivery: what can be sent twice when the process ends before they are marked.
    private const int MostTogether = 3;
    public static readonly DateTimeOffset Start = new RadarWorld().Time.GetUtcNow();

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public async Task The_day_ends_the_same_whichever_write_fails(bool isCrash, bool isAfterEffect)
    {
        var calm = await RunAsync(Day, []);
        Assert.Contains("SeverityRaised", calm.State, StringComparison.Ordinal);
        var repeats = 0;
        for (var write = 1; write <= calm.Writes; write++)
        {
            var disturbed = await RunAsync(Day, new() { [write] = new Fault(isAfterEffect, isCrash) });
            Assert.True(calm.State == disturbed.State, $"Write {write} of {calm.Writes}:\n{Difference(calm.State, disturbed.State)}");
            Assert.True(disturbed.Records >= calm.Records && disturbed.Records <= calm.Records + disturbed.Resent, $"Write {write}: {disturbed.Records} changes counted, {calm.Records} without a fault, {disturbed.Resent} sent again");
            Assert.Equal(isCrash ? 1 : 0, disturbed.Crashes);
            Assert.Equal(1, disturbed.Restarts);
            Assert.InRange(disturbed.Repeats, 0, MostTogether);
            repeats += disturbed.Repeats;
        }

        output.WriteLine($"{calm.Writes} writes, each failing once: the same end, {repeats} notices sent twice");
    }

    [Fact]
    public async Task The_day_ends_the_same_when_the_processes_that_come_after_die_too()
    {
        var calm = await RunAsync(Day, []);
        var random = new Random(20_260_301);
        for (var run = 0; run < 150; run++)
        {
            var faults = Faults(random, calm.Writes * 2);
            Assert.True(calm.State == (await RunAsync(Day, faults)).State, $"{Words(faults)}\n{Difference(calm.State, (await RunAsync(Day, faults)).State)}");
        }
    }

    [Fact]
    public async Task Any_day_ends_the_same_whatever_fails()
    {
        for (var seed = 0; seed < Days; seed++)
        {
            Script DayOf(RadarWorld world) => RandomDay.Of(world, seed);
            var calm = await RunAsync(DayOf, []);
            for (var run = 0; run < 5; run++)
            {
                var faults = Faults(new Random((seed * 10) + run), calm.Writes);
                var disturbed = await RunAsync(DayOf, faults);
                Assert.True(calm.State == disturbed.State, $"Day {seed}, {calm.Writes} writes, {Words(faults)}\n{Difference(calm.State, disturbed.State)}");
            }
        }
    }

    private static Dictionary<int, Fault> Faults(Random random, int writes) => Enumerable.Range(0, random.Next(1, 6))
        .Select(_ => random.Next(1, writes + 1)).Distinct()
        .ToDictionary(write => write, _ => new Fault(random.Next(2) == 0, random.Next(3) > 0));

    private static string Words(Dictionary<int, Fault> faults) =>
        string.Join(", ", faults.OrderBy(fault => fault.Key).Select(fault => $"{fault.Key}: {fault.Value}"));

    // One thread at a time, as in a grain.
    private static Task<Outcome> RunAsync(Func<RadarWorld, Script> day, Dictionary<int, Fault> faults) => Task.Factory.StartNew(
        () => DoAsync(day, faults), CancellationToken.None, TaskCreationOptions.None, new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler).Unwrap();

    private static async Task<Outcome> DoAsync(Func<RadarWorld, Script> day, Dictionary<int, Fault> faults)
    {
        var world = new RadarWorld();
        foreach (var (write, fault) in faults)
            world.Disk.Faults[write] = fault;
        var script = day(world);
        await script.RunAsync();
        var partition = await script.Life.PartitionAsync();
        return new Outcome(
            await WorldState.ReadAsync(world, script.Life), world.Disk.Writes, script.Crashes, script.Resent, partition.Levels.Records,
            world.Sent.Count - world.Sent.DistinctBy(notice => notice.Id).Count(), (int)partition.Levels.Logs.Of("binlog").Epoch);
    }

    private static Script Day(RadarWorld world)
    {
        var (a, b, c, d, e, f) = (RadarWorld.Products[0], RadarWorld.Products[1], RadarWorld.Products[2], RadarWorld.Products[3], RadarWorld.Products[4], RadarWorld.Products[5]);
        var rules = $"{a},A,20,shop,30\n{b},B,20,shop\n{c},C,20,shop,,60\n{d},D,10,shop\n{f},F,5,shop\n";
        return new Script(world)
            .Rules(rules)
            .Post(false, [.. RadarWorld.Products.Select(key => Unplaced(key, 50))])
            .Pass(TimeSpan.FromSeconds(60))
            .Post(true, Placed(a, 15, 7, 1_000, 60))
            .Post(false, Unplaced(b, 3))
            .Deliver()
            .Post(false, Unplaced(d, 7))
            // Committed later, although its statement began earlier; with one that came before.
            .Post(true, Placed(a, 0, 7, 2_000, 55), Placed(a, 15, 7, 1_000, 60))
            .Deliver()
            .Post(true, Placed(c, 12, 7, 3_000, 70))
            .Pass(TimeSpan.FromSeconds(70))
            .Deliver()
            // The database was restored: its log begins again.
            .Post(true, Placed(a, 100, 1, 500, 3_000), Placed(f, 40, 1, 600, 3_001))
            .Pass(TimeSpan.FromSeconds(55))
            .Post(false, Unplaced(b, 40))
            .Deliver()
            .Rules(rules + $"{e},E,60,shop\n")
            .Deliver()
            .Acknowledge(e)
            .Post(true, Placed(a, 0, 7, 2_000, 55))
            .Post(true, Placed(d, null, 1, 700, 3_010) with { Operation = StockOperation.Delete })
            .Post(true, Placed(f, 4, 1, 800, 3_020), Placed(f, 50, 1, 900, 3_021), Placed(f, 4, 1, 1_000, 3_022))
            .Deliver();
    }

    private static StockChange Unplaced(string key, decimal quantity) => new(key, StockOperation.Update, quantity, Position.None, 0);

    private static StockChange Placed(string key, decimal? quantity, uint file, ulong offset, int second) => new(
        key, StockOperation.Update, quantity, new Position("binlog", Place.InLog(file, offset)), Start.AddSeconds(second).UtcTicks, HasEventTime: true);

    private static string Difference(string calm, string disturbed)
    {
        var (left, right) = (calm.Split('\n'), disturbed.Split('\n'));
        return string.Join('\n', left.Except(right).Select(line => "- " + line).Concat(right.Except(left).Select(line => "+ " + line)))
            + $"\n{left.Length} and {right.Length} lines";
    }

    private sealed record Outcome(string State, int Writes, int Crashes, int Resent, long Records, int Repeats, int Restarts);
}
