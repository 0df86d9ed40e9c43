using CsCheck;
using RefillRadar.Grains.Stock.Partition;

namespace RefillRadar.Tests.Unit.Stock;

public sealed class DueQueueTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_product_is_due_once_at_its_time()
    {
        var queue = new DueQueue();
        queue.Set("a", Start.AddSeconds(5));
        Assert.Empty(queue.Take(Start.AddSeconds(4)));
        Assert.Equal(["a"], queue.Take(Start.AddSeconds(5)));
        Assert.Empty(queue.Take(Start.AddSeconds(9)));
    }

    [Fact]
    public void The_latest_word_counts() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[-1, 9], Gen.Int[0, 3]).Array[0, 60].Sample(steps =>
        {
            var queue = new DueQueue();
            var model = new Dictionary<string, DateTimeOffset>();
            var now = Start;
            foreach (var (id, due, passes) in steps)
            {
                var key = $"{id}";
                queue.Set(key, due < 0 ? null : Start.AddSeconds(due));
                model.Remove(key);
                if (due >= 0)
                    model[key] = Start.AddSeconds(due);
                if (passes > 0)
                    continue;
                now = now.AddSeconds(1);
                var expected = model.Where(pair => pair.Value <= now).Select(pair => pair.Key).Order().ToList();
                Assert.Equal(expected, queue.Take(now).Order());
                expected.ForEach(taken => model.Remove(taken));
            }
        }, iter: 2_000);
}
