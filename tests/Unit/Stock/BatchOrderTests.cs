using CsCheck;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Tests.Unit.Stock;

public sealed class BatchOrderTests
{
    [Fact]
    public void Sequence_numbers_order_a_batch() =>
        Assert.Equal([2, 0, 1], BatchOrder.Of([Change(0, 5), Change(0, 9), Change(0, 1)])!);

    [Fact]
    public void Commit_marks_go_before_sequence_numbers() =>
        Assert.Equal([1, 0], BatchOrder.Of([Change(8, 1), Change(7, 2)])!);

    [Fact]
    public void A_change_without_a_commit_mark_leaves_it_to_the_sequence_numbers() =>
        Assert.Equal([1, 2, 0], BatchOrder.Of([Change(7, 3), Change(9, 1), Change(0, 2)])!);

    [Fact]
    public void Changes_without_any_common_mark_or_of_several_sources_stay_as_they_came()
    {
        Assert.Null(BatchOrder.Of([Change(0, 5), Change(0, 0), Change(0, 1)]));
        Assert.Null(BatchOrder.Of([Change(0, 5), Change(0, 1, "other")]));
        Assert.Null(BatchOrder.Of([Change(7, 0), Change(0, 1)]));
        Assert.Null(BatchOrder.Of([]));
    }

    [Fact]
    public void A_batch_in_order_needs_none() =>
        Assert.Null(BatchOrder.Of([Change(0, 1), Change(0, 1), Change(0, 2)]));

    [Fact]
    public void The_order_is_that_of_the_marks_and_equals_keep_theirs() =>
        Gen.Select(Gen.ULong[1, 6], Gen.Long[0, 3]).Array[0, 40].Sample(marks =>
        {
            var changes = marks.Select(mark => Change(mark.Item2, mark.Item1)).ToArray();
            var byCommit = marks.All(mark => mark.Item2 > 0);
            var order = BatchOrder.Of(changes) ?? [.. Enumerable.Range(0, changes.Length)];
            Assert.Equal(Enumerable.Range(0, changes.Length).OrderBy(index => byCommit ? marks[index].Item2 : (long)marks[index].Item1), order);
        }, iter: 3_000);

    private static StockChange Change(long commit, ulong sequence, string source = "a") => new(
        "1", StockOperation.Update, 1, new Position(source, new CommitMark(commit, 0, 0, 0, 0), new SequenceNumber(0, 0, sequence)), 0);
}
