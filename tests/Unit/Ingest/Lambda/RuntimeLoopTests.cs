using System.Net;
using System.Text;
using RefillRadar.Ingest.Lambda;

namespace RefillRadar.Tests.Unit.Ingest.Lambda;

public sealed class RuntimeLoopTests : IDisposable
{
    private const string Event = """{"Records":[]}""";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly LambdaStandIn _lambda = new();
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly CancellationTokenSource _stop = new();

    public void Dispose()
    {
        _stop.Cancel();
        _lambda.Dispose();
        _http.Dispose();
        _stop.Dispose();
    }

    [Theory]
    [InlineData("""{"batchItemFailures":[]}""")]
    [InlineData(""" {"batchItemFailures":[{"itemIdentifier":"49590338271490256608559692538361571095921575989136588898"}]} """)]
    public async Task The_silos_answer_is_relayed_unchanged(string answer)
    {
        _lambda.Invoke("one", Event, Minute);
        using var silo = Silo(200, answer);
        var run = RunAsync(silo.Host);
        Assert.Equal(("invocation/one/response", answer, null), await _lambda.OutcomeAsync());
        await StopAsync(run);
    }

    [Fact]
    public async Task The_batch_goes_to_the_silo_as_it_came_with_the_key_and_the_trace()
    {
        var seen = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var silo = new HttpStandIn(async context =>
        {
            var request = context.Request;
            var body = Encoding.UTF8.GetString(await HttpStandIn.BodyAsync(context));
            seen.SetResult($"{request.HttpMethod} {request.Url!.AbsolutePath} {request.Headers["Authorization"]} {request.ContentType} {request.Headers["X-Amzn-Trace-Id"]} {body}");
            await HttpStandIn.AnswerAsync(context, 200, """{"batchItemFailures":[]}""");
        });
        _lambda.Invoke("one", "  " + Event + "\n", Minute);
        var run = RunAsync(silo.Host);
        await _lambda.OutcomeAsync();
        Assert.Equal($"POST /ingest/kinesis Bearer secret application/json Root=1-trace   {Event}\n", await seen.Task);
        await StopAsync(run);
    }

    [Theory]
    [InlineData(500, """{"batchItemFailures":[]}""")]
    [InlineData(503, "")]
    [InlineData(401, "{}")]
    [InlineData(202, """{"batchItemFailures":[]}""")]
    [InlineData(204, "")]
    [InlineData(200, "")]
    [InlineData(200, "null")]
    [InlineData(200, "{}")]
    [InlineData(200, "[]")]
    [InlineData(200, """{"batchItemFailures":null}""")]
    [InlineData(200, "<html>")]
    public async Task Any_other_answer_fails_the_invocation(int status, string answer)
    {
        _lambda.Invoke("one", Event, Minute);
        using var silo = Silo(status, answer);
        var run = RunAsync(silo.Host);
        await AssertFailedAsync("one", $"answered {status}");
        await StopAsync(run);
    }

    [Fact]
    public async Task A_silo_that_does_not_answer_in_time_fails_the_invocation_and_the_loop_goes_on()
    {
        _lambda.Invoke("slow", Event, TimeSpan.FromMilliseconds(700));
        _lambda.Invoke("late", Event, TimeSpan.Zero);
        using var silo = new HttpStandIn(_ => Task.CompletedTask);
        var run = RunAsync(silo.Host);
        await AssertFailedAsync("slow", "did not respond within");
        await AssertFailedAsync("late", "did not respond within");
        await StopAsync(run);
    }

    [Fact]
    public async Task A_silo_that_is_not_there_fails_the_invocation()
    {
        string host;
        using (var gone = new HttpStandIn(_ => Task.CompletedTask))
            host = gone.Host;
        _lambda.Invoke("one", Event, Minute);
        var run = RunAsync(host);
        await AssertFailedAsync("one", "could not be reached");
        await StopAsync(run);
    }

    [Fact]
    public async Task A_stop_while_a_batch_is_under_way_fails_it_rather_than_dropping_it()
    {
        using var silo = new HttpStandIn(_ => _stop.CancelAsync());
        _lambda.Invoke("one", Event, Minute);
        var run = RunAsync(silo.Host);
        Assert.Equal("invocation/one/error", (await _lambda.OutcomeAsync()).Path);
        await run.WaitAsync(Minute);
    }

    [Fact]
    public async Task A_runtime_that_fails_ends_the_loop()
    {
        using var runtime = new HttpStandIn(context => HttpStandIn.AnswerAsync(context, 500, ""));
        var loop = new RuntimeLoop(
            new RuntimeApi(_http, runtime.Host), new Forwarder(_http, new Uri("http://127.0.0.1:9/"), "secret"), TimeProvider.System);
        await Assert.ThrowsAsync<HttpRequestException>(() => loop.RunAsync(_stop.Token));
    }

    [Fact]
    public async Task A_function_that_cannot_start_says_why()
    {
        await new RuntimeApi(_http, _lambda.Host).FailInitAsync(new InvalidOperationException("no key"));
        var (path, body, errorType) = await _lambda.OutcomeAsync();
        Assert.Equal(("init/error", "InvalidOperationException"), (path, errorType));
        Assert.Equal("""{"errorType":"InvalidOperationException","errorMessage":"no key","stackTrace":[]}""", body);
    }

    private static HttpStandIn Silo(int status, string answer) => new(context => HttpStandIn.AnswerAsync(context, status, answer));

    private Task RunAsync(string silo) => new RuntimeLoop(
        new RuntimeApi(_http, _lambda.Host), new Forwarder(_http, new Uri($"http://{silo}/ingest/kinesis"), "secret"), TimeProvider.System)
        .RunAsync(_stop.Token);

    private async Task AssertFailedAsync(string id, string reason)
    {
        var (path, body, errorType) = await _lambda.OutcomeAsync();
        Assert.Equal(($"invocation/{id}/error", nameof(ForwardingException)), (path, errorType));
        Assert.Contains(reason, body, StringComparison.Ordinal);
    }

    private async Task StopAsync(Task run)
    {
        await _lambda.Idle.Task.WaitAsync(Minute);
        await _stop.CancelAsync();
        await run.WaitAsync(Minute);
    }
}
