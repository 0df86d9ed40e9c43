using Orleans;

namespace RefillRadar.Bench.Decisions;

internal sealed class CallPerRecordGrain : Grain, ICallPerRecordGrain
{
    private long _sequence;
    private bool _low;

    public Task<bool> Change(int quantity, long sequence)
    {
        if (sequence <= _sequence)
            return Task.FromResult(_low);
        _sequence = sequence;
        _low = quantity <= StockTraffic.Threshold;
        return Task.FromResult(_low);
    }
}
