using RefillRadar.Grains.Thresholds;
using RefillRadar.Silo.Adapters.Embedded.Thresholds;
using RefillRadar.Silo.Commands;

namespace RefillRadar.Silo.Tools;

/// <summary><c>check thresholds.csv</c>: validates a threshold file. 0 when it is good, 1 when not, 2 when it cannot be read.</summary>
internal static class CheckTool
{
    public static async Task<int> RunAsync(string path, TextWriter output, TextWriter error)
    {
        byte[] content;
        try
        {
            content = await ThresholdFileReader.ReadAsync(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            await error.WriteLineAsync($"{path} cannot be read: {exception.Message}");
            return RadarCommands.CannotRun;
        }

        var (rows, errors) = ThresholdCsv.Parse(content);
        foreach (var line in errors)
            await error.WriteLineAsync(line);
        if (errors.Length > 0)
            return 1;
        var defaults = rows.Count(row => row.IsDefault);
        var off = rows.Count(row => !row.Enabled);
        await output.WriteLineAsync($"{path} is good: {rows.Length} rows, {defaults} of them defaults, {off} disabled.");
        return 0;
    }
}
