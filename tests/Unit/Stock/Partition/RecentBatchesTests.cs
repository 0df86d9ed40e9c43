using Microsoft.Extensions.Time.Testing;
using RefillRadar.Grains.Configuration;
using RefillRadar.Grains.Stock.Intake;
using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Grains.Stock.Order;
using RefillRadar.Grains.Stock.Partition;

namespace RefillRadar.Tests.Unit.Stock.Partition;

public sealed class RecentBatchesTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly RecentBatches _recent;

    public RecentBatchesTests() => _recent = new RecentBatches(_time);

    [Fact]
    public void A_batch_is_found_by_its_id_for_five_minutes()
    {
        var id = Guid.NewGuid();
        _recent.Add(id, Take(2));
        _time.Advance(TimeSpan.FromMinutes(5));
        _recent.Add(Guid.NewGuid(), Take(1));
        Assert.Equal(2, _recent.Find(id)!.Result().Applied);
        _time.Advance(TimeSpan.FromTicks(1));
        _recent.Add(Guid.NewGuid(), Take(1));
        Assert.Null(_recent.Find(id));
    }

    [Fact]
    public void The_last_4096_batches_are_found()
    {
        Guid[] ids = [.. Enumerable.Range(0, 4_097).Select(_ => Guid.NewGuid())];
        var batch = Take(1);
        foreach (var id in ids)
            _recent.Add(id, batch);
        Assert.Null(_recent.Find(ids[0]));
        Assert.All(ids[1..], id => Assert.NotNull(_recent.Find(id)));
    }

    [Fact]
    public void A_batch_without_an_id_is_no_other()
    {
        _recent.Add(Guid.Empty, Take(1));
        Assert.Null(_recent.Find(Guid.Empty));
    }

    [Fact]
    public void A_batch_that_was_added_again_is_found_for_five_minutes_from_then()
    {
        // Each pass of catch-up adds it.
        var id = Guid.NewGuid();
        _recent.Add(id, Take(1));
        _time.Advance(TimeSpan.FromMinutes(4));
        _recent.Add(id, Take(2));
        _time.Advance(TimeSpan.FromMinutes(2));
        _recent.Add(Guid.NewGuid(), Take(1));
        Assert.Equal(2, _recent.Find(id)!.Result().Applied);
        _time.Advance(TimeSpan.FromMinutes(4));
        _recent.Add(Guid.NewGuid(), Take(1));
        Assert.Null(_recent.Find(id));
    }

    [Fact]
    public void The_second_attempt_gets_the_answer_of_the_first_and_counts_nothing()
    {
        var batch = Take(3);
        var first = batch.Result();
        Assert.Equal(3, batch.Count(first));
        var second = batch.Result();
        Assert.Equal((first.Applied, first.Duplicates, first.Older), (second.Applied, second.Duplicates, second.Older));
        Assert.Equal(3, second.Applied);
        Assert.Equal(0, batch.Count(second));
    }

    [Fact]
    public void A_batch_that_is_found_again_gives_the_same_answer_and_counts_nothing()
    {
        var id = Guid.NewGuid();
        var batch = Take(3);
        batch.Count(batch.Result());
        _recent.Add(id, batch);
        var found = _recent.Find(id)!;
        Assert.Equivalent(batch.Result(), found.Result());
        Assert.Equal(0, found.Count(found.Result()));
        Assert.Empty(found.Undecided);
    }

    [Fact]
    public void A_batch_that_products_have_to_decide_is_found_as_it_stands()
    {
        using var intake = Intake(2, isAsked: true);
        var (id, batch) = (Guid.NewGuid(), new RecentBatch(intake.Parts[0], 0, null));
        _recent.Add(id, batch);
        intake.Asks[0].IsDecided = true;
        Assert.Same(batch, _recent.Find(id));
        Assert.Equal([intake.Asks[1]], _recent.Find(id)!.Undecided);
    }

    [Fact]
    public void What_products_could_not_decide_comes_again_alone_and_counts_when_they_have()
    {
        using var intake = Intake(3, isAsked: true);
        var batch = new RecentBatch(intake.Parts[0], 0, null);
        var asks = intake.Asks;
        asks[0].IsDecided = true;
        var first = batch.Result();
        Assert.Equal([1, 2], first.Failed.Order());
        Assert.Equal(1, batch.Count(first));
        Assert.Equal(asks[1..], batch.Undecided);

        asks[1].IsDecided = true;
        asks[2].Rejection = "The product cannot be read.";
        var second = batch.Result();
        Assert.Empty(second.Failed);
        Assert.Equal([new RejectedChange(2, "The product cannot be read.")], second.Rejected.AsEnumerable());
        Assert.Equal(2, second.Applied);
        Assert.Equal(1, batch.Count(second));
        Assert.Equal(0, batch.Count(batch.Result()));
        Assert.Empty(batch.Undecided);
    }

    private static RecentBatch Take(int changes)
    {
        using var intake = Intake(changes, isAsked: false);
        return new RecentBatch(intake.Parts[0], 0, null);
    }

    private static IntakeResult Intake(int changes, bool isAsked)
    {
        var table = new LevelTable();
        for (var id = 0; id < changes && !isAsked; id++)
            table[table.FindOrAdd($"{id}")].SetTripwire(Tripwire.All);
        var batch = new StockBatch(Enumerable.Range(0, changes).Select(id => new StockChange($"{id}", StockOperation.Update, id, Position.None, 0)).ToArray());
        return StockIntake.Take(table, LogBook.Empty, [batch], new IntakeContext(
            DateTimeOffset.UnixEpoch, 1, 0, TimeSpan.FromMinutes(10), new AlertsOptions(), default, null));
    }
}
