using System.Globalization;

namespace RefillRadar.Tests.EndToEnd.Running;

/// <summary>Sales and deliveries of some products by chance, and the alerts that they imply.</summary>
internal sealed class History
{
    private readonly Dictionary<string, EpisodeModel> _models;
    private readonly Dictionary<int, int> _levels;
    private readonly Random _random;
    private readonly int _first;

    /// <summary>Starts with all products at the same level.</summary>
    /// <param name="first">Id of the first product.</param>
    /// <param name="products">How many products; their ids follow each other.</param>
    /// <param name="seed">The same seed gives the same changes.</param>
    /// <param name="stocked">Level of each product at the start.</param>
    public History(int first, int products, int seed, int stocked)
    {
        (_first, _random) = (first, new Random(seed));
        _levels = Enumerable.Range(first, products).ToDictionary(product => product, _ => stocked);
        _models = _levels.Keys.ToDictionary(Id, product => new EpisodeModel(Threshold(product), Recovery(product)));
    }

    /// <summary>How many changes there were so far.</summary>
    public int Count { get; private set; }

    /// <summary>The products.</summary>
    public IReadOnlyCollection<int> Products => _levels.Keys;

    /// <summary>How many episodes the changes so far imply.</summary>
    public int Episodes => _models.Values.Sum(model => model.Episodes);

    public static int Threshold(int product) => 5 + product % 16;

    public static int Recovery(int product) => Threshold(product) + (product % 3 == 0 ? 10 : 0);

    /// <summary>A threshold file for products 1 to <paramref name="products"/>, divided between teams.</summary>
    public static string[] Thresholds(int products, int teams) =>
    [
        "product_id,name,stockout_threshold,recovery_threshold,team",
        .. Enumerable.Range(1, products).Select(product => $"{product},Product {product},{Threshold(product)},{Recovery(product)},team {product % teams}"),
    ];

    /// <summary>The next changes. Each changes a level.</summary>
    public (int Product, int Quantity)[] Next(int count)
    {
        var changes = new (int, int)[count];
        for (var change = 0; change < count;)
        {
            var product = _random.Next(_first, _first + _levels.Count);
            var level = Level(_levels[product]);
            if (level == _levels[product])
                continue;
            _levels[product] = level;
            _models[Id(product)].Next(level);
            changes[change++] = (product, level);
        }

        Count += count;
        return changes;
    }

    public bool Concerns(string productId) => _models.ContainsKey(productId);

    /// <summary>The products whose alerts are not those that the changes imply.</summary>
    public string[] Wrong(IEnumerable<AlertItem> alerts)
    {
        var found = alerts.ToLookup(alert => alert.ProductId);
        return [.. _models
            .Where(pair => pair.Value.Alerts != EpisodeModel.Describe(found[pair.Key]))
            .Select(pair => $"{pair.Key}: expected {pair.Value.Episodes} alerts: {pair.Value.Alerts}; got {found[pair.Key].Count()}: {EpisodeModel.Describe(found[pair.Key])}\n{string.Join('\n', found[pair.Key])}")];
    }

    /// <summary>Ids of the products whose alerts are not those that the changes imply.</summary>
    public string[] WrongProducts(IEnumerable<AlertItem> alerts)
    {
        var found = alerts.ToLookup(alert => alert.ProductId);
        return [.. _models.Where(pair => pair.Value.Alerts != EpisodeModel.Describe(found[pair.Key])).Select(pair => pair.Key)];
    }

    /// <summary>The products whose level is not the last one. A product that never changed may be unknown.</summary>
    public string[] WrongLevels(IReadOnlyDictionary<string, decimal?> levels) => [.. _levels
        .Where(pair => levels.GetValueOrDefault(Id(pair.Key)) is var level && level != pair.Value && (level is not null || _models[Id(pair.Key)].HasChanged))
        .Select(pair => $"{pair.Key}: expected {pair.Value}, got {levels.GetValueOrDefault(Id(pair.Key))}")];

    /// <summary>The products with more lines in the e-mails than there was to say.</summary>
    public string[] NotifiedTwice(IEnumerable<NoticeLine> notices) => [.. notices
        .Where(notice => Concerns(notice.ProductId))
        .GroupBy(notice => (notice.ProductId, notice.What))
        .Where(told => told.Count() > Most(_models[told.Key.ProductId], told.Key.What))
        .Select(told => $"{told.Key.ProductId}: {told.Count()} × {told.Key.What}")];

    private int Level(int before) => before switch
    {
        <= 0 when _random.Next(3) > 0 => _random.Next(60, 200),
        <= 20 when _random.Next(6) == 0 => _random.Next(15, 120),
        _ => Math.Max(0, before - _random.Next(1, 12)),
    };

    private static int Most(EpisodeModel model, string what) => what switch
    {
        "OUT OF STOCK" => model.EverOut,
        "RESOLVED" => model.Episodes - (model.IsOpen ? 1 : 0),
        _ => model.Episodes,
    };

    private static string Id(int product) => product.ToString(CultureInfo.InvariantCulture);
}
