using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace RefillRadar.Tests.EndToEnd.Chaos.Faults;

/// <summary>Another connection holds the write lock of a SQLite database: all the time, or most of it, with short gaps.</summary>
internal sealed class LockedDatabaseFault(string path, bool hasGaps = false) : IFault
{
    private static readonly TimeSpan Held = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(60);

    public async Task StrikeAsync(PlannedFault planned)
    {
        await using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 30 }.ConnectionString);
        await connection.OpenAsync();
        var started = Stopwatch.GetTimestamp();
        do
        {
            await RunAsync(connection, "BEGIN EXCLUSIVE");
            await Task.Delay(hasGaps ? Held : planned.For);
            await RunAsync(connection, "ROLLBACK");
            if (hasGaps)
                await Task.Delay(Gap);
        }
        while (hasGaps && Stopwatch.GetElapsedTime(started) < planned.For);
    }

    private static async Task RunAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
