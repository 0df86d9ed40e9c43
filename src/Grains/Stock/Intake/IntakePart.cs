using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Grains.Stock.Intake;

/// <summary>
/// What one of the batches of an intake comes to. Its changes are those of the batch where they lie; in a buffer of their own, which is the
/// pool's again once this is disposed of, when they have to be placed, sorted or sifted.
/// </summary>
internal sealed class IntakePart(StockBatch batch) : IDisposable
{
    private readonly ArraySegment<StockChange> _batch =
        MemoryMarshal.TryGetArray(batch.Changes, out var segment) ? segment : new(batch.Changes.ToArray());

    private StockChange[]? _own;
    private List<StockChange>? _known;
    private List<RejectedChange>? _rejected;
    private List<ProductAsk>? _asks;
    private int _news;

    /// <summary>The batch.</summary>
    public StockBatch Batch => batch;

    /// <summary>The changes, in the order in which they are looked at.</summary>
    public ReadOnlySpan<StockChange> Changes => _own is null ? _batch : _own.AsSpan(0, _batch.Count);

    /// <summary>The changes that are news, with their positions, in that order.</summary>
    public ArraySegment<StockChange> News => new(_own ?? _batch.Array!, _own is null ? _batch.Offset : 0, _news);

    /// <summary>Of changes that are read again those that are no news, with their positions, in that order.</summary>
    public IReadOnlyCollection<StockChange> Known => _known ?? [];

    /// <summary>Changes that can never be taken in.</summary>
    public ImmutableArray<RejectedChange> Rejected => _rejected is null ? [] : [.. _rejected];

    /// <summary>What products have to decide of it, among others' changes.</summary>
    public ProductAsk[] Asks => _asks is null ? [] : [.. _asks];

    /// <summary>Changes seen before.</summary>
    public int Duplicates { get; private set; }

    /// <summary>Changes that a later one of their source had overtaken.</summary>
    public int Older { get; private set; }

    /// <summary>When a change of it came first, UTC ticks; 0 when unknown.</summary>
    public long TicksOf(in StockChange change) => batch.TakenAt?.UtcTicks ?? change.CommittedTicks;

    /// <summary>The changes, to be changed.</summary>
    public Span<StockChange> Own()
    {
        if (_own is null)
        {
            _own = ArrayPool<StockChange>.Shared.Rent(_batch.Count);
            _batch.CopyTo(_own);
        }

        return _own.AsSpan(0, _batch.Count);
    }

    /// <summary>Notes that the change at a place is news. It joins the others at the front, which nobody looks at any more.</summary>
    public void Take(int place, in StockChange change)
    {
        if (change.CommittedTicks > 0)
            OldestTicks = Math.Min(OldestTicks, change.CommittedTicks);
        if (place != _news)
            Own()[_news] = change;
        _news++;
    }

    /// <summary>Notes a change that is no news.</summary>
    public void Skip(in StockChange change, bool isOlder)
    {
        if (isOlder)
            Older++;
        else
            Duplicates++;
        if (batch.IsCatchUp)
            (_known ??= []).Add(change);
    }

    /// <summary>Notes that a change can never be taken in.</summary>
    public void Reject(RejectedChange change) => (_rejected ??= []).Add(change);

    /// <summary>Notes that a product has to decide of changes of it.</summary>
    public void Ask(ProductAsk ask) => (_asks ??= []).Add(ask);

    /// <summary>Time of commit of the oldest news, UTC ticks; <see cref="long.MaxValue"/> when none says.</summary>
    public long OldestTicks { get; private set; } = long.MaxValue;

    // The pool must not keep keys of products that are gone.
    public void Dispose()
    {
        if (_own is null)
            return;
        Own().Clear();
        ArrayPool<StockChange>.Shared.Return(_own);
    }
}
