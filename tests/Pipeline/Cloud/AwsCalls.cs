using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RefillRadar.Pipeline.Cloud;

/// <summary>
/// What AWS itself, or its console, would do: make streams, topics and queues, and read them. Not by the product's own clients,
/// so that a mistake in those cannot hide. The emulators want a signature but do not check it.
/// </summary>
internal sealed class AwsCalls : IDisposable
{
    public const string Region = "eu-central-1";
    public const string Key = "local";

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });

    /// <summary>A call of a JSON protocol; <paramref name="target"/> is service and operation as <c>X-Amz-Target</c> names them.</summary>
    public async Task<JsonNode> JsonAsync(Uri address, string target, string version, object body, CancellationToken cancellationToken = default)
    {
        using var request = Request(HttpMethod.Post, address, JsonSerializer.SerializeToUtf8Bytes(body), $"application/x-amz-json-{version}");
        request.Headers.Add("X-Amz-Target", target);
        var answer = await SendAsync(request, target, cancellationToken);
        return answer.Length == 0 ? new JsonObject() : JsonNode.Parse(answer)!;
    }

    /// <summary>A call of the Query protocol; answers the XML.</summary>
    public async Task<string> QueryAsync(Uri address, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        using var form = new FormUrlEncodedContent(parameters);
        using var request = Request(HttpMethod.Post, address, await form.ReadAsByteArrayAsync(), "application/x-www-form-urlencoded");
        return Encoding.UTF8.GetString(await SendAsync(request, "a query", CancellationToken.None));
    }

    /// <summary>Puts a bucket or an object there.</summary>
    public async Task PutAsync(Uri address, string content)
    {
        using var request = Request(HttpMethod.Put, address, Encoding.UTF8.GetBytes(content), "text/csv");
        await SendAsync(request, "PUT", CancellationToken.None);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<byte[]> SendAsync(HttpRequestMessage request, string operation, CancellationToken cancellationToken)
    {
        using var response = await _http.SendAsync(request, cancellationToken);
        var answer = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return response.IsSuccessStatusCode
            ? answer
            : throw new HttpRequestException(
                $"{operation} at {request.RequestUri} answered {(int)response.StatusCode}: {Encoding.UTF8.GetString(answer)}", inner: null, response.StatusCode);
    }

    private static HttpRequestMessage Request(HttpMethod method, Uri address, byte[] body, string type)
    {
        var request = new HttpRequestMessage(method, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        request.Headers.Add("X-Amz-Date", "20260101T000000Z");
        request.Headers.TryAddWithoutValidation(
            "Authorization", $"AWS4-HMAC-SHA256 Credential={Key}/20260101/{Region}/any/aws4_request, SignedHeaders=host, Signature=0");
        return request;
    }
}
