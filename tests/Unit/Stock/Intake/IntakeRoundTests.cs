using RefillRadar.Grains.Configuration;
using RefillRadar.Grains.Stock.Intake;
using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Tests.Unit.Stock.Intake;

/// <summary>Live batches and batches that are read again, taken in one round while a partition catches up.</summary>
public sealed class IntakeRoundTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    // The full load of a table has no place in the log: its positions are of the stream, those of later changes of the log.
    private static readonly StockChange Load = Change("stream", 1, 50);
    private static readonly StockChange Live = Change("stream#dms", 7, 15);

    [Fact]
    public void What_is_read_again_beside_a_live_change_of_another_source_is_overtaken()
    {
        using var intake = Take(new LevelTable(), LiveBatch(Live), ReadAgain(Load, Now.AddMinutes(-5)));
        var ask = Assert.Single(intake.Asks);
        Assert.Equal([Live], ask.Changes);
        Assert.Equal(1, intake.Parts[1].Older);
    }

    [Fact]
    public void Before_the_live_change_it_counts()
    {
        using var intake = Take(new LevelTable(), ReadAgain(Load, Now.AddMinutes(-5)), LiveBatch(Live));
        Assert.Equal([Load, Live], Assert.Single(intake.Asks).Changes);
    }

    [Fact]
    public void A_level_inside_its_tripwire_is_overtaken_alike()
    {
        var levels = new LevelTable();
        levels[levels.FindOrAdd("7")].SetTripwire(Tripwire.All);
        using var intake = Take(levels, LiveBatch(Live), ReadAgain(Load, Now.AddMinutes(-5)));
        Assert.Empty(intake.Asks);
        Assert.Equal(15, intake.Levels[0].Slot.Quantity);
        Assert.Equal("stream", Assert.Single(intake.Levels[0].Others!).Source);
    }

    [Fact]
    public void Live_changes_alone_count_in_the_order_they_came()
    {
        using var intake = Take(new LevelTable(), LiveBatch(Live), LiveBatch(Load));
        Assert.Equal([Live, Load], Assert.Single(intake.Asks).Changes);
    }

    private static StockBatch LiveBatch(StockChange change) => new(new[] { change });

    private static StockBatch ReadAgain(StockChange change, DateTimeOffset takenAt) => new(new[] { change }) { IsCatchUp = true, TakenAt = takenAt };

    private static IntakeResult Take(LevelTable levels, params StockBatch[] batches) => StockIntake.Take(
        levels, LogBook.Empty, batches, new IntakeContext(Now, 1, 0, TimeSpan.FromMinutes(10), new AlertsOptions(), default, new Interim()));

    private static StockChange Change(string source, ulong place, decimal level) =>
        new("7", StockOperation.Update, level, new Position(source, new Place(0, 0, place)), 0);
}
