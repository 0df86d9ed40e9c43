using System.Runtime.Versioning;
using Microsoft.Data.Sqlite;
using RefillRadar.Tests.EndToEnd.Running;

namespace RefillRadar.Tests.EndToEnd.Processes;

[UnsupportedOSPlatform("windows")]
public sealed class FileModeTests
{
    private const UnixFileMode Others = ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    [Fact]
    public async Task Whatever_the_program_makes_is_its_owners_alone()
    {
        using var data = new RadarData();
        var folder = data.File("new");
        await using (var radar = await RadarProcess.StartAsync(
            data, [$"--RefillRadar:DataDirectory={folder}", "--RefillRadar:Demo:Products=20", "--RefillRadar:Demo:Speed=500", "--RefillRadar:Notifications:GroupWaitSeconds=0"]))
        {
            await Eventually.TrueAsync(() => Directory.Exists(Path.Combine(folder, "outbox")) && Directory.GetFiles(Path.Combine(folder, "outbox"), "*.eml").Length > 0, "an e-mail");
            var made = Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path)).ToArray();
            foreach (var name in new[] { "radar.db", "radar.db-wal", "radar.db-shm", "shop.db", "shop.db-wal", "keys", "outbox", "radar.lock" })
                Assert.Contains(name, made);
            Assert.DoesNotContain(made.Append(".").Except(["thresholds.csv"]), name => IsOpen(Path.Combine(folder, name)));
        }
    }

    [Fact]
    public async Task What_an_earlier_version_left_open_is_closed_and_a_shop_of_the_users_own_is_left_alone()
    {
        using var data = new RadarData("product_id,name,stockout_threshold", "1,Milk,20");
        var shop = data.File("own.db");
        Make(shop, "CREATE TABLE inventory(product_id INTEGER PRIMARY KEY, quantity_available INTEGER, last_updated TEXT)");
        Make(data.File("radar.db"), "PRAGMA user_version = 0");
        foreach (var path in new[] { shop, data.File("radar.db") })
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead);
        Directory.CreateDirectory(data.Outbox, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead);
        var before = File.GetUnixFileMode(shop);
        await using var radar = await RadarProcess.StartAsync(data, [.. RadarProcess.Quick, $"--RefillRadar:Shop:Path={shop}"]);
        Assert.Equal(before, File.GetUnixFileMode(shop));
        Assert.DoesNotContain(new[] { data.File("radar.db"), data.File("radar.db-wal"), data.Outbox }, IsOpen);
    }

    private static bool IsOpen(string path) => (File.GetUnixFileMode(path) & Others) != 0;

    private static void Make(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
