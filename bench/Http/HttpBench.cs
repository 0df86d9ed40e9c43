using System.Diagnostics;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RefillRadar.Bench.Parsing;
using RefillRadar.Silo.Hosting;
using RefillRadar.Silo.Ingest;

namespace RefillRadar.Bench.Http;

/// <summary>
/// The whole way in over HTTP (parser, partitions, products, SQLite) beside an endpoint of the same server that only receives
/// the body. The client runs on the same cores.
/// </summary>
internal static class HttpBench
{
    private const int Products = 100_000;
    private const int BatchSize = 1_000;
    private const int Batches = 300;
    private const int InFlight = 24;

    public static async Task<Measurement> RunAsync(TextWriter log, int turns)
    {
        var data = Directory.CreateTempSubdirectory("refillradar-bench-");
        var traffic = new StockTraffic(Products);
        await File.WriteAllLinesAsync(
            Path.Combine(data.FullName, "thresholds.csv"),
            traffic.Ids.Select(id => $"{id},Product {id},{StockTraffic.Threshold}").Prepend("product_id,name,stockout_threshold"));
        const string Address = "http://127.0.0.1:18080";
        var builder = RadarHost.CreateBuilder(["--urls", Address, "--RefillRadar:Demo:Enabled=false", $"--RefillRadar:DataDirectory={data.FullName}"]);
        builder.Logging.ClearProviders();
        builder.AddRefillRadar();
        await using var app = builder.Build();
        app.MapIngest();
        app.MapRadarHealth();
        app.MapPost("/receive", async (HttpContext context) =>
        {
            var buffer = new byte[1 << 16];
            while (await context.Request.Body.ReadAsync(buffer) > 0)
            {
            }
        }).WithMetadata(new Microsoft.AspNetCore.Mvc.DisableRequestSizeLimitAttribute());
        await app.StartAsync();

        using var client = new HttpClient { BaseAddress = new Uri(Address) };
        while (!(await client.GetAsync("/health/ready")).IsSuccessStatusCode)
            await Task.Delay(100);
        var cold = await PostAsync(client, "/ingest/kinesis", [.. traffic.Levels().Chunk(BatchSize).Select(batch => KinesisBatch.Create(traffic.Ids, batch))]);
        log.WriteLine($"cold, every product for the first time: {cold:N0}/s");
        await PostAsync(client, "/ingest/kinesis", Draw(traffic));
        await PostAsync(client, "/receive", Draw(traffic));
        var (value, yardstick, ratio) = await Turns.RunAsync(
            turns,
            () => PostAsync(client, "/ingest/kinesis", Draw(traffic)),
            () => PostAsync(client, "/receive", Draw(traffic)));
        await app.StopAsync();
        data.Delete(recursive: true);
        return new Measurement("Ingest over HTTP, all of it", "records/s", value, "an endpoint that only receives", yardstick, ratio, "≥ 0.4");
    }

    private static byte[][] Draw(StockTraffic traffic) =>
        [.. Enumerable.Range(0, Batches).Select(_ => KinesisBatch.Create(traffic.Ids, [.. Enumerable.Range(0, BatchSize).Select(_ => traffic.Next())]))];

    private static async Task<double> PostAsync(HttpClient client, string path, byte[][] bodies)
    {
        GC.Collect();
        var start = Stopwatch.GetTimestamp();
        var underWay = new Queue<Task>();
        foreach (var body in bodies)
        {
            underWay.Enqueue(PostAsync(client, path, body));
            if (underWay.Count >= InFlight)
                await underWay.Dequeue();
        }

        await Task.WhenAll(underWay);
        return bodies.Length * BatchSize / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task PostAsync(HttpClient client, string path, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await client.PostAsync(path, content);
        response.EnsureSuccessStatusCode();
        if (path != "/receive" && await response.Content.ReadAsStringAsync() is var answer && answer != """{"batchItemFailures":[]}""")
            throw new InvalidOperationException(answer);
    }
}
