using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Tests.Cluster.Recovery;

/// <summary>
/// A day made up by a seed: levels posted without a place and by two databases, whose commit times run backwards and whose logs start
/// over, old batches once more, time that passes, thresholds that change, people who acknowledge.
/// </summary>
internal static class RandomDay
{
    private const int Steps = 30;

    public static Script Of(RadarWorld world, int seed)
    {
        var random = new Random(seed);
        var script = new Script(world).Rules(Rules(random));
        var databases = new[] { new RandomDatabase("one", random), new RandomDatabase("two", random) };
        var old = new List<StockChange[]>();
        for (var step = 0; step < Steps; step++)
        {
            switch (random.Next(12))
            {
                case 0 or 1 or 2:
                    script.Post(false, [.. Some(random).Select(key => new StockChange(key, StockOperation.Update, Level(random), Position.None, 0))]);
                    break;
                case 3 or 4 or 5 or 6:
                    var database = databases[random.Next(2)];
                    old.Add([.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => database.Change(Key(random), random.Next(12) == 0 ? null : Level(random)))]);
                    script.Post(true, old[^1]);
                    break;
                case 7 when old.Count > 0:
                    script.Post(true, old[random.Next(old.Count)]);
                    break;
                case 8:
                    script.Pass(TimeSpan.FromSeconds(5 * random.Next(1, 20)));
                    break;
                case 9 when random.Next(3) == 0:
                    script.Rules(Rules(random));
                    break;
                case 10 when random.Next(4) == 0:
                    databases[random.Next(2)].Restore();
                    break;
                default:
                    script.Deliver();
                    break;
            }
        }

        return script;
    }

    private static string Rules(Random random) =>
        string.Concat(RadarWorld.Products.Where(_ => random.Next(6) > 0).DefaultIfEmpty(RadarWorld.Products[0]).Select(key => $"{key},P,{random.Next(5, 20)},team{key.Length % 2},{random.Next(20, 30)}\n"));

    private static IEnumerable<string> Some(Random random) => RadarWorld.Products.Where(_ => random.Next(3) == 0).DefaultIfEmpty(RadarWorld.Products[0]);

    private static string Key(Random random) => RadarWorld.Products[random.Next(RadarWorld.Products.Length)];

    private static decimal Level(Random random) => random.Next(4) == 0 ? 0 : random.Next(1, 45);
}
