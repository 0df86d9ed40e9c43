using Orleans;

namespace RefillRadar.Bench.Decisions;

/// <summary>The yardstick: one grain a product, one call a record, deciding in memory and storing nothing.</summary>
internal interface ICallPerRecordGrain : IGrainWithStringKey
{
    Task<bool> Change(int quantity, long sequence);
}
