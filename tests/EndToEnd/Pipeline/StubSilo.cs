using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RefillRadar.Tests.EndToEnd.Pipeline;

/// <summary>Takes events at the ingest address and answers what the test says.</summary>
internal sealed class StubSilo : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Func<byte[], (int Status, string Body)> _answer;

    private StubSilo(Func<byte[], (int Status, string Body)> answer)
    {
        _answer = answer;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/ingest/kinesis", (Delegate)TakeAsync);
    }

    public Uri Address => new(_app.Urls.Single());

    public ConcurrentQueue<byte[]> Events { get; } = new();

    public static async Task<StubSilo> StartAsync(Func<byte[], (int Status, string Body)> answer)
    {
        var silo = new StubSilo(answer);
        await silo._app.StartAsync();
        return silo;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        Events.Enqueue(body.ToArray());
        var (status, text) = _answer(body.ToArray());
        return Results.Text(text, "application/json", Encoding.UTF8, status);
    }
}
