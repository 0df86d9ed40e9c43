using RefillRadar.Grains.Configuration;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Intake;
using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Tests.Unit.Stock.Intake;

public sealed class IntakePoisonTests
{
    public static TheoryData<decimal> TooLarge => [StockQuantity.Max + 1, -StockQuantity.Max - 1, StockQuantity.Max + 0.1m, decimal.MaxValue, decimal.MinValue];

    [Theory]
    [MemberData(nameof(TooLarge))]
    public void A_level_beyond_the_limits_is_rejected_alone(decimal level)
    {
        using var intake = Take(Change("1", 5, 1), Change("2", level, 2), Change("3", 7, 3), Change("2", 8, 4));
        var part = intake.Parts[0];
        var rejected = Assert.Single(part.Rejected);
        Assert.Equal(1, rejected.Index);
        Assert.Contains("10^20", rejected.Reason, StringComparison.Ordinal);
        Assert.Equal(["1", "3", "2"], part.News.Select(change => change.Key));
        Assert.Equal([5, 7, 8], part.News.Select(change => change.Quantity!.Value));
        Assert.Equal(0, part.Duplicates + part.Older);
    }

    [Theory]
    [MemberData(nameof(TooLarge))]
    public void The_index_of_what_is_rejected_is_that_of_the_batch_as_it_came(decimal level)
    {
        using var intake = Take(Change("1", 5, 9), Change("2", level, 1), Change("3", 7, 5));
        Assert.Equal(1, Assert.Single(intake.Parts[0].Rejected).Index);
        Assert.Equal(["3", "1"], intake.Parts[0].News.Select(change => change.Key));
    }

    [Fact]
    public void Of_many_in_one_batch_each_is_rejected_and_nothing_else()
    {
        var changes = Enumerable.Range(0, 1_000).Select(id => Change($"{id}", id % 3 == 0 ? decimal.MaxValue : id, (ulong)id + 1)).ToArray();
        using var intake = Take(changes);
        Assert.Equal(Enumerable.Range(0, 1_000).Where(id => id % 3 == 0), intake.Parts[0].Rejected.Select(rejected => rejected.Index));
        Assert.Equal(1_000 - 334, intake.Parts[0].News.Count);
    }

    [Fact]
    public void The_limits_themselves_are_levels()
    {
        using var intake = Take(Change("1", StockQuantity.Max, 1), Change("1", -StockQuantity.Max, 2), Change("1", StockQuantity.Max, 3));
        Assert.Empty(intake.Parts[0].Rejected);
        Assert.Equal(3, intake.Parts[0].News.Count);
    }

    [Fact]
    public void A_batch_that_is_rejected_holds_up_none_that_is_taken_in_with_it()
    {
        using var intake = StockIntake.Take(
            new LevelTable(), LogBook.Empty, [new StockBatch(new[] { Change("1", decimal.MaxValue, 1) }), new StockBatch(new[] { Change("1", 3, 2) })], Context);
        Assert.Single(intake.Parts[0].Rejected);
        Assert.Equal(0, intake.Parts[0].News.Count);
        Assert.Empty(intake.Parts[1].Rejected);
        Assert.Equal(3, Assert.Single(intake.Parts[1].News).Quantity);
    }

    private static IntakeContext Context => new(DateTimeOffset.UnixEpoch, 1, 0, TimeSpan.FromMinutes(10), new AlertsOptions(), default, null);

    private static IntakeResult Take(params StockChange[] changes) =>
        StockIntake.Take(new LevelTable(), LogBook.Empty, [new StockBatch(changes)], Context);

    private static StockChange Change(string key, decimal level, ulong place) =>
        new(key, StockOperation.Update, level, new Position("stream", new Place(0, 0, place)), 0);
}
