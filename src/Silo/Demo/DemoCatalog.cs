namespace RefillRadar.Silo.Demo;

/// <summary>The demo's products: the same for the same seed.</summary>
internal static class DemoCatalog
{
    /// <summary>Id of the first product.</summary>
    public const int FirstId = 1001;

    // A product of average popularity: sold 0.02 a second at noon, so low about 25 minutes after a delivery of 180 and, with
    // 300 products, one of them about every 30 s.
    private const double AverageOrder = 180;
    private const double ThresholdShare = 0.035;
    private const double OutShare = 0.012;
    private const double LowShare = 0.035;

    /// <summary>Makes the products.</summary>
    public static IReadOnlyList<DemoProduct> Create(int products, int seed)
    {
        var random = new Random(seed);
        var popularities = Popularities(products, random);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var catalog = new DemoProduct[products];
        for (var i = 0; i < products; i++)
            catalog[i] = Product(i, popularities[i], names, random);
        return catalog;
    }

    // A few sell much, most sell little (Zipf, flattened at the top), in no order of their ids.
    private static double[] Popularities(int products, Random random)
    {
        var shares = Enumerable.Range(0, products).Select(rank => Math.Pow(rank + 8, -0.8)).ToArray();
        var average = shares.Sum() / products;
        random.Shuffle(shares);
        return [.. shares.Select(share => share / average)];
    }

    private static DemoProduct Product(int index, double popularity, HashSet<string> names, Random random)
    {
        var category = DemoCategory.All[index % DemoCategory.All.Length];
        var (brand, name) = Name(category, index, names, random);
        var order = Math.Max(24, (int)Math.Round(AverageOrder * popularity / 6) * 6);
        var threshold = Math.Max(3, (int)Math.Round(order * ThresholdShare));
        return new DemoProduct
        {
            Id = FirstId + index,
            Sku = $"{category.Name[..2].ToUpperInvariant()}-{FirstId + index}",
            Name = name,
            Brand = brand,
            Category = category.Name,
            Team = category.Team,
            Price = Math.Round(category.Cheapest + (category.Dearest - category.Cheapest) * (decimal)Math.Pow(random.NextDouble(), 2)) - 0.05m,
            Popularity = popularity,
            Threshold = threshold,
            OrderSize = order,
            Opening = Opening(index, threshold, order, random),
            LeadTime = TimeSpan.FromSeconds(random.Next(90, 301)),
            Recovery = random.NextDouble() < 0.5 ? threshold + Math.Max(2, threshold / 2) : null,
            HoldSeconds = random.NextDouble() < 0.1 ? random.Next(2, 7) * 5 : null,
        };
    }

    private static (string Brand, string Name) Name(DemoCategory category, int index, HashSet<string> names, Random random)
    {
        var brand = category.Brands[random.Next(category.Brands.Length)];
        var variant = category.Variants[random.Next(category.Variants.Length)];
        var goods = category.Goods[random.Next(category.Goods.Length)];
        var name = $"{brand} {goods}, {variant}";
        if (!names.Add(name))
            names.Add(name = $"{name} No. {index + 1}");
        return (brand, name);
    }

    // The first ones are out and low whatever the seed, so that there is something to see at once.
    private static int Opening(int index, int threshold, int order, Random random)
    {
        var draw = random.NextDouble();
        return index switch
        {
            1 or 6 => 0,
            3 or 12 => threshold,
            _ when draw < OutShare => 0,
            _ when draw < OutShare + LowShare => random.Next(1, threshold + 1),
            _ => threshold + 1 + (int)(random.NextDouble() * order),
        };
    }
}
