using System.Globalization;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Configuration;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Thresholds;
using RefillRadar.Ingest.Formats;
using RefillRadar.Ingest.Formats.Envelope;
using RefillRadar.Silo.Adapters.Embedded.Thresholds;
using RefillRadar.Silo.Commands;
using RefillRadar.Silo.Ingest;

namespace RefillRadar.Silo.Tools;

/// <summary>
/// <c>replay changes.jsonl thresholds.csv</c>: prints which alerts a history would have raised. The file holds DMS, Debezium or
/// Maxwell records, one per line, in the order they happened, and may be gzip; the commit times in them are the clock.
/// </summary>
internal static class ReplayTool
{
    public static async Task<int> RunAsync(string changesPath, string thresholdsPath, CommandConsole console)
    {
        var (output, error, progress) = console;
        try
        {
            var (rows, errors) = ThresholdCsv.Parse(await ThresholdFileReader.ReadAsync(thresholdsPath));
            foreach (var line in errors)
                await error.WriteLineAsync(line);
            if (errors.Length > 0)
                return 1;
            var replay = new AlertReplay(new ThresholdTable(thresholdsPath, rows), new AlertsOptions());
            var batch = await ReadAsync(changesPath, replay, progress);
            progress.Clear();
            foreach (var alert in replay.Alerts)
                await output.WriteLineAsync(Line(alert));
            await output.WriteLineAsync($"{replay.Alerts.Count()} alerts; {replay.Untracked} products without a threshold; {batch.Rejected.Count} records could not be read.");
            foreach (var record in batch.Rejected.Take(20))
                await error.WriteLineAsync(record.Reason);
            return 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            progress.Clear();
            await error.WriteLineAsync(exception.Message);
            return RadarCommands.CannotRun;
        }
    }

    private static async Task<IncomingBatch> ReadAsync(string path, AlertReplay replay, ProgressLine progress)
    {
        var batch = new IncomingBatch(new StockKeyCache());
        batch.Start(BatchIngest.LinesFormat, DateTimeOffset.UnixEpoch);
        var records = new CountedRecords(batch, progress);
        new RecordLinesReader(new ColumnMapping()).Read((await ChangesFile.ReadAsync(path, progress)).Span, ref records);
        var clock = DateTimeOffset.UnixEpoch;
        var (done, total) = (0, batch.Parts.Sum(part => part.Count));
        foreach (var change in batch.InOrder())
        {
            progress.Report("Replaying changes:", done++, total);
            if (change.CommittedTicks > clock.UtcTicks)
                clock = new DateTimeOffset(change.CommittedTicks, TimeSpan.Zero);
            replay.Apply(change, clock);
        }

        replay.PassTo(clock);
        return batch;
    }

    private static string Line(Alert alert)
    {
        var key = StockKey.Of(alert.ProductId, alert.Warehouse);
        var end = alert.ResolvedAt is { } resolved ? $"resolved {Time(resolved)}" : $"still {alert.Status.ToString().ToLowerInvariant()}";
        return string.Create(CultureInfo.InvariantCulture,
            $"{Time(alert.OpenedAt)}  {alert.Severity.ToString().ToLowerInvariant(),-3}  {key}  {alert.ProductName}  {alert.Quantity} (threshold {alert.Threshold})  {end}");
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
