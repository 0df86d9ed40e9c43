using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace RefillRadar.Tests.EndToEnd.Chaos.Senders;

/// <summary>Posts bodies to one address until each is accepted.</summary>
/// <param name="address">The program, or what stands before it.</param>
/// <param name="key">The ingest key; null when none is configured.</param>
internal sealed class Endpoint(Uri address, string? key) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
    private int _resent;

    /// <summary>How often a body was sent again.</summary>
    public int Resent => Volatile.Read(ref _resent);

    /// <summary>Returns once the body was accepted whole.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="body">What.</param>
    /// <param name="position">Value of <c>X-Position</c>; null for none.</param>
    /// <param name="patience">How long one answer is waited for.</param>
    public async Task PostAsync(string path, string body, string? position, TimeSpan patience)
    {
        while (!await TryPostAsync(path, body, position, patience))
        {
            Interlocked.Increment(ref _resent);
            await Task.Delay(Pause);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<bool> TryPostAsync(string path, string body, string? position, TimeSpan patience)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (position is not null)
            request.Headers.Add("X-Position", position);
        using var limit = new CancellationTokenSource(patience);
        try
        {
            using var response = await _http.SendAsync(request, limit.Token);
            var answer = await response.Content.ReadAsStringAsync(limit.Token);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => IsWhole(answer),
                HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => false,
                _ => throw new InvalidOperationException($"{path} answered {(int)response.StatusCode}, which no sender can mend: {answer}"),
            };
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || limit.IsCancellationRequested)
        {
            // Nobody knows whether it was accepted.
            return false;
        }
    }

    private static bool IsWhole(string answer)
    {
        using var document = JsonDocument.Parse(answer);
        var root = document.RootElement;
        if (root.TryGetProperty("quarantined", out var quarantined) && quarantined.GetInt32() > 0)
            throw new InvalidOperationException($"Records were quarantined: {answer}");
        return !root.TryGetProperty("batchItemFailures", out var failures) || failures.GetArrayLength() == 0;
    }
}
