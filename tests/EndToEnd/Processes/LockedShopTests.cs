using Microsoft.Data.Sqlite;
using RefillRadar.Tests.EndToEnd.Running;

namespace RefillRadar.Tests.EndToEnd.Processes;

public sealed class LockedShopTests
{
    [Fact]
    public async Task A_shop_that_is_locked_at_the_start_is_waited_for()
    {
        using var data = new RadarData("product_id,name,stockout_threshold", "1,Milk,20");
        var path = data.File("own.db");
        using var import = new SqliteConnection($"Data Source={path};Pooling=False");
        import.Open();
        Run(import, "CREATE TABLE inventory(product_id INTEGER PRIMARY KEY, quantity_available INTEGER, last_updated TEXT); BEGIN EXCLUSIVE; INSERT INTO inventory VALUES(1, 5, NULL);");
        await using var radar = RadarProcess.Launch(data, [.. RadarProcess.Quick, $"--RefillRadar:Shop:Path={path}"]);
        await Eventually.TrueAsync(
            () => radar.HasExited || radar.Output.Contains("Waiting for the shop database", StringComparison.Ordinal), "a line in the log");
        Assert.False(radar.HasExited, radar.Output);
        Assert.Contains(path, radar.Output, StringComparison.Ordinal);
        Run(import, "COMMIT");
        await radar.ReadyAsync();
        await radar.Api.AlertAsync(1, "firing");
        Assert.DoesNotContain("   at ", radar.Output, StringComparison.Ordinal);
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
