using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Grains.Stock.Intake;

/// <summary>What one of the batches of an intake comes to.</summary>
internal sealed class IntakePart(StockBatch batch)
{
    /// <summary>The batch.</summary>
    public StockBatch Batch => batch;

    /// <summary>The changes that are news, with their positions, in that order.</summary>
    public List<StockChange> News { get; } = [];

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
    public long OldestTicks { get; set; } = long.MaxValue;
}
