using Orleans;

namespace RefillRadar.Grains.Contracts;

/// <summary>
/// A product can never decide about a change: its state cannot be read, or the change cannot be calculated with. Thrown only where that
/// is certain. Every other failure, whatever it wraps, may be a store or a silo that is away for now, and is tried again.
/// </summary>
[GenerateSerializer, Alias("refillradar.undecidable")]
public sealed class UndecidableException : Exception
{
    public UndecidableException()
    {
    }

    public UndecidableException(string message)
        : base(message)
    {
    }

    public UndecidableException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
