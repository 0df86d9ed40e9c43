using RefillRadar.Silo.Demo;

namespace RefillRadar.Tests.Contracts.Demo;

public sealed class ShopSimulationTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    [Fact]
    public void The_same_seed_gives_the_same_products_and_the_same_moves()
    {
        Assert.Equal(DemoCatalog.Create(300, 7), DemoCatalog.Create(300, 7));
        Assert.NotEqual(DemoCatalog.Create(300, 7), DemoCatalog.Create(300, 8));
        Assert.Equal(Run(seed: 7, minutes: 5).Moves, Run(seed: 7, minutes: 5).Moves);
        Assert.NotEqual(Run(seed: 7, minutes: 5).Moves, Run(seed: 8, minutes: 5).Moves);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(77)]
    public void The_first_ten_minutes_have_several_changes_a_second_and_an_alert_every_20_to_40_seconds(int seed)
    {
        var run = Run(seed, minutes: 10);
        Assert.InRange(run.Moves.Count / 600.0, 2.5, 7);
        Assert.InRange(600.0 / run.Crossings, 15, 45);
        Assert.Contains(run.Moves, move => move.IsDelivery);
        Assert.True(run.WasOut > 0);
    }

    [Fact]
    public void Some_products_are_low_and_some_are_out_from_the_start()
    {
        var catalog = DemoCatalog.Create(300, 1);
        Assert.InRange(catalog.Count(product => product.Opening == 0), 2, 15);
        Assert.InRange(catalog.Count(product => product.Opening > 0 && product.Opening <= product.Threshold), 2, 30);
    }

    [Fact]
    public void Levels_never_fall_below_nothing() => Assert.All(Run(3, 20).Levels.Values, level => Assert.True(level >= 0));

    [Fact]
    public void A_product_emptied_by_hand_is_not_refilled_for_a_minute_even_with_a_delivery_on_its_way()
    {
        var product = DemoCatalog.Create(1, 1)[0] with { Opening = 1, Threshold = 5, LeadTime = TimeSpan.FromSeconds(90) };
        var simulation = new ShopSimulation([product], 1, speed: 0);
        simulation.Observe(product.Id, 1);
        Assert.Empty(simulation.Step(TimeSpan.FromSeconds(89)));
        simulation.Observe(product.Id, 0);
        Assert.Empty(simulation.Step(TimeSpan.FromSeconds(59)));
        simulation.Observe(product.Id, 0);
        Assert.Empty(simulation.Step(TimeSpan.FromSeconds(30)));
        simulation.Observe(product.Id, 0);
        Assert.True(Assert.Single(simulation.Step(TimeSpan.FromSeconds(1))).IsDelivery);
    }

    [Fact]
    public void A_product_filled_or_removed_by_hand_gets_no_delivery()
    {
        var product = DemoCatalog.Create(1, 1)[0] with { Threshold = 5, LeadTime = TimeSpan.FromSeconds(90) };
        foreach (var level in new int?[] { 500, null })
        {
            var simulation = new ShopSimulation([product], 1, speed: 0);
            simulation.Observe(product.Id, 1);
            simulation.Step(TimeSpan.FromSeconds(60));
            simulation.Observe(product.Id, level);
            Assert.Empty(simulation.Step(TimeSpan.FromSeconds(600)));
        }
    }

    [Fact]
    public void A_promotion_comes_and_goes()
    {
        var simulation = new ShopSimulation(DemoCatalog.Create(20, 1), 1);
        var promoted = Enumerable.Range(0, 4 * 60 * 30).Select(_ =>
        {
            simulation.Step(Tick);
            return simulation.Promoted is not null;
        }).ToList();
        Assert.InRange(promoted.Count(on => on) / (double)promoted.Count, 0.1, 0.6);
    }

    [Fact]
    public void A_shop_without_products_stands_still() => Assert.Empty(new ShopSimulation([], 1).Step(TimeSpan.FromHours(1)));

    private static (List<StockMove> Moves, Dictionary<int, int> Levels, int Crossings, int WasOut) Run(int seed, int minutes)
    {
        var catalog = DemoCatalog.Create(300, seed);
        var products = catalog.ToDictionary(product => product.Id);
        var levels = catalog.ToDictionary(product => product.Id, product => product.Opening);
        var simulation = new ShopSimulation(catalog, seed);
        var moves = new List<StockMove>();
        var (crossings, wasOut) = (0, 0);
        for (var step = 0; step < minutes * 60 * 4; step++)
        {
            foreach (var (id, level) in levels)
                simulation.Observe(id, level);
            foreach (var move in simulation.Step(Tick))
            {
                var before = levels[move.ProductId];
                var after = levels[move.ProductId] += move.Quantity;
                crossings += before > products[move.ProductId].Threshold && after <= products[move.ProductId].Threshold ? 1 : 0;
                wasOut += before > 0 && after <= 0 ? 1 : 0;
                moves.Add(move);
            }
        }

        return (moves, levels, crossings, wasOut);
    }
}
