using System.Buffers;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Grains.Stock.Intake;

/// <summary>What some batches come to. Nothing of it has happened yet. Its buffers are the pool's again once it is disposed of.</summary>
internal sealed class IntakeResult(TakenLevel[] levels, int count) : IDisposable
{
    /// <summary>The levels that are touched.</summary>
    public ReadOnlySpan<TakenLevel> Levels => levels.AsSpan(0, count);

    /// <summary>The batches, one by one.</summary>
    public required IntakePart[] Parts { get; init; }

    /// <summary>What products have to decide.</summary>
    public required List<ProductAsk> Asks { get; init; }

    /// <summary>Levels for the history.</summary>
    public required List<LevelSample> Samples { get; init; }

    /// <summary>The logs after the batches.</summary>
    public required LogBook Logs { get; init; }

    /// <summary>Logs that started over.</summary>
    public required IReadOnlyList<SourceLog> Restarted { get; init; }

    /// <summary>Changes without a place that were numbered so far.</summary>
    public required ulong Arrivals { get; init; }

    // The pool must not keep keys of products that are gone, nor what they were asked.
    public void Dispose()
    {
        levels.AsSpan(0, count).Clear();
        ArrayPool<TakenLevel>.Shared.Return(levels);
        foreach (var part in Parts)
            part.Dispose();
    }
}
