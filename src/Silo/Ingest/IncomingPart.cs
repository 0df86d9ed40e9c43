using RefillRadar.Grains.Stock.Intake;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Silo.Ingest;

/// <summary>The changes of one partition and where they stand in the batch.</summary>
internal sealed class IncomingPart
{
    private StockChange[] _changes = new StockChange[16];
    private int[] _indexes = new int[16];

    public int Count { get; private set; }

    /// <summary>How many changes there is room for.</summary>
    public int Capacity => _changes.Length;

    /// <summary>Indexes of the records.</summary>
    public IEnumerable<int> Indexes => _indexes.Take(Count);

    /// <summary>
    /// Adds a change. False when it takes the place of an earlier one: of several documents of one Kinesis record that say nothing of their
    /// order the last one of a product counts.
    /// </summary>
    public bool Add(in StockChange change, int index)
    {
        for (var at = Count - 1; at >= 0 && _indexes[at] == index; at--)
        {
            if (!change.Position.IsPresent || _changes[at].Position != change.Position || _changes[at].Key != change.Key)
                continue;
            _changes[at] = change;
            return false;
        }

        if (Count == _changes.Length)
        {
            Array.Resize(ref _changes, Count * 2);
            Array.Resize(ref _indexes, Count * 2);
        }

        _changes[Count] = change;
        _indexes[Count++] = index;
        return true;
    }

    public void Clear() => Count = 0;

    /// <summary>The changes where they lie: they have to stay until the partition has answered.</summary>
    public StockBatch ToBatch() => new(_changes.AsMemory(0, Count));

    /// <summary>Index of the record that a change is of.</summary>
    public int IndexOf(int change) => _indexes[change];

    /// <summary>The changes with the indexes of their records.</summary>
    public IEnumerable<(StockChange Change, int Index)> Numbered() => _changes.Zip(_indexes).Take(Count);
}
