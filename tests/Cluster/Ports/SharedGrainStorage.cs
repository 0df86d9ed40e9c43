using Orleans;
using Orleans.Runtime;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using RefillRadar.Silo.Adapters;

namespace RefillRadar.Tests.Cluster.Ports;

/// <summary>One silo's way to the <see cref="GrainTable"/>: what is written goes through the serializer that the host configures.</summary>
internal sealed class SharedGrainStorage(
    GrainTable table, SharedGrainStorageOptions options, IActivatorProvider activators, SiloLife life, string service) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ReadStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        await life.ReachAsync(cancellationToken);
        table.Reading?.Invoke(grainId.ToString());
        var known = table.States.TryGetValue(KeyOf(stateName, grainId), out var stored);
        grainState.RecordExists = stored.State is not null;
        grainState.State = stored.State is null
            ? Empty<T>() : StoredGrainState.Read<T>(options.GrainStorageSerializer, stored.State, stateName, grainId);
        grainState.ETag = GrainTable.Text(known ? stored.ETag : null)!;
    }

    public async Task WriteStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        await life.ReachAsync(cancellationToken);
        table.Writing?.Invoke(grainId.ToString());
        var bytes = options.GrainStorageSerializer.Serialize(grainState.State).ToArray();
        grainState.ETag = Store(stateName, grainId, bytes, grainState.ETag);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        await life.ReachAsync(cancellationToken);
        grainState.ETag = Store(stateName, grainId, null, grainState.ETag);
        grainState.RecordExists = false;
        grainState.State = Empty<T>();
    }

    private string Store(string stateName, GrainId grainId, byte[]? state, string? etag)
    {
        lock (table)
        {
            var key = KeyOf(stateName, grainId);
            long? stored = table.States.TryGetValue(key, out var there) ? there.ETag : null;
            if (GrainTable.Text(stored) != etag)
                throw new InconsistentStateException($"The state of {grainId} was written by another.", GrainTable.Text(stored)!, etag!);
            var next = stored + 1 ?? 0;
            table.States[key] = (next, state);
            return GrainTable.Text(next)!;
        }
    }

    private (string Grain, string Name) KeyOf(string stateName, GrainId grainId) => (grainId.ToString(), $"{service}{stateName}");

    private T Empty<T>() => activators.GetActivator<T>().Create();
}
