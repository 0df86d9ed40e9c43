using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using RefillRadar.Grains.Configuration;

namespace RefillRadar.Grains.Health;

/// <summary>Writes the time into its own state, by the way of every other grain's state.</summary>
[GrainType("store-probe"), KeepAlive]
internal sealed class StoreProbeGrain(
    [PersistentState("store-probe", GrainStorage.Name)] IPersistentState<StoreProbeState> stored, TimeProvider time) : Grain, IStoreProbeGrain
{
    private static readonly TimeSpan Shared = TimeSpan.FromSeconds(1);
    private Task<TimeSpan>? _write;
    private long _startedAt;

    public Task<TimeSpan> Write()
    {
        if (_write is null || (_write.IsCompleted && time.GetElapsedTime(_startedAt) > Shared))
            (_startedAt, _write) = (time.GetTimestamp(), WriteAsync());
        return _write;
    }

    private async Task<TimeSpan> WriteAsync()
    {
        var started = time.GetTimestamp();
        stored.State = new StoreProbeState(time.GetUtcNow());
        try
        {
            await stored.WriteStateAsync();
        }
        catch (InconsistentStateException)
        {
            // An earlier activation, or a write that was stored although its answer was lost.
            await stored.ReadStateAsync();
            await stored.WriteStateAsync();
        }

        return time.GetElapsedTime(started);
    }
}
