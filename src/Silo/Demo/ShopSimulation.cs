namespace RefillRadar.Silo.Demo;

/// <summary>
/// What customers and suppliers do, apart from any clock or database: the same seed and the same steps give the same moves.
/// Sales come as a Poisson process whose rate follows the hour and a promotion now and then; a low product is ordered and
/// delivered after its lead time. Levels are what was observed last, so that a person's edits are facts like any other.
/// </summary>
internal sealed class ShopSimulation
{
    /// <summary>No delivery comes sooner than this after a person's edit: nobody's edit is undone before they have looked at it.</summary>
    public static readonly TimeSpan HandsOff = TimeSpan.FromMinutes(1);

    private const double SalesPerSecond = 4;
    private const double HoursPerMinute = 1;
    private const double OpensAt = 10;

    private static readonly TimeSpan BetweenPromotions = TimeSpan.FromMinutes(6);
    private static readonly TimeSpan PromotionLasts = TimeSpan.FromSeconds(100);

    private readonly Random _random;
    private readonly double _speed;
    private readonly IReadOnlyList<DemoProduct> _products;
    private readonly Dictionary<int, int> _index;
    private readonly int?[] _levels;
    private readonly TimeSpan?[] _deliveries;
    private readonly double[] _shares;
    private TimeSpan _now;
    private TimeSpan _promotionEnds;
    private TimeSpan _nextPromotion;

    public ShopSimulation(IReadOnlyList<DemoProduct> products, int seed, double speed = 1)
    {
        _products = products;
        _random = new Random(seed);
        _speed = speed;
        _index = products.Select((product, index) => (product.Id, index)).ToDictionary(pair => pair.Id, pair => pair.index);
        _levels = new int?[products.Count];
        _deliveries = new TimeSpan?[products.Count];
        _shares = new double[products.Count];
        _nextPromotion = BetweenPromotions / 4;
        Share(promoted: null);
    }

    /// <summary>The product that sells fast just now; null without a promotion.</summary>
    public int? Promoted { get; private set; }

    /// <summary>
    /// Tells the level that is really there; null when the row is gone or holds no whole number. One that is not what the
    /// moves had made it was set by a person: a delivery under way then waits.
    /// </summary>
    public void Observe(int productId, int? level)
    {
        var i = _index[productId];
        var isEdit = _levels[i] is { } known && known != level;
        _levels[i] = level;
        if (level is null || level > _products[i].Threshold)
            _deliveries[i] = null;
        else if (_deliveries[i] is null || isEdit)
            _deliveries[i] = Later(_now + _products[i].LeadTime, _now + HandsOff);
    }

    /// <summary>What happens in the next span of real time, in order. The caller observes the levels before the next step.</summary>
    public IReadOnlyList<StockMove> Step(TimeSpan span)
    {
        _now += span;
        Promote();
        var moves = new List<StockMove>();
        Deliver(moves);
        if (_products.Count > 0)
        {
            for (var sales = Poisson(SalesPerSecond * _speed * Rhythm() * span.TotalSeconds); sales > 0; sales--)
                Sell(moves);
        }

        return moves;
    }

    private static TimeSpan Later(TimeSpan left, TimeSpan right) => left > right ? left : right;

    // A day takes 24 minutes: quiet at four in the morning, busiest in the afternoon.
    private double Rhythm()
    {
        var hour = OpensAt + _now.TotalMinutes * HoursPerMinute;
        return 1 + 0.6 * Math.Sin((hour - 10) / 24 * 2 * Math.PI);
    }

    private void Promote()
    {
        if (Promoted is not null && _now >= _promotionEnds)
            Share(promoted: null);
        if (_products.Count == 0 || _now < _nextPromotion)
            return;
        _nextPromotion = _now + BetweenPromotions * (0.5 + _random.NextDouble());
        _promotionEnds = _now + PromotionLasts;
        Share(_random.Next(_products.Count));
    }

    // Cumulated shares of the sales; a promoted product takes a fifth of all.
    private void Share(int? promoted)
    {
        var extra = promoted is null ? 0 : _products.Sum(product => product.Popularity) / 4;
        var total = 0.0;
        for (var i = 0; i < _products.Count; i++)
            _shares[i] = total += _products[i].Popularity + (i == promoted ? extra : 0);
        Promoted = promoted is { } index ? _products[index].Id : null;
    }

    private void Deliver(List<StockMove> moves)
    {
        for (var i = 0; i < _deliveries.Length; i++)
        {
            if (_deliveries[i] > _now || _deliveries[i] is null || _levels[i] is not { } level)
                continue;
            _deliveries[i] = null;
            _levels[i] = level + _products[i].OrderSize;
            moves.Add(new StockMove(_products[i].Id, _products[i].OrderSize));
        }
    }

    private void Sell(List<StockMove> moves)
    {
        var draw = Array.BinarySearch(_shares, _random.NextDouble() * _shares[^1]);
        var i = Math.Min(draw < 0 ? ~draw : draw, _shares.Length - 1);
        var wanted = 1 + Poisson(0.5);
        var sold = Math.Min(wanted, _levels[i] ?? 0);
        if (sold <= 0)
            return;
        _levels[i] -= sold;
        moves.Add(new StockMove(_products[i].Id, -sold));
    }

    // Knuth's method; the rate of a step is small, and a larger one is cut into pieces before its exponential underflows.
    private int Poisson(double mean)
    {
        var count = 0;
        for (; mean > 0; mean -= 16)
        {
            var limit = Math.Exp(-Math.Min(mean, 16));
            for (var product = _random.NextDouble(); product > limit; product *= _random.NextDouble())
                count++;
        }

        return count;
    }
}
