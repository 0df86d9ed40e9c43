using System.Text;
using System.Text.Json;
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
        return Task.FromResult(failed);
    }

    public void Heartbeat() => Interlocked.Increment(ref _heartbeats);

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
