using System.Collections.Immutable;
using RefillRadar.Grains.Board;
using RefillRadar.Grains.Stock.Partition;

namespace RefillRadar.Tests.Unit.Board;

public sealed class ChangeRatesTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly TimeSpan Two = TimeSpan.FromSeconds(2);

    [Fact]
    public void What_all_partitions_did_between_two_looks_is_taken_a_second()
    {
        ImmutableArray<PartitionStatus> before = [Of(0, 100, 10, 1, 5), Of(1, 1000, 0, 0, 0)];
        ImmutableArray<PartitionStatus> after = [Of(1, 1010, 2, 0, 6), Of(0, 130, 14, 3, 7)];
        Assert.Equal(new ChangeRates(Two, 20, 3, 1, 4), ChangeRates.Between(before, after, Two));
    }

    [Fact]
    public void A_partition_that_was_activated_anew_counts_what_it_did_since()
    {
        var moved = Of(0, 104, 6, 2, 8, since: Start.AddMinutes(1));
        Assert.Equal(new ChangeRates(Two, 2, 3, 1, 4), ChangeRates.Between([Of(0, 100, 500, 50, 70)], [moved], Two));
    }

    [Fact]
    public void A_count_that_went_back_is_no_rate() =>
        Assert.Equal(0, ChangeRates.Between([Of(0, 100, 0, 0, 0)], [Of(0, 40, 0, 0, 0)], Two)!.Changes);

    [Fact]
    public void A_partition_that_did_not_answer_at_either_look_does_not_count()
    {
        ImmutableArray<PartitionStatus> before = [Of(0, 100, 0, 0, 0), Of(1, 5000, 0, 0, 0)];
        ImmutableArray<PartitionStatus> after = [Of(0, 110, 0, 0, 0), Of(2, 7000, 0, 0, 0)];
        Assert.Equal(5, ChangeRates.Between(before, after, Two)!.Changes);
    }

    [Fact]
    public void Two_looks_at_one_moment_are_none() =>
        Assert.Null(ChangeRates.Between([Of(0, 1, 0, 0, 0)], [Of(0, 2, 0, 0, 0)], TimeSpan.Zero));

    private static PartitionStatus Of(int partition, long records, long skipped, long failed, long asked, DateTimeOffset? since = null) =>
        new(partition, "silo", new PartitionStats(0, 0, 0, 0, 0, records, false), new PartitionCounts(since ?? Start, skipped, failed, asked, null, null), null);
}
