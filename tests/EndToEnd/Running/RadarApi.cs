using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace RefillRadar.Tests.EndToEnd.Running;

/// <summary>The HTTP contract from outside.</summary>
internal sealed class RadarApi(Uri address) : IDisposable
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);
    private readonly HttpClient _http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };

    public HttpClient Http => _http;

    /// <summary>The status of an address; null when nobody answers.</summary>
    public async Task<HttpStatusCode?> StatusAsync(string path)
    {
        try
        {
            using var response = await _http.GetAsync(path);
            return response.StatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    public async Task<JsonElement> GetAsync(string path) => await _http.GetFromJsonAsync<JsonElement>(path);

    /// <summary>What was put into quarantine and why, for the output of a test that fails; says so when nobody answers.</summary>
    public async Task<string> QuarantineAsync()
    {
        try
        {
            return await TextAsync("/api/quarantine?limit=20");
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return $"The quarantine cannot be read: {exception.Message}";
        }
    }

    /// <summary>What <c>/metrics</c> says; null when nobody answers.</summary>
    public async Task<string?> MetricsAsync()
    {
        try
        {
            return await TextAsync("/metrics");
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    public Task<string> TextAsync(string path) => _http.GetStringAsync(path);

    /// <summary>Every alert of every status, following the cursors, newest first.</summary>
    public Task<List<AlertItem>> AlertsAsync() =>
        AlertsAsync("status=pending&status=firing&status=acknowledged&status=snoozed&status=resolved&limit=1000");

    /// <summary>Every alert of a query, following the cursors.</summary>
    public async Task<List<AlertItem>> AlertsAsync(string query)
    {
        List<AlertItem> alerts = [];
        string? cursor = null;
        do
        {
            var page = await GetAsync($"/api/alerts?{query}{(cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor))}");
            alerts.AddRange(page.GetProperty("items").Deserialize<AlertItem[]>(Web)!);
            cursor = page.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);
        return alerts;
    }

    /// <summary>All alerts of one product.</summary>
    public Task<List<AlertItem>> AlertsOfAsync(int product) =>
        AlertsAsync($"status=pending,firing,acknowledged,snoozed,resolved&product={product}");

    /// <summary>Waits for an alert of a product in a status.</summary>
    public Task<AlertItem> AlertAsync(int product, string status) => Eventually.FindAsync(
        async () => (await AlertsOfAsync(product)).FirstOrDefault(alert => alert.Status == status),
        $"a {status} alert of product {product}");

    /// <summary>The levels of all products by their keys.</summary>
    public async Task<IReadOnlyDictionary<string, decimal?>> LevelsAsync()
    {
        Dictionary<string, decimal?> levels = [];
        string? cursor = null;
        do
        {
            var page = await GetAsync($"/api/products?limit=1000{(cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor))}");
            foreach (var product in page.GetProperty("items").EnumerateArray())
                levels[product.GetProperty("key").GetString()!] = product.GetProperty("quantity") is { ValueKind: JsonValueKind.Number } quantity ? quantity.GetDecimal() : null;
            cursor = page.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);
        return levels;
    }

    /// <summary>The level of a product; null while none is known.</summary>
    public async Task<decimal?> QuantityAsync(string key)
    {
        using var response = await _http.GetAsync($"/api/products/{Uri.EscapeDataString(key)}");
        if (response.StatusCode == HttpStatusCode.NotFound)
            return null;
        var product = await response.Content.ReadFromJsonAsync<JsonElement>();
        return product.GetProperty("quantity") is { ValueKind: JsonValueKind.Number } quantity ? quantity.GetDecimal() : null;
    }

    /// <summary>Waits until a product's level is this.</summary>
    public Task LevelAsync(int product, decimal quantity) => Eventually.TrueAsync(
        async () => await QuantityAsync(product.ToString(System.Globalization.CultureInfo.InvariantCulture)) == quantity,
        $"product {product} to be at {quantity}");

    public async Task<(HttpStatusCode Status, JsonElement Body)> ActAsync(string id, string action, object? body = null)
    {
        using var response = await _http.PostAsJsonAsync($"/api/alerts/{id}/{action}", body ?? new { by = "Ana" });
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    /// <summary>Posts an event as the Lambda forwards it; answers the failed sequence numbers.</summary>
    public async Task<string[]> PostEventAsync(string body)
    {
        using var response = await PostAsync("/ingest/kinesis", body);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{response.StatusCode}: {text}");
        using var answer = JsonDocument.Parse(text);
        Assert.Equal("batchItemFailures", Assert.Single(answer.RootElement.EnumerateObject()).Name);
        return [.. answer.RootElement.GetProperty("batchItemFailures").EnumerateArray().Select(item => item.GetProperty("itemIdentifier").GetString()!)];
    }

    public Task<HttpResponseMessage> PostAsync(string path, string body, string type = "application/json", Action<HttpRequestHeaders>? headers = null) =>
        PostAsync(path, Encoding.UTF8.GetBytes(body), type, headers);

    public async Task<HttpResponseMessage> PostAsync(
        string path, byte[] body, string type, Action<HttpRequestHeaders>? headers = null, string? encoding = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (encoding is not null)
            request.Content.Headers.ContentEncoding.Add(encoding);
        headers?.Invoke(request.Headers);
        return await _http.SendAsync(request);
    }

    public void Dispose() => _http.Dispose();
}
