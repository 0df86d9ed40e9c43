using System.Net.Http.Headers;
using System.Text.Json;

namespace RefillRadar.Ingest.Lambda;

/// <summary>The Lambda Runtime API. https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html</summary>
/// <param name="http">Without a timeout: the next invocation can be hours away.</param>
/// <param name="host">Host and port, as in <c>AWS_LAMBDA_RUNTIME_API</c>.</param>
public sealed class RuntimeApi(HttpClient http, string host)
{
    private readonly string _root = $"http://{host}/2018-06-01/runtime/";

    /// <summary>Waits for the next invocation.</summary>
    public async Task<Invocation> NextAsync(CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri(_root + "invocation/next"), cancellationToken).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        var deadline = Header(response, "Lambda-Runtime-Deadline-Ms");
        return new Invocation(
            Header(response, "Lambda-Runtime-Aws-Request-Id") ?? throw new InvalidDataException("An invocation came without a request id."),
            long.TryParse(deadline, out var milliseconds) ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null,
            Header(response, "Lambda-Runtime-Trace-Id"),
            await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Ends an invocation with its answer.</summary>
    public Task RespondAsync(string requestId, byte[] answer) => PostAsync($"invocation/{requestId}/response", answer, null);

    /// <summary>Ends an invocation as failed.</summary>
    public Task FailAsync(string requestId, Exception error) =>
        PostAsync($"invocation/{requestId}/error", Describe(error), error.GetType().Name);

    /// <summary>Says that the function cannot start.</summary>
    public Task FailInitAsync(Exception error) => PostAsync("init/error", Describe(error), error.GetType().Name);

    private async Task PostAsync(string path, byte[] body, string? errorType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_root + path)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (errorType is not null)
            request.Headers.Add("Lambda-Runtime-Function-Error-Type", errorType);

        // Not cancelled by SIGTERM: an invocation that has its answer delivers it.
        using var response = await http.SendAsync(request, CancellationToken.None).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
    }

    private static byte[] Describe(Exception error) => JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
    {
        ["errorType"] = error.GetType().Name,
        ["errorMessage"] = error.Message,
        ["stackTrace"] = (error.StackTrace ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
    });

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.First() : null;
}
