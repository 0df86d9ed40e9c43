using CsCheck;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Tests.Unit.Stock.Order;

public sealed class InterimTests
{
    private static readonly SeenPositions Snapshot = new(At("db", 10));

    [Fact]
    public void A_change_that_is_read_again_is_counted_once()
    {
        var interim = new Interim();
        Assert.True(interim.Count(Change("db", 11), Snapshot));
        Assert.False(interim.Count(Change("db", 11), Snapshot));
        Assert.True(interim.Count(Change("db", 12), Snapshot));
        Assert.False(interim.Count(Change("db", 11), Snapshot));
    }

    [Fact]
    public void What_the_snapshot_holds_was_counted() => Assert.False(new Interim().Count(Change("db", 10), Snapshot));

    [Fact]
    public void What_came_live_is_not_counted_again_and_what_it_overtook_is()
    {
        var interim = new Interim();
        interim.Live(Change("db", 15), Snapshot, 100);
        interim.Live(Change("db", 16), new SeenPositions(At("db", 15)), 101);
        Assert.True(interim.Count(Change("db", 11), new SeenPositions(At("db", 16))));
        Assert.True(interim.Count(Change("db", 14), new SeenPositions(At("db", 16))));
        Assert.False(interim.Count(Change("db", 15), new SeenPositions(At("db", 16))));
        Assert.False(interim.Count(Change("db", 16), new SeenPositions(At("db", 16))));
    }

    [Fact]
    public void A_live_change_of_another_source_counts_nothing_away()
    {
        var interim = new Interim();
        interim.Live(Change("stream", 500), Snapshot, 100);
        Assert.True(interim.Count(Change("db", 11), Snapshot.Then(At("stream", 500))));
        Assert.False(interim.Count(Change("stream", 500), Snapshot.Then(At("stream", 500))));
    }

    [Fact]
    public void What_a_product_had_decided_counts_when_it_is_read()
    {
        var interim = new Interim();
        interim.Further("7", Snapshot);
        var further = new SeenPositions(At("db", 13));
        Assert.True(interim.Count(Change("db", 12), further));
        Assert.True(interim.Count(Change("db", 13), further));
        Assert.False(interim.Count(Change("db", 10), further));
    }

    [Fact]
    public void Only_what_came_before_the_last_live_change_of_its_product_is_overtaken()
    {
        var interim = new Interim();
        interim.Further("8", Snapshot);
        interim.Live(Change("stream", 500), Snapshot, 100);
        Assert.True(interim.IsOvertaken(Change("db", 11), 99));
        Assert.True(interim.IsOvertaken(Change("db", 11), 0));
        Assert.False(interim.IsOvertaken(Change("db", 11), 100));
        Assert.False(interim.IsOvertaken(Change("db", 11) with { Key = "8" }, 99));
        Assert.False(interim.IsOvertaken(Change("db", 11) with { Key = "9" }, 99));
    }

    [Fact]
    public void A_live_change_that_was_not_decided_is_counted_once_however_it_comes_again()
    {
        var interim = new Interim();
        Assert.True(interim.Live(Change("db", 15), Snapshot, 100));
        Assert.False(interim.Live(Change("db", 15), Snapshot, 101));
        Assert.False(interim.Count(Change("db", 15), Snapshot));
        Assert.True(interim.Count(Change("db", 16), Snapshot));
        Assert.False(interim.Live(Change("db", 16), Snapshot, 102));
    }

    // Of what came live, the log is never read further than that. What is not decided, which leaves the level as it was, comes again.
    [Fact]
    public void Whatever_comes_live_between_every_change_counts_once() =>
        Gen.Select(Gen.Int[0, 12], Gen.Int[0, 12], Gen.Select(Gen.Bool, Gen.Bool).Array[1, 60], Gen.Bool).Sample((stored, live, turns, isReadTwice) =>
        {
            const int Last = 14;
            live += stored + 1;
            var (interim, seen, counted) = (new Interim(), new SeenPositions(At("db", stored + 1)), 0);
            // A few that the snapshot holds are read too.
            var read = Enumerable.Range(1, Last).Concat(isReadTwice ? Enumerable.Range(1, Last) : []).ToArray();
            var (nextRead, nextLive, arrived) = (0, live + 1, live);
            foreach (var (isLive, isDecided) in turns.Concat(Enumerable.Repeat((true, true), Last)).Concat(Enumerable.Repeat((false, true), read.Length)))
            {
                if (isLive && nextLive <= Last)
                    Live(nextLive, isDecided);
                else if (!isLive && nextRead < read.Length && (nextLive == live + 1 || read[nextRead] <= arrived))
                    Read(read[nextRead++], isDecided);
            }

            Assert.Equal(Last - stored - 1, counted);

            void Live(int place, bool isDecided)
            {
                arrived = Math.Max(arrived, place);
                nextLive += isDecided ? 1 : 0;
                if (!seen.IsNews(At("db", place)))
                    return;
                counted += interim.Live(Change("db", place), seen, place) ? 1 : 0;
                if (isDecided)
                    seen = seen.Then(At("db", place));
            }

            void Read(int place, bool isDecided)
            {
                counted += interim.Count(Change("db", place), seen) ? 1 : 0;
                if (isDecided && seen.IsNews(At("db", place)))
                    seen = seen.Then(At("db", place));
            }
        }, iter: 5_000);

    private static Position At(string source, int place) => new(source, new Place(0, 0, (ulong)place));

    private static StockChange Change(string source, int place) => new("7", StockOperation.Update, 1, At(source, place), 0);
}
