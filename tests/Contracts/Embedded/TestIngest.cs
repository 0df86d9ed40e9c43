using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using RefillRadar.Grains.Stock.Partition;
using RefillRadar.Silo.Ingest;

namespace RefillRadar.Tests.Contracts.Embedded;

/// <summary>An ingest that writes down what came.</summary>
internal sealed class TestIngest : IBatchIngest
{
    private readonly List<Arrival> _arrivals = [];
    private int _heartbeats;

    public int Heartbeats => Volatile.Read(ref _heartbeats);

    /// <summary>What to answer or throw, given the try and the records; by default all is well.</summary>
    public Func<int, IReadOnlyList<Arrival>, IReadOnlyList<string>> Answer { get; set; } = (_, _) => [];

    public int Posts { get; private set; }

    public IReadOnlyList<Arrival> Arrivals
    {
        get
        {
            lock (_arrivals)
                return [.. _arrivals];
        }
    }

    /// <summary>Operation, product and quantity of what was taken, in order.</summary>
    public IEnumerable<string> Taken => Arrivals.Select(arrival => arrival.Text);

    public Task<IReadOnlyList<string>> PostAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        using var document = JsonDocument.Parse(body);
        var arrivals = document.RootElement.GetProperty("Records").EnumerateArray().Select(Arrival.Of).ToList();
        Posts++;
        var failed = Answer(Posts, arrivals);
        lock (_arrivals)
            _arrivals.AddRange(arrivals.Where(arrival => !failed.Contains(arrival.Sequence)));
        foreach (var arrival in arrivals.Where(arrival => !failed.Contains(arrival.Sequence)))
            Learn(arrival);
        return Task.FromResult(failed);
    }

    /// <summary>The levels as partitions would have them, by stock key.</summary>
    public ConcurrentDictionary<string, KnownLevel> Levels { get; } = new(StringComparer.Ordinal);

    /// <summary>Called before each look at the levels.</summary>
    public Action Looking { get; set; } = () => { };

    /// <summary>Whether partitions still read changes again.</summary>
    public bool IsReadingAgain { get; set; }

    public Task<IReadOnlyList<KnownLevel>?> KnownAsync(CancellationToken cancellationToken)
    {
        Looking();
        return Task.FromResult<IReadOnlyList<KnownLevel>?>(IsReadingAgain ? null : [.. Levels.Values]);
    }

    /// <summary>Has the partitions know a level.</summary>
    public void Know(string key, decimal quantity, string source) => Levels[key] = new KnownLevel(key, quantity, source);

    public void Heartbeat() => Interlocked.Increment(ref _heartbeats);

    private void Learn(Arrival arrival)
    {
        var words = arrival.Text.Split(' ');
        if (words[0] == "delete")
            Levels.TryRemove(words[1], out _);
        else if (decimal.TryParse(words[2], CultureInfo.InvariantCulture, out var quantity))
            Know(words[1], quantity, arrival.Source);
    }

    public sealed record Arrival(string Source, string Sequence, string Text, string Json)
    {
        public static Arrival Of(JsonElement record)
        {
            var kinesis = record.GetProperty("kinesis");
            var json = Encoding.UTF8.GetString(kinesis.GetProperty("data").GetBytesFromBase64());
            using var change = JsonDocument.Parse(json);
            var data = change.RootElement.GetProperty("data");
            return new Arrival(
                record.GetProperty("eventSourceARN").GetString()!,
                kinesis.GetProperty("sequenceNumber").GetString()!,
                $"{change.RootElement.GetProperty("metadata").GetProperty("operation").GetString()} "
                + $"{data.GetProperty("product_id")} {data.GetProperty("quantity_available")}",
                json);
        }
    }
}
