using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using RefillRadar.Pipeline.Cloud;
using RefillRadar.Pipeline.Lambda;
using RefillRadar.Pipeline.Processes;
using RefillRadar.Pipeline.Streams;
using RefillRadar.Tests.Emulators;
using RefillRadar.Tests.EndToEnd.Running;

namespace RefillRadar.Tests.EndToEnd.Pipeline;

/// <summary>Stream, mapping and the real Lambda executable, in front of a silo that answers as it is told.</summary>
[Collection(Alone.Name)]
public sealed class EventSourceMappingTests : IAsyncLifetime, IDisposable
{
    private const int Keys = 20;
    private const int Rounds = 15;
    private static readonly MappingOptions Quick = new()
    {
        BatchSize = 16,
        PollInterval = TimeSpan.FromMilliseconds(10),
        FirstBackoff = TimeSpan.FromMilliseconds(5),
        LongestBackoff = TimeSpan.FromMilliseconds(20),
    };

    private readonly AwsCalls _aws = new();
    private EmulatorProcess? _emulators;

    public async Task InitializeAsync() => _emulators = await EmulatorProcess.StartAsync("kinesis");

    public async Task DisposeAsync() => await _emulators!.DisposeAsync();

    public void Dispose() => _aws.Dispose();

    [Fact]
    public async Task Each_key_keeps_its_order_and_nothing_is_lost_though_the_silo_refuses_now_and_then()
    {
        var calls = 0;
        // Every third is refused, every fifth is half done: the failures are listed from the middle on.
        await using var silo = await StubSilo.StartAsync(payload => Interlocked.Increment(ref calls) switch
        {
            var call when call % 3 == 0 => (503, "{}"),
            var call when call % 5 == 0 && Records.Numbers(payload) is var numbers => (200, Encoding.UTF8.GetString(Records.Failures(numbers[numbers.Length / 2]).Body)),
            _ => (200, """{"batchItemFailures":[]}"""),
        });
        await using var lambda = Lambda(silo.Address);
        var stream = await KinesisStream.CreateAsync(_aws, _emulators!["kinesis"], "ordered", shards: 2);
        var done = new ConcurrentQueue<string>();
        await using var mapping = new EventSourceMapping(stream, Quick, lambda.InvokeAsync);
        mapping.Delivering += delivered =>
        {
            foreach (var record in delivered.Batch.Take(delivered.Verdict.Done))
                done.Enqueue(record.Text);
        };

        for (var round = 0; round < Rounds; round++)
        {
            foreach (var key in Enumerable.Range(0, Keys))
                await stream.PutAsync(Text(key), Encoding.UTF8.GetBytes($"{Text(key)}:{Text(round)}"));
        }

        await Eventually.TrueAsync(() => done.Count >= Keys * Rounds, "every record to be done");
        foreach (var key in done.GroupBy(record => record.Split(':')[0]))
            Assert.Equal(Enumerable.Range(0, Rounds).Select(Text), key.Select(record => record.Split(':')[1]));
        Assert.Equal(Keys * Rounds, done.Count);
        Assert.Empty(mapping.OnFailure);
        Assert.All(stream.Shards, shard => Assert.NotNull(mapping.Checkpoint(shard)));
    }

    [Fact]
    public async Task The_silo_gets_the_event_as_Lambda_writes_it()
    {
        await using var silo = await StubSilo.StartAsync(_ => (200, """{"batchItemFailures":[]}"""));
        await using var lambda = Lambda(silo.Address);
        var stream = await KinesisStream.CreateAsync(_aws, _emulators!["kinesis"], "written", shards: 1);
        await using var mapping = new EventSourceMapping(stream, Quick, lambda.InvokeAsync);

        await stream.PutAsync("HASP.inventory.7", "{\"data\":{}}\n"u8.ToArray());

        await Eventually.TrueAsync(() => !silo.Events.IsEmpty, "the event");
        using var document = System.Text.Json.JsonDocument.Parse(silo.Events.First());
        var record = Assert.Single(document.RootElement.GetProperty("Records").EnumerateArray());
        var kinesis = record.GetProperty("kinesis");
        Assert.Equal(stream.Arn, record.GetProperty("eventSourceARN").GetString());
        Assert.Equal($"{stream.Shards[0]}:{kinesis.GetProperty("sequenceNumber").GetString()}", record.GetProperty("eventID").GetString());
        Assert.Equal("HASP.inventory.7", kinesis.GetProperty("partitionKey").GetString());
        Assert.Equal("{\"data\":{}}\n"u8.ToArray(), kinesis.GetProperty("data").GetBytesFromBase64());
        Assert.InRange(kinesis.GetProperty("approximateArrivalTimestamp").GetDecimal(), 1_700_000_000m, 9_999_999_999m);
    }

    [Fact]
    public async Task A_function_that_takes_too_long_is_killed()
    {
        await using var lambda = new LambdaRuntime(["sleep", "600"], new Dictionary<string, string>(), TimeSpan.FromSeconds(1));

        var answer = await lambda.InvokeAsync("{}"u8.ToArray(), default);

        Assert.Equal("The task timed out after 1.00 seconds.", answer.Error);
    }

    [Fact]
    public async Task A_function_that_cannot_start_is_an_error_that_says_why()
    {
        await using var lambda = new LambdaRuntime(
            ChildProcess.DotNet("RefillRadar.Ingest.dll"), new Dictionary<string, string> { ["RADAR_INGEST_URL"] = "nowhere" }, TimeSpan.FromSeconds(30));

        var answer = await lambda.InvokeAsync("{}"u8.ToArray(), default);

        Assert.Contains("RADAR_INGEST_URL must be the http or https address of a silo.", answer.Error, StringComparison.Ordinal);
    }

    private static LambdaRuntime Lambda(Uri silo) => new(
        ChildProcess.DotNet("RefillRadar.Ingest.dll"),
        new Dictionary<string, string> { ["RADAR_INGEST_URL"] = silo.ToString(), ["RADAR_INGEST_KEY"] = "key" },
        TimeSpan.FromSeconds(30));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
