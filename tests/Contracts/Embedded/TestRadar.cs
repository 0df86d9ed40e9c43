using Microsoft.Extensions.Logging.Abstractions;
using RefillRadar.Silo.Adapters.Embedded.Sqlite;

namespace RefillRadar.Tests.Contracts.Embedded;

/// <summary>A radar.db of its own.</summary>
internal sealed class TestRadar : IAsyncDisposable
{
    public TestRadar()
    {
        Path = Folder.File("radar.db");
        Database = new SqliteDatabase(Path, NullLogger<SqliteDatabase>.Instance);
    }

    public TestFolder Folder { get; } = new();

    public string Path { get; }

    public SqliteDatabase Database { get; private set; }

    /// <summary>Closes and opens the file, as a restart does.</summary>
    public async Task RestartAsync()
    {
        await Database.DisposeAsync();
        Database = new SqliteDatabase(Path, NullLogger<SqliteDatabase>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        Folder.Dispose();
    }
}
