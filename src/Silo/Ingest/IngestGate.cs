using RefillRadar.Silo.Configuration;

namespace RefillRadar.Silo.Ingest;

/// <summary>Bounds the deliveries taken in at once, and with them the memory they take.</summary>
internal sealed class IngestGate(IngestSettings settings)
{
    private int _inside;

    /// <summary>A place to be given back, or null when all are taken.</summary>
    public IDisposable? TryEnter()
    {
        if (Interlocked.Increment(ref _inside) <= settings.MaxInFlight)
            return new Place(this);
        Interlocked.Decrement(ref _inside);
        return null;
    }

    private sealed class Place(IngestGate gate) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref gate._inside);
    }
}
