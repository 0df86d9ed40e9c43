using System.Globalization;

namespace RefillRadar.Bench;

/// <summary>
/// Sales of a shop: products by Zipf's law, one to three units each, a delivery when a product has run out. A product starts
/// anywhere between empty and full, so that about one record in 1,000 crosses something.
/// </summary>
internal sealed class StockTraffic
{
    public const int Threshold = 20;
    private const int Full = 4_000;
    private readonly Zipf _zipf;
    private readonly Random _random = new(7);
    private readonly int[] _stock;
    private long _sequence;

    public StockTraffic(int products)
    {
        _zipf = new Zipf(products, 0.99);
        _stock = [.. Enumerable.Range(0, products).Select(_ => _random.Next(Threshold + 1, Full))];
        Ids = [.. Enumerable.Range(1, products).Select(id => id.ToString(CultureInfo.InvariantCulture))];
    }

    public string[] Ids { get; }

    public long Sequence => _sequence;

    /// <summary>The level of every product as it is, for a first look.</summary>
    public IEnumerable<(int Product, int Quantity, long Sequence)> Levels() =>
        _stock.Select((quantity, product) => (product, quantity, ++_sequence));

    public (int Product, int Quantity, long Sequence) Next()
    {
        var product = _zipf.Next(_random);
        ref var stock = ref _stock[product];
        stock = stock <= 0 ? Full : stock - _random.Next(1, 4);
        return (product, stock, ++_sequence);
    }
}
