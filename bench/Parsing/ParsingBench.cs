using System.Diagnostics;
using RefillRadar.Ingest.Formats;
using RefillRadar.Ingest.Formats.Envelope;

namespace RefillRadar.Bench.Parsing;

/// <summary>The general parser beside a bare walk over the same tokens, one core, in turns.</summary>
internal static class ParsingBench
{
    private const int Records = 1_000;
    private const int Batches = 20;
    private const int Turns = 41;

    /// <summary>Medians of the speeds, and of the ratios of the turns.</summary>
    public static Measurement Run()
    {
        var bodies = Enumerable.Range(0, 4).Select(seed => KinesisBatch.Create(Records, seed)).ToArray();
        var reader = new KinesisEventReader(new ColumnMapping());
        var walks = new List<double>();
        var parses = new List<double>();
        for (var turn = -15; turn < Turns; turn++)
        {
            var walk = Measure(bodies, body => TokenWalk.Run(body));
            var parse = Measure(bodies, body => Parse(reader, body));
            if (turn < 0)
                continue;
            walks.Add(walk);
            parses.Add(parse);
        }

        var ratio = Median(parses.Zip(walks, (parse, walk) => parse / walk));
        return new Measurement("Parsing DMS records, one core", "records/s", Median(parses), "Utf8JsonReader token walk", Median(walks), ratio, "≥ 0.8");
    }

    private static double Measure(byte[][] bodies, Action<byte[]> run)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Batches; i++)
            run(bodies[i % bodies.Length]);
        return Records * Batches / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void Parse(KinesisEventReader reader, byte[] body)
    {
        var sink = new CountingSink();
        reader.Read(body, ref sink);
        if (sink.Changes != Records || sink.Others != 0)
            throw new InvalidOperationException($"The parser found {sink.Changes} changes and {sink.Others} others in {Records} records.");
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Turns / 2);
}
