using System.Globalization;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RefillRadar.Pipeline.Processes;

namespace RefillRadar.Pipeline.Lambda;

/// <summary>
/// One execution environment of a function: the real executable, and the Runtime API that it asks for work. Takes one
/// invocation at a time. https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
/// </summary>
internal sealed class LambdaEnvironment : IAsyncDisposable
{
    private readonly WebApplication _api;
    private readonly Channel<Invocation> _waiting = Channel.CreateUnbounded<Invocation>();
    private readonly TimeSpan _timeout;
    private ChildProcess? _process;
    private Invocation? _running;

    private LambdaEnvironment(TimeSpan timeout)
    {
        _timeout = timeout;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _api = builder.Build();
        var runtime = _api.MapGroup("/2018-06-01/runtime");
        runtime.MapGet("/invocation/next", (Delegate)NextAsync);
        runtime.MapPost("/invocation/{id}/response", async (string id, HttpRequest request) => End(id, FunctionAnswer.Of(await BodyAsync(request))));
        runtime.MapPost("/invocation/{id}/error", async (string id, HttpRequest request) => End(id, FunctionAnswer.Failed(Text(await BodyAsync(request)))));
        runtime.MapPost("/init/error", async (HttpRequest request) => InitError = Text(await BodyAsync(request)));
    }

    /// <summary>Whether it can take another invocation.</summary>
    public bool IsAlive => _process is { HasExited: false };

    private string? InitError { get; set; }

    public static async Task<LambdaEnvironment> StartAsync(string[] program, IReadOnlyDictionary<string, string> settings, TimeSpan timeout)
    {
        var environment = new LambdaEnvironment(timeout);
        await environment._api.StartAsync();
        var host = new Uri(environment._api.Urls.Single()).Authority;
        environment._process = ChildProcess.Start("Lambda", program, new Dictionary<string, string>(settings) { ["AWS_LAMBDA_RUNTIME_API"] = host });
        return environment;
    }

    /// <summary>Has the function handle an event. One that takes too long is killed, as Lambda does; so is one that died.</summary>
    public async Task<FunctionAnswer> InvokeAsync(byte[] payload, CancellationToken cancellationToken)
    {
        var invocation = new Invocation(Guid.NewGuid().ToString(), payload, DateTimeOffset.UtcNow + _timeout);
        _running = invocation;
        _waiting.Writer.TryWrite(invocation);
        var ended = await Task.WhenAny(invocation.Answer.Task, _process!.Exited, Task.Delay(_timeout, cancellationToken));
        if (ended == invocation.Answer.Task)
            return await invocation.Answer.Task;
        cancellationToken.ThrowIfCancellationRequested();
        if (_process.HasExited)
            return FunctionAnswer.Failed(InitError ?? $"The runtime exited: {_process.Output}");
        await _process.KillAsync();
        return FunctionAnswer.Failed($"The task timed out after {_timeout.TotalSeconds:0.00} seconds.");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
        await _api.DisposeAsync();
    }

    private async Task<IResult> NextAsync(HttpContext context)
    {
        var invocation = await _waiting.Reader.ReadAsync(context.RequestAborted);
        context.Response.Headers["Lambda-Runtime-Aws-Request-Id"] = invocation.Id;
        context.Response.Headers["Lambda-Runtime-Deadline-Ms"] = invocation.Deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["Lambda-Runtime-Trace-Id"] = $"Root=1-{invocation.Deadline.ToUnixTimeSeconds():x8}-{invocation.Id.Replace("-", "", StringComparison.Ordinal)[..24]}";
        return Results.Bytes(invocation.Payload, "application/json");
    }

    private IResult End(string id, FunctionAnswer answer)
    {
        if (_running is not { } invocation || invocation.Id != id)
            return Results.BadRequest();
        invocation.Answer.TrySetResult(answer);
        return Results.Accepted();
    }

    private static async Task<byte[]> BodyAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        return body.ToArray();
    }

    private static string Text(byte[] body) => System.Text.Encoding.UTF8.GetString(body);

    private sealed record Invocation(string Id, byte[] Payload, DateTimeOffset Deadline)
    {
        public TaskCompletionSource<FunctionAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
