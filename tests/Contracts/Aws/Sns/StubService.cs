using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace RefillRadar.Tests.Contracts.Aws.Sns;

/// <summary>An AWS service that answers what a test tells it, one answer a request; the last one again and again.</summary>
public sealed class StubService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Queue<Answer> _answers;
    private readonly Lock _lock = new();

    private StubService(WebApplication app, IEnumerable<Answer> answers) => (_app, _answers) = (app, new Queue<Answer>(answers));

    public Uri Address { get; private set; } = null!;

    /// <summary>What was asked, in order.</summary>
    public ConcurrentQueue<Request> Requests { get; } = [];

    /// <summary>Answers wait for it, if it is set.</summary>
    public TaskCompletionSource? Gate { get; set; }

    public static async Task<StubService> StartAsync(params Answer[] answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var stub = new StubService(app, answers);
        app.Run(stub.AnswerAsync);
        await app.StartAsync();
        stub.Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return stub;
    }

    public async ValueTask DisposeAsync()
    {
        Gate?.TrySetResult();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        Requests.Enqueue(new Request(
            context.Request.Method,
            context.Request.Path,
            context.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString()),
            body.ToArray()));
        if (Gate is { } gate)
            await gate.Task;
        var answer = Next();
        if (answer == Answer.Lost)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.Body.StartsWith('<') ? "text/xml" : "application/x-amz-json-1.1";
        context.Response.ContentLength = answer.ContentLength;
        await context.Response.WriteAsync(answer.Body);
        if (answer.ContentLength is null)
            return;
        await context.Response.Body.FlushAsync();
        if (!answer.BreaksOff)
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        context.Abort();
    }

    private Answer Next()
    {
        lock (_lock)
            return _answers.Count > 1 ? _answers.Dequeue() : _answers.Peek();
    }

    /// <summary>One answer. A content length is a claim that the body does not keep: the rest never comes, or the connection breaks.</summary>
    public sealed record Answer(int Status, string Body, long? ContentLength = null, bool BreaksOff = false)
    {
        /// <summary>The request is taken, and the connection breaks before any answer.</summary>
        public static readonly Answer Lost = new(0, "");

        /// <summary>An error as the Query protocol writes it.</summary>
        public static Answer Error(int status, string code, string message = "as told") => new(
            status, $"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error><RequestId>r</RequestId></ErrorResponse>");
    }

    /// <summary>One request as it came.</summary>
    public sealed record Request(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
    {
        public string Text => System.Text.Encoding.UTF8.GetString(Body);

        /// <summary>The fields of a form.</summary>
        public IReadOnlyDictionary<string, string> Form => Text.Split('&')
            .Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => Uri.UnescapeDataString(pair[0]), pair => Uri.UnescapeDataString(pair[1].Replace('+', ' ')));
    }
}
