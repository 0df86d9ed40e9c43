using System.Text.Json;
using RefillRadar.Grains.Thresholds;
using RefillRadar.Silo.Adapters.Embedded.Thresholds;
using RefillRadar.Silo.Commands;

namespace RefillRadar.Silo.Tools;

/// <summary>
/// <c>check thresholds.csv</c>: validates a threshold file, and compares its rows with the products of a running server. 0 when it is good, 1 when
/// not, 2 when it cannot be read.
/// </summary>
internal static class CheckTool
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(string path, string url, CommandConsole console, CancellationToken cancellationToken)
    {
        using var server = RadarServer.TryAt(url, Patience);
        if (server is null)
        {
            await console.Error.WriteLineAsync($"--url must be an http or https address (got {url}).");
            return RadarCommands.CannotRun;
        }

        byte[] content;
        try
        {
            content = await ThresholdFileReader.ReadAsync(path, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            await console.Error.WriteLineAsync($"{path} cannot be read: {exception.Message}");
            return RadarCommands.CannotRun;
        }

        var (rows, errors) = ThresholdCsv.Parse(content);
        var (answer, silence) = errors.IsEmpty ? await AskAsync(server, content, cancellationToken) : (null, null);
        // The server may know that ids which differ only by case are the same.
        IReadOnlyList<string> all = answer is { } checkedThere ? [.. errors, .. Texts(checkedThere, "errors")] : errors;
        foreach (var line in all)
            await console.Error.WriteLineAsync(line);
        if (all.Count > 0)
            return 1;
        var defaults = rows.Count(row => row.IsDefault);
        var off = rows.Count(row => !row.Enabled);
        await console.Output.WriteLineAsync($"{path} is good: {rows.Length} rows, {defaults} of them defaults, {off} disabled.");
        foreach (var line in answer is { } given ? MatchLines(given.GetProperty("match"), url) : [$"Not compared with products: {url} gave no answer ({silence})."])
            await console.Output.WriteLineAsync(line);
        return 0;
    }

    private static async Task<(JsonElement? Answer, string? Silence)> AskAsync(RadarServer server, byte[] content, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await server.PostAsync("/api/thresholds/check", content, "text/csv", cancellationToken);
            return (answer, answer is null ? "it is another program, or an older version" : null);
        }
        catch (Exception exception) when (RadarServer.IsNoAnswer(exception, cancellationToken))
        {
            return (null, exception.Message.TrimEnd('.'));
        }
    }

    private static IEnumerable<string> MatchLines(JsonElement match, string url)
    {
        var (unseen, similar) = (match.GetProperty("unseen").GetInt32(), match.GetProperty("similar").GetInt32());
        yield return $"Compared with the {match.GetProperty("products").GetInt32()} products of {url}:";
        yield return $"  {unseen} rows name a product that no record has named yet.";
        foreach (var row in match.GetProperty("unseenRows").EnumerateArray())
            yield return $"    line {row.GetProperty("line").GetInt32()}: {row.Plain("key")}";
        if (unseen > match.GetProperty("unseenRows").GetArrayLength())
            yield return "    …";
        yield return $"  {similar} products differ from a row only by case or blanks.";
        foreach (var key in match.GetProperty("similarKeys").EnumerateArray())
            yield return $"    {key.Plain("key")} is {key.GetProperty("row").Plain("key")} in line {key.GetProperty("row").GetProperty("line").GetInt32()}";
        if (similar > match.GetProperty("similarKeys").GetArrayLength())
            yield return "    …";
    }

    private static IEnumerable<string> Texts(JsonElement answer, string name) => answer.GetProperty(name).EnumerateArray().Select(text => text.GetString() ?? "");
}
