using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using CsCheck;
using RefillRadar.Grains.Thresholds;
using RefillRadar.Ingest.Formats;
using RefillRadar.Ingest.Formats.Envelope;
using Xunit.Abstractions;

namespace RefillRadar.Tests.Unit.Ingest.Forms;

/// <summary>
/// Records and threshold files with bytes changed, cut out, repeated and mixed: nothing escapes, hangs or takes memory out of proportion.
/// <c>REFILLRADAR_FUZZ</c> says how many inputs (by default so many as CI has time for).
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Inputs = 500_000;
    private const int AllocatedPerByte = 200;
    private const int AllocatedAlways = 1_000_000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);
    private static readonly ColumnMapping Columns = new() { Warehouse = "warehouse" };
    private static readonly byte[][] Corpus = [.. Directory.GetFiles(Folder()).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
    private static readonly byte[][] Files =
    [
        .. new[]
        {
            "product_id,name,stockout_threshold\n1,Milk,20\n", "product_id;name;stockout_threshold;recovery_threshold\n1;\"a \"\"b\"\"\";2,5;3\n",
            "sep=;\nproduct_id;name;stockout_threshold\n=\"001\";Tee;1.200\n*;;5\n", "product_id,name,stockout_threshold,category,x_note\n*,,5,tea,\n7,\"Cup, blue\",,tea,x\n",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    private static long Count => long.TryParse(Environment.GetEnvironmentVariable("REFILLRADAR_FUZZ"), out var count) ? count : Inputs;

    [Fact]
    public void Records_of_any_bytes_are_read_skipped_or_rejected()
    {
        var lines = new RecordLinesReader(Columns);
        var events = new KinesisEventReader(Columns);
        Run(Corpus, input =>
        {
            var sink = new RecordingSink();
            lines.Read(input, ref sink);
            events.Read(Read.EventOf(input), ref sink);
            Assert.All(sink.Changes, change => Assert.InRange(change.ProductId.Length, 1, 256));
            Assert.All(sink.Rejections, rejection => Assert.DoesNotContain(rejection.Reason, char.IsControl));
        });
    }

    /// <summary>
    /// System.Text.Json reads the document and writes it anew, with every name and text escaped: only its own reader takes that form, so what both
    /// give must be the same. What it does not take for JSON is rejected.
    /// </summary>
    [Fact]
    public void Records_are_read_as_by_System_Text_Json() => Run(Corpus, input =>
    {
        var sink = ParsedBy(input);
        if (EscapedJson.TryWrite(input) is not { } escaped)
        {
            Assert.Equal((0, 0, 1), (sink.Changes.Count, sink.Ignorals.Count, sink.Rejections.Count));
            return;
        }

        var other = ParsedBy(escaped);
        Assert.Equal(other.Changes, sink.Changes);
        Assert.Equal(other.Ignorals, sink.Ignorals);
        Assert.Equal(other.Rejections.Select(rejection => rejection.Reason), sink.Rejections.Select(rejection => rejection.Reason));
    });

    [Fact]
    public void Events_of_any_bytes_are_read_or_refused() => Run(
        [.. Corpus.Select(record => Read.EventOf(record))],
        input =>
        {
            try
            {
                var sink = new RecordingSink();
                new KinesisEventReader(Columns).Read(input, ref sink);
            }
            catch (NotAKinesisEventException)
            {
                // Answered with 400.
            }
        });

    [Fact]
    public void Threshold_files_of_any_bytes_are_read_or_refused() => Run(Files, input =>
    {
        var (rows, errors) = ThresholdCsv.Parse(input);
        Assert.NotEqual(rows.IsEmpty, errors.IsEmpty);
        Assert.All(errors, error => Assert.False(string.IsNullOrWhiteSpace(error)));
        ThresholdCsv.Parse(input, isAccepted: true);
    });

    private static RecordingSink ParsedBy(byte[] input)
    {
        var sink = new RecordingSink();
        new RecordParser(Columns).Parse(input, default, ref sink);
        return sink;
    }

    private void Run(byte[][] corpus, Action<byte[]> read)
    {
        // Measured on one thread; the first inputs compile the code.
        foreach (var input in corpus)
            read(input);
        Mutations(corpus).Sample(
            input =>
            {
                var (allocated, started) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
                read(input);
                Assert.True(Stopwatch.GetElapsedTime(started) < Longest, $"It took {Stopwatch.GetElapsedTime(started)}.");
                Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, AllocatedAlways + (long)AllocatedPerByte * input.Length);
            },
            iter: Count,
            print: input => Convert.ToBase64String(input));
        output.WriteLine($"{Count} inputs");
    }

    private static Gen<byte[]> Mutations(byte[][] corpus) => Gen.Select(
        Gen.Int[0, corpus.Length - 1].Select(index => corpus[index]), Gen.Int[0, corpus.Length - 1].Select(index => corpus[index]), Gen.Int[0, 4].SelectMany(count => Gen.Select(Gen.Int[0, 5], Gen.Int[0, 4000], Gen.Int[0, 40], Gen.Byte).Array[count]),
        (first, second, steps) => steps.Aggregate(first, (bytes, step) => Mutated(bytes, second, step)));

    private static byte[] Mutated(byte[] bytes, byte[] other, (int Kind, int At, int Length, byte Value) step)
    {
        var at = bytes.Length == 0 ? 0 : step.At % (bytes.Length + 1);
        var end = Math.Min(bytes.Length, at + step.Length);
        return step.Kind switch
        {
            0 when at < bytes.Length => [.. bytes[..at], step.Value, .. bytes[(at + 1)..]],
            1 => [.. bytes[..at], step.Value, .. bytes[at..]],
            2 => [.. bytes[..at], .. bytes[end..]],
            3 => [.. bytes[..end], .. bytes[at..]],
            4 => [.. bytes[..at], .. other[Math.Min(at, other.Length)..]],
            _ => [.. bytes[..at], .. "{}[],:\"\\\n0-."u8[(step.Value % 12)..], .. bytes[at..]],
        };
    }

    private static string Folder([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "files");
}
