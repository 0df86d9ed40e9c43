using RefillRadar.Grains.Alerts;

namespace RefillRadar.Tests.Unit.Alerts;

public sealed class StockDecisionKeyTests
{
    [Theory]
    [InlineData("8")]
    [InlineData("")]
    [InlineData("7 ")]
    [InlineData("7@north")]
    public void A_change_of_another_product_is_refused_for_good(string key)
    {
        var change = Shelf.ChangeAt(1, 5) with { Key = key };
        var error = Assert.Throws<ArgumentException>(() => StockDecision.Change(new ProductState(), Shelf.Key, Shelf.RuleOf(), change, Shelf.Opening));
        Assert.Contains(Shelf.Key, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_refused_even_when_it_is_no_news()
    {
        var state = StockDecision.Change(new ProductState(), Shelf.Key, Shelf.RuleOf(), Shelf.ChangeAt(9, 5), Shelf.Opening);
        Assert.Throws<ArgumentException>(() => StockDecision.Change(state, Shelf.Key, Shelf.RuleOf(), Shelf.ChangeAt(1, 5) with { Key = "8" }, Shelf.Opening));
    }
}
