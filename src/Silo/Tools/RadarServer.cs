using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace RefillRadar.Silo.Tools;

/// <summary>A running server, asked by the command line. What it cannot answer is an <see cref="HttpRequestException"/> with the reason.</summary>
internal sealed class RadarServer : IDisposable
{
    private readonly HttpClient _http;

    private RadarServer(HttpClient http) => _http = http;

    /// <summary>The server at an address; null when it is not an address.</summary>
    public static RadarServer? TryAt(string url, TimeSpan patience)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
            return null;
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = !address.IsLoopback };
        return new RadarServer(new HttpClient(handler) { BaseAddress = address, Timeout = patience });
    }

    /// <summary>The JSON at a path; null when there is no such thing.</summary>
    public async Task<JsonElement?> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        return await ReadAsync(response, cancellationToken);
    }

    /// <summary>The JSON that a file posted to a path is answered with; null when there is no such path.</summary>
    public async Task<JsonElement?> PostAsync(string path, byte[] content, string type, CancellationToken cancellationToken)
    {
        using var body = new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        using var response = await _http.PostAsync(new Uri(path, UriKind.Relative), body, cancellationToken);
        return await ReadAsync(response, cancellationToken);
    }

    /// <summary>Whether an exception says that the server gave no answer that can be used.</summary>
    public static bool IsNoAnswer(Exception exception, CancellationToken cancellationToken) =>
        exception is HttpRequestException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException || (exception is TaskCanceledException && !cancellationToken.IsCancellationRequested);

    public void Dispose() => _http.Dispose();

    private static async Task<JsonElement?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken) => response.StatusCode switch
    {
        HttpStatusCode.NotFound => null,
        HttpStatusCode.OK => await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken),
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.Found =>
            throw new HttpRequestException("it asks for sign-in, which only a browser can do"),
        var status => throw new HttpRequestException($"it answered {(int)status}"),
    };
}
