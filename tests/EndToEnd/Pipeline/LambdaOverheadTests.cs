using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using RefillRadar.Pipeline.Lambda;
using RefillRadar.Pipeline.Processes;
using RefillRadar.Tests.EndToEnd.Running;
using Xunit.Abstractions;

namespace RefillRadar.Tests.EndToEnd.Pipeline;

/// <summary>What the function costs: from the start of its process to the first answer, and beside its own post from then on.</summary>
[Collection(Alone.Name)]
public sealed class LambdaOverheadTests(ITestOutputHelper output)
{
    private const int Batches = 300;
    private const int Records = 100;

    [Fact]
    public async Task A_batch_takes_little_more_than_posting_it()
    {
        await using var silo = await StubSilo.StartAsync(_ => (200, """{"batchItemFailures":[]}"""));
        await using var lambda = new LambdaRuntime(
            ChildProcess.DotNet("RefillRadar.Ingest.dll"),
            new Dictionary<string, string> { ["RADAR_INGEST_URL"] = silo.Address.ToString(), ["RADAR_INGEST_KEY"] = "0123456789abcdef" },
            TimeSpan.FromSeconds(30));
        var body = Encoding.UTF8.GetBytes(KinesisEvent.Of(Enumerable.Range(1, Records).Select(place => KinesisEvent.Dms(place, "update", place, "5"))));

        var started = Stopwatch.GetTimestamp();
        Assert.Null((await lambda.InvokeAsync(body, CancellationToken.None)).Error);
        var cold = Stopwatch.GetElapsedTime(started);

        using var http = new HttpClient();
        var (through, direct) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (var batch = 0; batch < Batches; batch++)
        {
            through.Add(await TimeAsync(async () => Assert.Null((await lambda.InvokeAsync(body, CancellationToken.None)).Error)));
            direct.Add(await TimeAsync(() => PostAsync(http, new Uri(silo.Address, "/ingest/kinesis"), body)));
        }

        var figures = string.Create(CultureInfo.InvariantCulture,
            $"Lambda, {Records} records a batch ({body.Length / 1024} KB): process start to first answer {cold.TotalMilliseconds:0} ms; "
            + $"a batch through it p50 {At(through, 50)} ms p99 {At(through, 99)} ms, posted directly p50 {At(direct, 50)} ms p99 {At(direct, 99)} ms");
        output.WriteLine(figures);
        Console.WriteLine(figures);
        Assert.Equal(1 + 2 * Batches, silo.Events.Count);
        Assert.True(through.Order().ElementAt(Batches / 2) < direct.Order().ElementAt(Batches / 2) + TimeSpan.FromMilliseconds(50), figures);
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> action)
    {
        var started = Stopwatch.GetTimestamp();
        await action();
        return Stopwatch.GetElapsedTime(started);
    }

    private static async Task PostAsync(HttpClient http, Uri address, byte[] body)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var response = await http.PostAsync(address, content);
        response.EnsureSuccessStatusCode();
    }

    private static string At(List<TimeSpan> spans, int percent) =>
        spans.Order().ElementAt(spans.Count * percent / 100).TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture);
}
