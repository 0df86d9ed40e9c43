using System.Text.Json;
using RefillRadar.Grains.Thresholds;
using RefillRadar.Silo.Adapters.Embedded.Thresholds;
using RefillRadar.Silo.Commands;

namespace RefillRadar.Silo.Tools;

/// <summary>
/// <c>check thresholds.csv</c>: validates a threshold file, and compares its rows with the products of a server where one is named. 0 when it is
/// good, 1 when not, 2 when the file cannot be read or the server does not answer.
/// </summary>
internal static class CheckTool
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <param name="path">The file.</param>
    /// <param name="url">Address of the server; null for none.</param>
    /// <param name="console">Where to write.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<int> RunAsync(string path, string? url, CommandConsole console, CancellationToken cancellationToken)
    {
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
        if (errors.Length > 0)
            return await RefuseAsync(errors, console);
        var defaults = rows.Count(row => row.IsDefault);
        var off = rows.Count(row => !row.Enabled);
        var verdict = $"{path} is good: {rows.Length} rows, {defaults} of them defaults, {off} disabled.";
        if (url is not null)
            return await CompareAsync(content, verdict, url, console, cancellationToken);
        await console.Output.WriteLineAsync(verdict);
        return 0;
    }

    private static async Task<int> CompareAsync(byte[] content, string verdict, string url, CommandConsole console, CancellationToken cancellationToken)
    {
        using var server = RadarServer.TryAt(url, Patience);
        if (server is null)
        {
            await console.Error.WriteLineAsync($"--url must be an http or https address (got {url}).");
            return RadarCommands.CannotRun;
        }

        try
        {
            if (await server.PostAsync("/api/thresholds/check", content, "text/csv", cancellationToken) is not { } answer)
                throw new HttpRequestException("there is another program, or an older version");
            // The server may know that ids which differ only by case are the same.
            string[] errors = [.. answer.GetProperty("errors").EnumerateArray().Select(text => text.GetString() ?? "")];
            if (errors.Length > 0)
                return await RefuseAsync(errors, console);
            foreach (var line in MatchLines(answer.GetProperty("match"), url).Prepend(verdict))
                await console.Output.WriteLineAsync(line);
            return 0;
        }
        catch (Exception exception) when (RadarServer.IsNoAnswer(exception, cancellationToken))
        {
            await console.Error.WriteLineAsync($"{url} gave no answer: {exception.Message.TrimEnd('.')}. Without --url the file alone is checked.");
            return RadarCommands.CannotRun;
        }
    }

    private static async Task<int> RefuseAsync(IEnumerable<string> errors, CommandConsole console)
    {
        foreach (var error in errors)
            await console.Error.WriteLineAsync(error);
        return 1;
    }

    private static IEnumerable<string> MatchLines(JsonElement match, string url)
    {
        var (unseen, similar) = (match.GetProperty("unseen").GetInt32(), match.GetProperty("similar").GetInt32());
        yield return $"Compared with the {match.GetProperty("products").GetInt32()} products of {url}:";
        yield return $"  {unseen} rows name a product without a level.";
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
}
