using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Microsoft.Data.Sqlite;
using RefillRadar.Tests.EndToEnd.Running;

namespace RefillRadar.Tests.EndToEnd.Processes;

/// <summary>What stops a start is one line on standard error, exit code 2, and no stack trace anywhere.</summary>
public sealed class StartFailureTests : IDisposable
{
    private readonly RadarData _data = new("product_id,name,stockout_threshold", "1,Milk,20");

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task A_busy_port_names_the_address_and_leaves_the_data_alone()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";
        await RefusesAsync([$"--RefillRadar:DataDirectory={_data.Path}", "--urls", address], address, "--urls");
        Assert.False(File.Exists(_data.ShopPath));
    }

    [Fact]
    public async Task A_database_that_is_none_is_named()
    {
        await File.WriteAllBytesAsync(_data.File("radar.db"), [.. Enumerable.Repeat((byte)'x', 8192)]);
        await RefusesAsync(Settings, _data.File("radar.db"), "backup");
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_named()
    {
        using (var connection = new SqliteConnection($"Data Source={_data.File("radar.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 999";
            command.ExecuteNonQuery();
        }

        await RefusesAsync(Settings, _data.File("radar.db"), "999", "newer");
    }

    [Fact]
    public Task A_data_directory_that_is_a_file_is_named() =>
        RefusesAsync([$"--RefillRadar:DataDirectory={_data.Thresholds}", "--urls", FreeAddress()], _data.Thresholds, "RefillRadar:DataDirectory");

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_data_directory_that_cannot_be_written_is_named()
    {
        // root may write anywhere but there.
        var path = Environment.IsPrivilegedProcess ? "/proc/refillradar" : _data.File("sealed");
        if (!Environment.IsPrivilegedProcess)
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await RefusesAsync([$"--RefillRadar:DataDirectory={path}", "--urls", FreeAddress()], path, "RefillRadar:DataDirectory");
    }

    private string[] Settings => [$"--RefillRadar:DataDirectory={_data.Path}", "--urls", FreeAddress()];

    private static string FreeAddress() => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{RadarProcess.FreePort()}");

    private static async Task RefusesAsync(string[] arguments, params string[] parts)
    {
        var (exit, output, errors) = await RadarProcess.ExecuteAsync(arguments);
        Assert.True(exit == 2, $"Exit code {exit}:\n{output}\n{errors}");
        Assert.DoesNotContain('\n', errors);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        foreach (var part in parts)
            Assert.Contains(part, errors, StringComparison.Ordinal);
    }
}
