using System.Collections.Concurrent;
using System.Globalization;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace RefillRadar.Bench.Decisions;

/// <summary>Grain state as objects in a dictionary, with ETags: what storage costs is measured elsewhere.</summary>
internal sealed class ObjectStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(GrainId, string), (object State, long ETag)> _states = new();

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_states.TryGetValue((grainId, stateName), out var stored))
            (grainState.State, grainState.ETag, grainState.RecordExists) = ((T)stored.State, stored.ETag.ToString(CultureInfo.InvariantCulture), true);
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var next = grainState.ETag is { } etag ? long.Parse(etag, CultureInfo.InvariantCulture) + 1 : 0;
        _states[(grainId, stateName)] = (grainState.State!, next);
        (grainState.ETag, grainState.RecordExists) = (next.ToString(CultureInfo.InvariantCulture), true);
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        _states.TryRemove((grainId, stateName), out _);
        return Task.CompletedTask;
    }
}
