using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using RefillRadar.Tests.EndToEnd.Running;
using Xunit.Abstractions;

namespace RefillRadar.Tests.EndToEnd.Intake;

/// <summary>Much at the same time: nothing is doubled, nothing is refused that could be taken, nobody holds a place without sending.</summary>
[Collection(Alone.Name)]
public sealed class ManyAtOnceTests(ManyAtOnceTests.Fixture fixture, ITestOutputHelper output)
    : RadarTest(fixture, output), IClassFixture<ManyAtOnceTests.Fixture>
{
    private const int Tricklers = 80;

    [Fact]
    public async Task All_products_low_at_once_are_told_without_a_refusal()
    {
        const int products = 20_000, posts = 8;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, posts).Select(post => PostAsync(
            Enumerable.Range(1 + (post * products / posts), products / posts).Select(product => Lines.Plain(product, 5)), products / posts)));
        var answered = Stopwatch.GetElapsedTime(started);
        await Eventually.PassesAsync(async () => Assert.Equal(products, (await Api.GetAsync("/api/stats")).GetProperty("low").GetInt32()));
        var shown = Stopwatch.GetElapsedTime(started);
        Output.WriteLine($"{products} products low at once: answered after {answered.TotalSeconds:0.0} s, shown after {shown.TotalSeconds:0.0} s");
        Assert.True(shown < TimeSpan.FromSeconds(60), $"{shown}");
    }

    [Fact]
    public async Task A_batch_that_takes_long_is_counted_once()
    {
        const int product = 1_000_000, posts = 4, flaps = 1_500;
        var before = (await Api.GetAsync("/api/stats")).GetProperty("recordsTotal").GetInt64();
        await Task.WhenAll(Enumerable.Range(0, posts).Select(_ => PostAsync(
            Enumerable.Range(0, flaps).SelectMany(_ => new[] { Lines.Plain(product, 100), Lines.Plain(product, 5) }), 2 * flaps)));
        await PostAsync([Lines.Plain(product, 100)], 1);
        var after = (await Api.GetAsync("/api/stats")).GetProperty("recordsTotal").GetInt64();
        Assert.Equal((2 * posts * flaps) + 1, after - before);
        Assert.Equal(posts * flaps, (await Api.AlertsOfAsync(product)).Count);
    }

    [Fact]
    public async Task Bodies_that_trickle_in_hold_no_place()
    {
        using var stop = new CancellationTokenSource();
        var sockets = Enumerable.Range(0, Tricklers).Select(_ => new TcpClient()).ToArray();
        try
        {
            await Task.WhenAll(sockets.Select(socket => socket.ConnectAsync(IPAddress.Loopback, Radar.Port)));
            foreach (var socket in sockets)
                await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes("POST /ingest/records HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 5000000\r\n\r\n{"));
            var trickling = Task.WhenAll(sockets.Select(socket => TrickleAsync(socket, stop.Token)));
            for (var post = 0; post < 20; post++)
                await PostAsync([Lines.Plain(1_000_001, 100 + post)], 1);
            await stop.CancelAsync();
            await trickling;
        }
        finally
        {
            foreach (var socket in sockets)
                socket.Dispose();
        }
    }

    // Faster than Kestrel's smallest rate, which ends slower ones by itself.
    private static async Task TrickleAsync(TcpClient socket, CancellationToken cancellationToken)
    {
        var spaces = new byte[1_000];
        Array.Fill(spaces, (byte)' ');
        try
        {
            while (true)
            {
                await socket.GetStream().WriteAsync(spaces, cancellationToken);
                await Task.Delay(500, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task PostAsync(IEnumerable<string> lines, int count)
    {
        using var response = await Api.PostAsync("/ingest/records", string.Join('\n', lines));
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{response.StatusCode}: {text}");
        using var answer = JsonDocument.Parse(text);
        Assert.Equal(count, answer.RootElement.GetProperty("applied").GetInt32());
    }

    public sealed class Fixture() : RadarFixture("product_id,name,stockout_threshold,team", "*,,20,t");
}
