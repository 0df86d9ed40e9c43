using CsCheck;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Tests.Unit.Stock.Order;

public sealed class SeenPositionsTests
{
    private static readonly string[] Sources = ["stream", "database", "other", "fourth"];

    private static readonly Gen<Position> Positions = PositionsOf(Sources);

    [Fact]
    public void Nothing_has_seen_no_position_and_is_news_to_all()
    {
        Assert.True(SeenPositions.None.HasSeen(Position.None));
        Assert.True(SeenPositions.None.IsNews(At("stream", 1)));
        Assert.False(SeenPositions.None.HasSeen(At("stream", 1)));
    }

    [Fact]
    public void What_was_seen_and_what_was_overtaken_is_no_news() =>
        Positions.Array[1, 20].Sample(history =>
        {
            var newest = new Dictionary<string, Position>();
            var seen = SeenPositions.None;
            foreach (var position in history)
            {
                var isNews = !newest.TryGetValue(position.Source!, out var last) || position.CompareTo(last) > 0;
                Assert.Equal(isNews, seen.IsNews(position));
                Assert.Equal(!isNews, seen.HasSeen(position));
                if (!isNews)
                    continue;
                newest[position.Source!] = position;
                seen = seen.Then(position);
                Assert.Equal(position, seen.Last);
            }
        }, iter: 5_000);

    [Fact]
    public void Of_more_sources_the_three_that_were_current_last_are_remembered()
    {
        var seen = Then(SeenPositions.None, At("a", 9), At("b", 9), At("c", 9), At("d", 9), At("e", 9));
        Assert.Equal([At("d", 9), At("c", 9), At("b", 9)], seen.Others ?? []);
        Assert.False(seen.IsNews(At("b", 9)));
        Assert.True(seen.IsNews(At("a", 1)));
    }

    [Fact]
    public void A_source_is_remembered_once_and_the_current_one_is_not_among_the_others() =>
        PositionsOf([.. Sources, "fifth", "sixth"]).Array[1, 30].Sample(history =>
        {
            var seen = SeenPositions.None;
            foreach (var position in history.Where(position => seen.IsNews(position)))
            {
                seen = seen.Then(position);
                Assert.InRange(seen.Others?.Length ?? 0, 0, SeenPositions.MostOthers);
                var sources = (seen.Others ?? []).Append(seen.Last).Select(one => one.Source).ToArray();
                Assert.Equal(sources.Length, sources.Distinct().Count());
            }
        }, iter: 5_000);

    [Fact]
    public void Merged_they_have_seen_what_either_has() =>
        Gen.Select(Positions.Array[1, 12], Positions.Array[0, 12]).Sample((left, right) =>
        {
            var (one, other) = (Then(SeenPositions.None, left), Then(SeenPositions.None, right));
            var merged = one.With(other);
            Assert.All(left.Concat(right), position => Assert.True(merged.HasSeen(position), $"{position}"));
            foreach (var news in Sources.SelectMany(source => new[] { At(source, 7), At(source, 0, 2) }).Where(news => one.IsNews(news) && other.IsNews(news)))
                Assert.True(merged.IsNews(news));
            Assert.Equal(one.Last.Source, merged.Last.Source);
            Assert.Equal(merged, merged.With(other));
            Assert.Equal(one, one.With(SeenPositions.None));
        }, iter: 5_000);

    [Fact]
    public void Merged_the_latest_of_the_other_comes_first_and_is_forgotten_last()
    {
        var merged = Then(SeenPositions.None, At("a", 1)).With(Then(SeenPositions.None, At("d", 1), At("c", 1), At("b", 1)));
        Assert.Equal(At("a", 1), merged.Last);
        Assert.Equal([At("b", 1), At("c", 1), At("d", 1)], merged.Others ?? []);
        Assert.False(merged.Then(At("e", 1)).IsNews(At("b", 1)));
    }

    [Fact]
    public void Positions_are_not_changed_by_what_follows_on_them()
    {
        var before = Then(SeenPositions.None, At("a", 1), At("b", 1));
        var others = before.Others!.ToArray();
        Then(before, At("a", 5), At("c", 5));
        _ = before.With(Then(SeenPositions.None, At("a", 9)));
        Assert.Equal(others, before.Others);
    }

    private static Gen<Position> PositionsOf(string[] sources) =>
        Gen.Select(Gen.OneOf(sources.Select(Gen.Const).ToArray()), Gen.Int[1, 6], Gen.Int[0, 1]).Select((source, place, epoch) => At(source, place, (uint)epoch));

    private static SeenPositions Then(SeenPositions seen, params Position[] positions)
    {
        foreach (var position in positions.Where(position => seen.IsNews(position)))
            seen = seen.Then(position);
        return seen;
    }

    private static Position At(string source, int place, uint epoch = 0) => new(source, new Place(0, 0, (ulong)place), epoch);
}
