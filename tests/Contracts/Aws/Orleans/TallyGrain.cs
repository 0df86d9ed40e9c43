using Orleans;
using Orleans.Runtime;

namespace RefillRadar.Tests.Contracts.Aws.Orleans;

public sealed class TallyGrain([PersistentState("tally", "tallies")] IPersistentState<Tally> state) : Grain, ITallyGrain
{
    public async Task<int> CountAsync()
    {
        state.State.Count++;
        await state.WriteStateAsync();
        return state.State.Count;
    }
}
