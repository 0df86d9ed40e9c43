using System.Collections.Immutable;
using RefillRadar.Dashboard.Live;

namespace RefillRadar.Tests.Unit.Dashboard;

public sealed class PendingChangesTests
{
    private const int Most = 3;
    private readonly PendingChanges<(string Key, int Value)> _pending = new(Most, change => change.Key, areDistinct: false);

    [Fact]
    public void The_latest_of_each_key_is_taken_in_the_order_of_the_keys()
    {
        Assert.True(_pending.TryAdd([("a", 1), ("b", 1)]));
        Assert.True(_pending.TryAdd([("a", 2), ("a", 3)]));
        Assert.Equal([("a", 3), ("b", 1)], _pending.Take());
        Assert.True(_pending.IsEmpty);
        Assert.Empty(_pending.Take());
    }

    [Fact]
    public void A_key_that_changes_again_and_again_never_overflows()
    {
        for (var value = 1; value <= 100; value++)
            Assert.True(_pending.TryAdd([("a", value), ("b", value)]));

        Assert.Equal([("a", 100), ("b", 100)], _pending.Take());
    }

    [Fact]
    public void More_keys_than_may_wait_overflow_and_nothing_is_kept()
    {
        Assert.True(_pending.TryAdd([("a", 1), ("b", 1), ("c", 1)]));
        Assert.False(Enumerable.Range(0, Most + 1).All(key => _pending.TryAdd([($"k{key}", 1)])));
        Assert.True(_pending.IsEmpty);
    }

    [Fact]
    public void A_batch_without_the_same_key_twice_is_handed_on_and_not_copied()
    {
        var pending = new PendingChanges<string>(Most, key => key, areDistinct: true);
        ImmutableArray<string> batch = ["a", "b"];
        Assert.True(pending.TryAdd(batch));
        Assert.Equal(batch, Assert.IsType<ImmutableArray<string>>(pending.Take()));
    }
}
