using CsCheck;
using RefillRadar.Grains.Configuration;
using RefillRadar.Grains.Stock.Intake;
using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Grains.Stock.Order;
using RefillRadar.Grains.Stock.Partition;

namespace RefillRadar.Tests.Unit.Stock.Intake;

/// <summary>However the logs of two sources are delivered, the levels end as if each had been read once in order.</summary>
public sealed class IntakeOrderProperties
{
    private static readonly DateTimeOffset Now = new(2026, 3, 3, 8, 0, 0, TimeSpan.Zero);

    private static readonly Gen<(int Kind, int Product, int Quantity, int Wait, int Gap)[]> Histories =
        Gen.Select(Gen.Int[0, 19], Gen.Int[0, 3], Gen.Int[0, 9], Gen.Int[0, 599], Gen.Int[0, 200]).Array[1, 40];

    // How many changes of each log are new, how they are shuffled, which is in twice, and which batches from before come with them.
    private static readonly Gen<(int First, int Second, int Seed, int Twice, int Again)[]> Deliveries =
        Gen.Select(Gen.Int[0, 7], Gen.Int[0, 7], Gen.Int[0, 1_000], Gen.Int[0, 3], Gen.Int[-30, 30]).Array[1, 30];

    [Fact]
    public void Levels_are_those_of_the_logs_read_once_in_order() =>
        Gen.Select(Histories, Histories, Deliveries).Sample((first, second, deliveries) =>
        {
            ModelLog[] logs = [Log("stream#dms", true, first), Log("stream#debezium", false, second)];
            var levels = new PartitionLevels();
            foreach (var id in Enumerable.Range(0, 2))
            {
                // Half of the products are asked at every change, half never.
                foreach (var source in new[] { "stream#dms", "stream#debezium" })
                    levels.Table[levels.Table.FindOrAdd($"{source}-{id}")].SetTripwire(Tripwire.All);
            }

            var news = Batches(logs, deliveries).Sum(batch => Deliver(levels, batch));

            Assert.Equal(logs.Sum(log => log.Commits.Count), news);
            foreach (var (key, level) in logs.SelectMany(Read))
                Assert.Equal((key, level), (key, levels.LevelOf(key).Level.Quantity));
        }, iter: 3_000);

    private static ModelLog Log(string source, bool hasServers, (int Kind, int Product, int Quantity, int Wait, int Gap)[] history)
    {
        var log = new ModelLog(source, hasServers);
        foreach (var (kind, product, quantity, wait, gap) in history)
            log.Do(kind, product, quantity, wait, gap);
        return log;
    }

    private static Dictionary<string, decimal?> Read(ModelLog log)
    {
        var levels = new Dictionary<string, decimal?>();
        foreach (var (_, change) in log.Commits)
            levels[change.Key] = change.Operation == StockOperation.Delete ? null : change.Quantity ?? levels.GetValueOrDefault(change.Key);
        return levels;
    }

    private static IEnumerable<StockChange[]> Batches(ModelLog[] logs, (int First, int Second, int Seed, int Twice, int Again)[] deliveries)
    {
        var next = new int[logs.Length];
        var before = new List<StockChange[]>();
        foreach (var (first, second, seed, twice, again) in deliveries)
        {
            StockChange[] fresh = [.. Some(logs[0], ref next[0], first, seed), .. Some(logs[1], ref next[1], second, seed)];
            var old = before.Count == 0 || again < 0 ? [] : before[again % before.Count];
            // In a batch by itself, or before what is new.
            if (seed % 2 == 0)
                yield return old;
            yield return seed % 2 == 0 ? fresh : [.. old, .. fresh, .. fresh.Take(twice)];
            before.Add(fresh);
        }

        yield return [.. Some(logs[0], ref next[0], int.MaxValue, -1), .. Some(logs[1], ref next[1], int.MaxValue, -1)];
        foreach (var batch in before)
            yield return batch;
    }

    // The next changes of a log, shuffled. The first change of a log that started over stays first of those: it says so by its lower place.
    private static StockChange[] Some(ModelLog log, ref int next, int count, int seed)
    {
        var from = next;
        var left = log.Commits.Skip(from).Take(count).ToArray();
        // Those that are shuffled see at most one reset: of more, no place and no time tells one from the other.
        var epoch = from == 0 ? 0 : log.Commits[from - 1].Epoch;
        if (seed >= 0)
            left = [.. left.TakeWhile(commit => commit.Epoch <= epoch + 1)];
        next += left.Length;
        if (seed <= 0 || from == 0)
            return [.. left.Select(commit => commit.Change)];
        var reset = left.FirstOrDefault(commit => commit.Epoch > epoch);
        var shuffled = left.ToArray();
        new Random(seed).Shuffle(shuffled);
        if (reset.Change.Key is not null)
        {
            var at = Array.FindIndex(shuffled, commit => commit.Epoch == reset.Epoch);
            (shuffled[at], shuffled[Array.IndexOf(shuffled, reset)]) = (reset, shuffled[at]);
        }

        return [.. shuffled.Select(commit => commit.Change)];
    }

    private static int Deliver(PartitionLevels levels, StockChange[] changes)
    {
        using var intake = StockIntake.Take(levels.Table, levels.Logs, [new StockBatch(changes)], new IntakeContext(
            Now, 1, 0, TimeSpan.FromMinutes(10), new AlertsOptions(), default, null));
        levels.Commit(intake);
        foreach (var ask in intake.Asks)
        {
            var index = levels.Table.FindOrAdd(ask.Key);
            levels.Table[index].SetQuantity(ask.Slot.QuantityOrNull);
            levels.Table.SetSeen(index, new SeenPositions(levels.Table.PositionOf(ask.Slot), ask.Others));
        }

        return intake.Parts.Sum(part => part.News.Count);
    }
}
