using System.Globalization;
using CsvHelper;
using Microsoft.AspNetCore.Http;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Board;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Dashboard.Csv;

/// <summary>Streams every page of a query as CSV: the rows of it that the filter lets through.</summary>
internal sealed class AlertCsvResult(IRadar radar, AlertQuery query, AlertCsvFilter filter, AlertPage first, DateTimeOffset now) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = string.Create(
            CultureInfo.InvariantCulture, $"attachment; filename=\"alerts-{now.UtcDateTime:yyyyMMdd-HHmmss}Z.csv\"");
        response.Headers.CacheControl = "no-store";

        var aborted = httpContext.RequestAborted;
        await using var csv = AlertCsv.Writer(response.Body);
        await AlertCsv.WriteHeaderAsync(csv, aborted);
        var rows = 0;
        for (var page = first; page is not null; page = await NextAsync(page, rows, aborted))
        {
            foreach (var row in page.Items.Where(row => filter.Matches(row.Alert)).Take(AlertCsv.MaxRows - rows))
            {
                await AlertCsv.WriteRowAsync(csv, row.Alert, aborted);
                rows++;
            }
        }

        await csv.FlushAsync(aborted);
    }

    private async Task<AlertPage?> NextAsync(AlertPage page, int rows, CancellationToken cancellationToken)
    {
        return page.NextCursor is null || rows >= AlertCsv.MaxRows
            ? null
            : await radar.ListAlertsAsync(query with { Cursor = page.NextCursor }, cancellationToken);
    }
}
