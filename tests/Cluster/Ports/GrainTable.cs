using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;

namespace RefillRadar.Tests.Cluster.Ports;

/// <summary>Grain states of the whole cluster, as bytes with an etag each; they outlive every silo.</summary>
internal sealed class GrainTable
{
    public ConcurrentDictionary<(string Grain, string Name), (long ETag, byte[]? State)> States { get; } = [];

    /// <summary>Called with the grain id before a state is written; what it throws, the storage throws.</summary>
    public Action<string>? Writing { get; set; }

    /// <summary>Called with the grain id before a state is read; what it throws, the storage throws.</summary>
    public Action<string>? Reading { get; set; }

    /// <summary>The stored state of a grain, as JSON.</summary>
    public JsonNode? Read(string grain) =>
        States.FirstOrDefault(state => state.Key.Grain == grain).Value.State is { } bytes ? JsonNode.Parse(bytes) : null;

    /// <summary>Writes a state as somebody else would.</summary>
    public void Change(string grain, Action<JsonNode> change)
    {
        var key = States.Keys.Single(key => key.Grain == grain);
        var (etag, bytes) = States[key];
        var node = JsonNode.Parse(bytes!)!;
        change(node);
        States[key] = (etag + 1, System.Text.Encoding.UTF8.GetBytes(node.ToJsonString()));
    }

    public static string? Text(long? etag) => etag?.ToString(CultureInfo.InvariantCulture);
}
