using System.Globalization;
using System.Net;
using System.Text;

namespace RefillRadar.Bench.Pages;

/// <summary>
/// What a big shop does to the pages: most changes are sales far above the threshold, a share as large as that of the open alerts concerns
/// products that are low, and about one in 500 opens an alert, with as many that end.
/// </summary>
internal sealed class ShopTraffic(PagesOptions options, HttpClient http, Probes probes)
{
    public const int Threshold = 100;
    private const int Full = 2_000;
    private const int AtOnce = 8;
    private const int ProbesPerSecond = 8;
    private const int Recent = 15;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BatchEvery = TimeSpan.FromMilliseconds(50);
    private readonly Lock _gate = new();
    private readonly Random _random = new(7);
    private readonly int[] _stock = [.. Enumerable.Range(0, options.Products).Select(product => Full + (product * 37 % Full))];
    private readonly List<int> _open = [];
    private readonly HashSet<int> _low = [];
    private long _position;
    private long _posted;

    /// <summary>Changes that the program has taken in.</summary>
    public long Posted => Volatile.Read(ref _posted);

    public static IEnumerable<string> Thresholds(int products) => Enumerable.Range(1, products)
        .Select(id => string.Create(CultureInfo.InvariantCulture, $"{id},Article {id} of shelf {id % 97},{Threshold},team {id % 20},category {id % 12}"))
        .Prepend("product_id,name,stockout_threshold,team,category");

    /// <summary>Every product has a level, and the alerts are open.</summary>
    public async Task FillAsync()
    {
        foreach (var products in Enumerable.Range(0, options.Products).Chunk(2_000))
            await PostAsync(string.Concat(products.Select(product => Line(product, _stock[product]))), products.Length);
        foreach (var alerts in Enumerable.Range(0, options.Alerts).Chunk(500))
        {
            var body = string.Concat(alerts.Select(alert =>
            {
                var product = (int)((long)alert * options.Products / options.Alerts);
                _open.Add(product);
                _low.Add(product);
                return Line(product, alert % 5 == 0 ? 0 : 1 + _random.Next(Threshold - 1));
            }));
            await PostAsync(body, alerts.Length);
        }
    }

    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(ChangeAsync(cancellationToken), ProbeAsync(cancellationToken));

    /// <summary>Posts one body of at least so many bytes.</summary>
    public Task PostAsync(int bytes)
    {
        var body = new StringBuilder(bytes + 1024);
        var count = 0;
        lock (_gate)
        {
            while (body.Length < bytes)
            {
                var product = _random.Next(options.Products);
                if (_low.Contains(product))
                    continue;
                body.Append(Line(product, _stock[product]));
                count++;
            }
        }

        return PostAsync(body.ToString(), count);
    }

    private async Task ChangeAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(BatchEvery);
        var (sent, started) = (0L, TimeProvider.System.GetTimestamp());
        List<Task> underWay = [];
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (underWay.Count >= AtOnce)
                await Task.WhenAny(underWay);
            var due = (long)(TimeProvider.System.GetElapsedTime(started).TotalSeconds * options.Changes) - sent;
            sent += due;
            underWay.RemoveAll(task => task.IsCompletedSuccessfully);
            underWay.Add(PostAsync(Changes((int)due), (int)due));
        }

        await Task.WhenAll(underWay);
    }

    private string Changes(int count)
    {
        var body = new StringBuilder();
        lock (_gate)
        {
            for (var change = 0; change < count; change++)
            {
                var product = _random.Next(options.Products);
                if (_random.Next(options.Products) < options.Alerts)
                    body.Append(Line(_open[_random.Next(_open.Count)], 1 + _random.Next(Threshold - 1)));
                else if (!_low.Contains(product))
                    body.Append(Line(product, _stock[product] = _stock[product] < Full ? 2 * Full : _stock[product] - _random.Next(1, 4)));
            }
        }

        return body.ToString();
    }

    // One opens an alert, while the oldest ends; the next moves a row that pages show at their top.
    private async Task ProbeAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / ProbesPerSecond));
        for (var number = 0; await timer.WaitForNextTickAsync(cancellationToken); number++)
        {
            await Task.Delay(_random.Next(40), cancellationToken);
            var opens = number % 2 == 0;
            if (opens)
                await PostAsync(Resolve(), 1);
            var product = opens ? Open() : Shown();
            var probe = probes.Next(opens ? ProbeKind.Alert : ProbeKind.Level);
            _ = PostAsync(Line(product, probe.Text), 1);
        }
    }

    private string Resolve()
    {
        lock (_gate)
        {
            var product = _open[0];
            _open.RemoveAt(0);
            _low.Remove(product);
            return Line(product, _stock[product]);
        }
    }

    private int Open()
    {
        lock (_gate)
        {
            int product;
            do
            {
                product = _random.Next(options.Products);
            }
            while (!_low.Add(product));
            _open.Add(product);
            return product;
        }
    }

    // Not the very newest: its row may not have come yet.
    private int Shown()
    {
        lock (_gate)
            return _open[_open.Count - 5 - _random.Next(Recent)];
    }

    private string Line(int product, object quantity)
    {
        var (place, now) = (Interlocked.Increment(ref _position), DateTime.UtcNow);
        return string.Create(CultureInfo.InvariantCulture,
            $$"""
            {"data":{"product_id":{{product + 1}},"quantity_available":{{quantity}},"last_updated":"{{now:yyyy-MM-ddTHH:mm:ssZ}}"},"metadata":{"timestamp":"{{now:yyyy-MM-ddTHH:mm:ss.ffffffZ}}","record-type":"data","operation":"update","partition-key-type":"primary-key","partition-key-value":"HASP.inventory.{{product + 1}}","schema-name":"HASP","table-name":"inventory","transaction-id":{{place}},"transaction-record-id":1,"commit-timestamp":"{{now:yyyy-MM-ddTHH:mm:ss.ffffffZ}}","stream-position":"mysql-bin-changelog.000007:{{place}}:1:{{place}}:0"} }

            """);
    }

    private async Task PostAsync(string body, int count)
    {
        while (true)
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var response = await http.PostAsync(new Uri("/ingest/records", UriKind.Relative), content);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
            {
                await Task.Delay(RetryAfter);
                continue;
            }

            response.EnsureSuccessStatusCode();
            Interlocked.Add(ref _posted, count);
            return;
        }
    }
}
