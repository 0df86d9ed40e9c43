using System.Buffers;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Grains.Stock.Intake;

/// <summary>What a batch comes to. Nothing of it has happened yet. Its buffers are the pool's again once it is disposed of.</summary>
internal sealed class IntakeResult(TakenLevel[] levels, int count, StockChange[] changes, int changesCount) : IDisposable
{
    /// <summary>The levels it touches.</summary>
    public ReadOnlySpan<TakenLevel> Levels => levels.AsSpan(0, count);

    /// <summary>The changes of the batch with their positions, in the order they came; also those that are no news.</summary>
    public ReadOnlySpan<StockChange> Changes => changes.AsSpan(0, changesCount);

    /// <summary>Indexes of the changes that are news, in the order of their positions.</summary>
    public required List<int> News { get; init; }

    /// <summary>What products have to decide.</summary>
    public required List<ProductAsk> Asks { get; init; }

    /// <summary>Levels for the history.</summary>
    public required List<LevelSample> Samples { get; init; }

    /// <summary>Changes that can never be taken in.</summary>
    public required List<RejectedChange> Rejected { get; init; }

    /// <summary>Changes seen before.</summary>
    public int Duplicates { get; init; }

    /// <summary>Changes that a later one of their source had overtaken.</summary>
    public int Older { get; init; }

    /// <summary>The logs after the batch.</summary>
    public required LogBook Logs { get; init; }

    /// <summary>Logs that started over in this batch.</summary>
    public required List<SourceLog> Restarted { get; init; }

    /// <summary>Changes without a place that were numbered so far.</summary>
    public ulong Arrivals { get; init; }

    /// <summary>Time of commit of the oldest news, UTC ticks; <see cref="long.MaxValue"/> when none says.</summary>
    public long OldestTicks { get; init; } = long.MaxValue;

    public void Dispose()
    {
        // The pool must not keep keys of products that are gone, nor what they were asked.
        ArrayPool<TakenLevel>.Shared.Return(levels, clearArray: true);
        ArrayPool<StockChange>.Shared.Return(changes, clearArray: true);
    }
}
