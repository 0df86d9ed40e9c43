using System.Buffers;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Grains.Stock.Intake;

/// <summary>What one of the batches of an intake comes to. Its changes lie in a buffer that is the pool's again once it is disposed of.</summary>
internal sealed class IntakePart(StockBatch batch) : IDisposable
{
    private readonly StockChange[] _changes = ArrayPool<StockChange>.Shared.Rent(batch.Changes.Length);
    private int _news;

    /// <summary>The batch.</summary>
    public StockBatch Batch => batch;

    /// <summary>Room for the changes with their positions. News moves to its front, never past what is still to be looked at.</summary>
    public Span<StockChange> Changes => _changes.AsSpan(0, batch.Changes.Length);

    /// <summary>The changes that are news, with their positions, in that order.</summary>
    public ArraySegment<StockChange> News => new(_changes, 0, _news);

    /// <summary>Of changes that are read again those that are no news, with their positions, in that order.</summary>
    public List<StockChange> Known { get; } = [];

    /// <summary>Changes that can never be taken in.</summary>
    public List<RejectedChange> Rejected { get; } = [];

    /// <summary>What products have to decide of it, among others' changes.</summary>
    public List<ProductAsk> Asks { get; } = [];

    /// <summary>Changes seen before.</summary>
    public int Duplicates { get; private set; }

    /// <summary>Changes that a later one of their source had overtaken.</summary>
    public int Older { get; private set; }

    /// <summary>When a change of it came first, UTC ticks; 0 when unknown.</summary>
    public long TicksOf(in StockChange change) => batch.TakenAt?.UtcTicks ?? change.CommittedTicks;

    /// <summary>Notes the next change that is news.</summary>
    public void Take(in StockChange change)
    {
        if (change.CommittedTicks > 0)
            OldestTicks = Math.Min(OldestTicks, change.CommittedTicks);
        _changes[_news++] = change;
    }

    /// <summary>Notes a change that is no news.</summary>
    public void Skip(in StockChange change, bool isOlder)
    {
        if (isOlder)
            Older++;
        else
            Duplicates++;
        if (batch.IsCatchUp)
            Known.Add(change);
    }

    /// <summary>Time of commit of the oldest news, UTC ticks; <see cref="long.MaxValue"/> when none says.</summary>
    public long OldestTicks { get; private set; } = long.MaxValue;

    // The pool must not keep keys of products that are gone.
    public void Dispose()
    {
        Changes.Clear();
        ArrayPool<StockChange>.Shared.Return(_changes);
    }
}
