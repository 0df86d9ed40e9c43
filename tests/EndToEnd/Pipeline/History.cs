using System.Globalization;
using RefillRadar.Tests.EndToEnd.Running;

namespace RefillRadar.Tests.EndToEnd.Pipeline;

/// <summary>Sales and deliveries of some products by chance, and what they imply.</summary>
internal sealed class History
{
    private readonly Dictionary<string, EpisodeModel> _models;
    private readonly Dictionary<int, int> _levels;
    private readonly Random _random;
    private readonly int _first;

    public History(int first, int products, int seed)
    {
        (_first, _random) = (first, new Random(seed));
        _levels = Enumerable.Range(first, products).ToDictionary(product => product, _ => PipelineFixture.Stocked);
        _models = _levels.Keys.ToDictionary(Id, product => new EpisodeModel(PipelineFixture.Threshold(product), PipelineFixture.Recovery(product)));
    }

    /// <summary>How many changes there were so far.</summary>
    public int Count { get; private set; }

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
            .Select(pair => (Expected: Expected(pair.Key, pair.Value), Got: Got(pair.Key, [.. found[pair.Key]])))
            .Where(product => product.Expected != product.Got)
            .Select(product => $"expected {product.Expected}; got {product.Got}")];
    }

    /// <summary>The products that more was told of than there was to tell.</summary>
    public string[] ToldTwice(IEnumerable<NoticeLine> notices) => [.. notices
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

    private static string Expected(string product, EpisodeModel model) =>
        $"{product}: {model.Episodes} alerts, {(model.IsOpen ? 1 : 0)} open at {(model.IsOpen ? model.Quantity : 0)}";

    private static string Got(string product, AlertItem[] alerts)
    {
        var open = alerts.Where(alert => alert.Status != "resolved").ToArray();
        return $"{product}: {alerts.Length} alerts, {open.Length} open at {open.Sum(alert => alert.Quantity):0}";
    }

    private static string Id(int product) => product.ToString(CultureInfo.InvariantCulture);
}
