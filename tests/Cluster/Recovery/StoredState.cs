using Orleans.Runtime;
using Orleans.Storage;

namespace RefillRadar.Tests.Cluster.Recovery;

/// <summary>Grain state of one grain on the disk, with an etag as every storage has it.</summary>
internal sealed class StoredState<T>(Disk disk, Dictionary<string, (T State, int Etag)> table, string id) : IPersistentState<T>
    where T : new()
{
    private int _etag = table.GetValueOrDefault(id).Etag;

    public T State { get; set; } = table.TryGetValue(id, out var stored) ? stored.State : new T();

    public string Etag => $"{_etag}";

    public bool RecordExists => _etag > 0;

    public Task ReadStateAsync()
    {
        disk.Read();
        (State, _etag) = table.TryGetValue(id, out var stored) ? stored : (new T(), 0);
        return Task.CompletedTask;
    }

    public Task WriteStateAsync() => disk.WriteAsync(() =>
    {
        if (table.GetValueOrDefault(id).Etag != _etag)
            throw new InconsistentStateException($"{id} was written by somebody else.");
        table[id] = (State, ++_etag);
        return Task.CompletedTask;
    });

    public Task ClearStateAsync() => throw new NotSupportedException();
}
