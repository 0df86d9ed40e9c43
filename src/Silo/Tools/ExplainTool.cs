using System.Text.Json;
using RefillRadar.Silo.Commands;

namespace RefillRadar.Silo.Tools;

/// <summary>
/// <c>explain KEY</c>: asks a running server why a product is in its state. 0 when it says so, 1 when there is no such product, 2 when the
/// server does not answer.
/// </summary>
internal static class ExplainTool
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(string key, string url, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        using var server = RadarServer.TryAt(url, Patience);
        if (server is null)
        {
            await error.WriteLineAsync($"--url must be an http or https address (got {url}).");
            return RadarCommands.CannotRun;
        }

        try
        {
            if (await server.GetAsync($"/api/products/{Uri.EscapeDataString(key)}", cancellationToken) is not { } product)
            {
                await error.WriteLineAsync($"{url} knows no product {key}. Its pages find keys; with warehouses a key is product@warehouse.");
                return 1;
            }

            foreach (var line in ProductExplanation.Lines(product, await EpisodeAsync(server, product, cancellationToken)))
                await output.WriteLineAsync(line);
            return 0;
        }
        catch (Exception exception) when (RadarServer.IsNoAnswer(exception, cancellationToken))
        {
            await error.WriteLineAsync($"{url} gave no answer: {exception.Message.TrimEnd('.')}. Check that the server runs there, or name another address with --url.");
            return RadarCommands.CannotRun;
        }
    }

    // The open episode, or the last one.
    private static async Task<JsonElement?> EpisodeAsync(RadarServer server, JsonElement product, CancellationToken cancellationToken)
    {
        var id = product.Text("alertId") ?? await LastAsync(server, product, cancellationToken);
        return id is null ? null : await server.GetAsync($"/api/alerts/{Uri.EscapeDataString(id)}", cancellationToken);
    }

    private static async Task<string?> LastAsync(RadarServer server, JsonElement product, CancellationToken cancellationToken)
    {
        var query = $"/api/alerts?limit=1&product={Uri.EscapeDataString(product.Text("productId") ?? "")}";
        if (product.Text("warehouse") is { } warehouse)
            query += $"&warehouse={Uri.EscapeDataString(warehouse)}";
        var alerts = await server.GetAsync(query, cancellationToken);
        return alerts is { } page && page.GetProperty("items") is var items && items.GetArrayLength() > 0 ? items[0].Text("id") : null;
    }
}
