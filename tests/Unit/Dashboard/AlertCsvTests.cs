using System.Text;
using CsvHelper;
using RefillRadar.Dashboard.Csv;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Tests.Unit.Dashboard;

public sealed class AlertCsvTests
{
    [Fact]
    public async Task A_row_keeps_numbers_as_numbers_and_text_as_text()
    {
        using var stream = new MemoryStream();
        await using (var csv = AlertCsv.Writer(stream))
        {
            await AlertCsv.WriteHeaderAsync(csv, default);
            await AlertCsv.WriteRowAsync(csv, Samples.Alert("a1") with { ProductName = "-5% \"off\"\r\nnow, really", Quantity = -7.5m }, default);
        }

        var bytes = stream.ToArray();
        var text = Encoding.UTF8.GetString(bytes);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Contains(",\"'-5% \"\"off\"\"\r\nnow, really\",", text, StringComparison.Ordinal);
        Assert.Contains(",low,firing,-7.5,20,25,2026-01-02T03:04:05Z,", text, StringComparison.Ordinal);
        Assert.EndsWith(",,,,0\r\n", text, StringComparison.Ordinal);
    }
}
