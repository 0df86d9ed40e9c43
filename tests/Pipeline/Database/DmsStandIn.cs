using System.Text.Json;
using RefillRadar.Pipeline.Processes;
using RefillRadar.Pipeline.Streams;

namespace RefillRadar.Pipeline.Database;

/// <summary>A DMS task from MariaDB to a stream: full load of both tables, then every committed change.</summary>
internal sealed class DmsStandIn : IAsyncDisposable
{
    private readonly ChildProcess _process;

    private DmsStandIn(ChildProcess process, int loaded) => (_process, Loaded) = (process, loaded);

    /// <summary>How many rows the full load wrote.</summary>
    public int Loaded { get; }

    /// <summary>Returns when the full load is in the stream and changes are followed.</summary>
    public static async Task<DmsStandIn> StartAsync(MariaDbServer database, KinesisStream stream)
    {
        var task = JsonSerializer.Serialize(new
        {
            database = new { host = "127.0.0.1", port = database.Port, user = MariaDbServer.CaptureUser, password = MariaDbServer.CaptureUser },
            schema = MariaDbServer.Schema,
            tables = new[] { "products", "inventory" },
            kinesis = stream.Address.ToString(),
            stream = stream.Name,
        });
        var process = NodeProgram.Start("dms.mjs", [], new Dictionary<string, string> { ["DMS_TASK"] = task });
        return new DmsStandIn(process, await NodeProgram.NumberAsync(process));
    }

    /// <summary>Why it no longer follows the database; null while it does.</summary>
    public string? Ended => _process.HasExited ? _process.Output : null;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
