using System.Buffers;
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
    private const int WarmUps = 6;

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
        app.UseRateLimiter();
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
        var bodies = Enumerable.Range(0, Batches).Select(_ => new ArrayBufferWriter<byte>(2 << 20)).ToArray();
        log.WriteLine("Every product for the first time, then warm:");
        await TimeAsync(log, client, "/ingest/kinesis", Write(bodies, traffic, traffic.Levels()));
        // The compiler works for seconds under full load before the hot code is what it will be.
        for (var round = 0; round < WarmUps; round++)
        {
            await TimeAsync(log, client, "/ingest/kinesis", Draw(bodies, traffic));
            await TimeAsync(log, client, "/receive", Draw(bodies, traffic));
        }

        var (value, yardstick, ratio) = await Turns.RunAsync(
            turns,
            () => TimeAsync(log, client, "/ingest/kinesis", Draw(bodies, traffic)),
            () => TimeAsync(log, client, "/receive", Draw(bodies, traffic)));
        await app.StopAsync();
        data.Delete(recursive: true);
        return new Measurement("Ingest over HTTP, all of it", "records/s", value, "an endpoint that only receives", yardstick, ratio, "≥ 0.4");
    }

    private static ArraySegment<ArrayBufferWriter<byte>> Draw(ArrayBufferWriter<byte>[] bodies, StockTraffic traffic) =>
        Write(bodies, traffic, Enumerable.Range(0, Batches * BatchSize).Select(_ => traffic.Next()));

    private static ArraySegment<ArrayBufferWriter<byte>> Write(
        ArrayBufferWriter<byte>[] bodies, StockTraffic traffic, IEnumerable<(int Product, int Quantity, long Sequence)> changes)
    {
        var written = 0;
        foreach (var batch in changes.Chunk(BatchSize))
            KinesisBatch.Write(bodies[written++], traffic.Ids, batch);
        return bodies[..written];
    }

    // Records a second. CPU time is logged beside it: it hardly depends on who else uses the machine.
    private static async Task<double> TimeAsync(TextWriter log, HttpClient client, string path, ArraySegment<ArrayBufferWriter<byte>> bodies)
    {
        GC.Collect();
        var used = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        var underWay = new Queue<Task>();
        foreach (var body in bodies)
        {
            underWay.Enqueue(PostAsync(client, path, body.WrittenMemory));
            if (underWay.Count >= InFlight)
                await underWay.Dequeue();
        }

        await Task.WhenAll(underWay);
        var records = bodies.Count * BatchSize;
        var rate = records / Stopwatch.GetElapsedTime(start).TotalSeconds;
        log.WriteLine($"{path}: {rate:N0} records/s, {(Environment.CpuUsage.TotalTime - used).TotalMicroseconds / records:0.00} µs of CPU a record");
        return rate;
    }

    private static async Task PostAsync(HttpClient client, string path, ReadOnlyMemory<byte> body)
    {
        using var content = new ReadOnlyMemoryContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await client.PostAsync(path, content);
        response.EnsureSuccessStatusCode();
        if (path != "/receive" && await response.Content.ReadAsStringAsync() is var answer && answer != """{"batchItemFailures":[]}""")
            throw new InvalidOperationException(answer);
    }
}
