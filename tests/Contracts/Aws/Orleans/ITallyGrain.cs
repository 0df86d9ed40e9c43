using Orleans;

namespace RefillRadar.Tests.Contracts.Aws.Orleans;

public interface ITallyGrain : IGrainWithStringKey
{
    /// <summary>Counts one more and stores it; returns the count.</summary>
    Task<int> CountAsync();
}
