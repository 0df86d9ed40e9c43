using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using RefillRadar.Grains.Board;
using RefillRadar.Grains.Configuration;

namespace RefillRadar.Grains.Health;

/// <summary>Writes the time into its own state, by the way of every other grain's state.</summary>
[GrainType("store-probe"), KeepAlive]
internal sealed class StoreProbeGrain(
    [PersistentState("store-probe", GrainStorage.Name)] IPersistentState<StoreProbeState> stored, TimeProvider time) : Grain, IStoreProbeGrain
{
    private readonly Remembered<TimeSpan> _last = new(TimeSpan.FromSeconds(1), time);

    public Task<TimeSpan> Write()
    {
        var scheduler = TaskScheduler.Current;
        return _last.GetAsync(() => Task.Factory.StartNew(WriteAsync, CancellationToken.None, TaskCreationOptions.None, scheduler).Unwrap(), CancellationToken.None);
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
