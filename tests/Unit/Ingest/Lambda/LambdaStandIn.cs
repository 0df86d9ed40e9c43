using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Threading.Channels;

namespace RefillRadar.Tests.Unit.Ingest.Lambda;

/// <summary>The Runtime API with one invocation after the other; when there is none left it keeps the caller waiting.</summary>
internal sealed class LambdaStandIn : IDisposable
{
    private readonly ConcurrentQueue<(string Id, string Body, TimeSpan Left)> _invocations = new();
    private readonly Channel<(string Path, string Body, string? ErrorType)> _outcomes =
        Channel.CreateUnbounded<(string, string, string?)>();

    private readonly HttpStandIn _server;

    public LambdaStandIn() => _server = new HttpStandIn(AnswerAsync);

    public string Host => _server.Host;

    /// <summary>Completes when the loop asks for an invocation that is not there.</summary>
    public TaskCompletionSource Idle { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Invoke(string id, string body, TimeSpan left) => _invocations.Enqueue((id, body, left));

    /// <summary>The next thing posted, its path below <c>/2018-06-01/runtime/</c>.</summary>
    public Task<(string Path, string Body, string? ErrorType)> OutcomeAsync() =>
        _outcomes.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));

    public void Dispose() => _server.Dispose();

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var path = context.Request.Url!.AbsolutePath["/2018-06-01/runtime/".Length..];
        if (path != "invocation/next")
        {
            var body = Encoding.UTF8.GetString(await HttpStandIn.BodyAsync(context));
            _outcomes.Writer.TryWrite((path, body, context.Request.Headers["Lambda-Runtime-Function-Error-Type"]));
            await HttpStandIn.AnswerAsync(context, 202, "");
        }
        else if (_invocations.TryDequeue(out var invocation))
        {
            var deadline = DateTimeOffset.UtcNow + invocation.Left;
            context.Response.Headers["Lambda-Runtime-Aws-Request-Id"] = invocation.Id;
            context.Response.Headers["Lambda-Runtime-Deadline-Ms"] = $"{deadline.ToUnixTimeMilliseconds()}";
            context.Response.Headers["Lambda-Runtime-Trace-Id"] = "Root=1-trace";
            await HttpStandIn.AnswerAsync(context, 200, invocation.Body);
        }
        else
        {
            Idle.TrySetResult();
        }
    }
}
