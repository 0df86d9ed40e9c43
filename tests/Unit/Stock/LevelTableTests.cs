using CsCheck;
using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Tests.Unit.Stock;

public sealed class LevelTableTests
{
    [Fact]
    public void Adding_finding_and_forgetting_is_what_a_dictionary_does() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 700], Gen.Int[0, 1000]).Array[0, 1500].Sample(steps =>
        {
            var table = new LevelTable();
            var model = new Dictionary<string, decimal>();
            foreach (var (kind, id, quantity) in steps)
            {
                var key = $"key-{id}";
                if (kind < 2)
                {
                    table[table.FindOrAdd(key)].SetQuantity(quantity);
                    model[key] = quantity;
                }
                else if (table.Find(key) is var index and >= 0)
                {
                    table.Remove(index);
                    Assert.True(model.Remove(key));
                }
            }

            AssertSame(model, table);
            Assert.All(Enumerable.Range(0, 701).Select(id => $"key-{id}"), key => Assert.Equal(model.ContainsKey(key), table.Find(key) >= 0));
        }, iter: 200);

    [Fact]
    public void Levels_of_a_snapshot_come_back_to_their_places_and_the_gaps_are_used_again() =>
        Gen.Select(Gen.Int[0, 1100].HashSet[0, 300], Gen.Int[0, 600]).Sample((places, added) =>
        {
            var table = new LevelTable();
            var model = new Dictionary<string, decimal>();
            foreach (var place in places.Order())
            {
                table.Restore(place, $"old-{place}").SetQuantity(place);
                model[$"old-{place}"] = place;
            }

            foreach (var place in places)
                Assert.Equal(place, table.Find($"old-{place}"));
            for (var id = 0; id < added; id++)
            {
                table[table.FindOrAdd($"new-{id}")].SetQuantity(-id);
                model[$"new-{id}"] = -id;
            }

            AssertSame(model, table);
            Assert.Equal(Math.Max(places.Count == 0 ? 0 : places.Max() + 1, model.Count), table.Used);
        }, iter: 500);

    [Fact]
    public void What_is_news_to_a_level_and_what_it_remembers_is_what_positions_say() =>
        Positions.Array[1, 14].Sample(
            positions =>
            {
                var table = new LevelTable();
                var index = table.FindOrAdd("7");
                var seen = SeenPositions.None;
                foreach (var position in positions)
                {
                    var isNews = seen.IsNews(position);
                    var others = table.OthersOf(index);
                    Assert.Equal(isNews, table.Compare(table[index], others, position) > 0);
                    if (!isNews)
                        continue;
                    seen = seen.Then(position);
                    if (table.Advance(ref table[index], ref others, position))
                        table.SetOthers(index, others);
                    Assert.Equal(seen.Last, table.SeenOf(index).Last);
                    Assert.Equal(seen.Others ?? [], table.SeenOf(index).Others ?? []);
                }
            },
            iter: 20_000);

    private static readonly Gen<Position> Positions = Gen.Select(
        Gen.OneOf(new[] { "stream", "database", "other", "fourth", "fifth" }.Select(Gen.Const).ToArray()), Gen.Int[1, 4], Gen.Int[0, 1])
        .Select((source, place, epoch) => new Position(source, new Place(0, 0, (ulong)place), (uint)epoch));

    [Fact]
    public void Only_chunks_that_were_touched_are_dirty_and_only_once()
    {
        var table = new LevelTable();
        for (var id = 0; id < 3 * LevelTable.ChunkSize; id++)
            table.FindOrAdd($"{id}");
        Assert.Equal(3, table.Chunks);
        Assert.False(table.IsDirty);
        table.Touch(LevelTable.ChunkSize - 1);
        table.Touch(2 * LevelTable.ChunkSize);
        Assert.True(table.IsDirty);
        Assert.Equal([0, 2], table.TakeDirty());
        Assert.Empty(table.TakeDirty());
        table.Remove(table.Find($"{LevelTable.ChunkSize}"));
        Assert.Equal([1], table.TakeDirty());
    }

    [Fact]
    public void A_forgotten_level_leaves_nothing_to_the_next_at_its_place()
    {
        var table = new LevelTable();
        var place = table.FindOrAdd("a");
        table[place].SetQuantity(5);
        table[place].SetTripwire(Tripwire.All);
        table.SetSeen(place, new SeenPositions(new Position("stream", new Place(1, 2, 3), 4), [new Position("other", new Place(0, 0, 1))]));
        table.Remove(place);
        Assert.Equal(place, table.FindOrAdd("b"));
        Assert.Null(table[place].QuantityOrNull);
        Assert.Equal(Tripwire.None, table[place].Tripwire);
        Assert.Equal(SeenPositions.None, table.SeenOf(place));
    }

    [Fact]
    public void Positions_come_back_as_they_were_given() =>
        Gen.Select(Gen.OneOf("a", "b", null), Gen.ULong, Gen.UInt).Array[1, 20].Sample(marks =>
        {
            var table = new LevelTable();
            var positions = marks.Select(mark => mark.Item1 is null ? Position.None : new Position(mark.Item1, new Place(mark.Item2, 7, 1), mark.Item3)).ToArray();
            for (var id = 0; id < positions.Length; id++)
                table.SetSeen(table.FindOrAdd($"{id}"), new SeenPositions(positions[id]));
            Assert.Equal(positions, positions.Select((_, id) => table.SeenOf(table.Find($"{id}")).Last));
        }, iter: 500);

    private static void AssertSame(Dictionary<string, decimal> model, LevelTable table)
    {
        Assert.Equal(model.Count, table.Count);
        var held = Enumerable.Range(0, table.Used).Where(index => table.KeyAt(index) is not null)
            .ToDictionary(index => table.KeyAt(index)!, index => table[index].Quantity);
        Assert.Equal(model.OrderBy(pair => pair.Key, StringComparer.Ordinal), held.OrderBy(pair => pair.Key, StringComparer.Ordinal));
        Assert.All(model.Keys, key => Assert.Equal(key, table.KeyAt(table.Find(key))));
    }
}
