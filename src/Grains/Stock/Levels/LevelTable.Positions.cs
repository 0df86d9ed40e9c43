using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Grains.Stock.Levels;

/// <summary>Positions of the levels: the current one in the slot, those of other sources, which few products have, beside it.</summary>
internal sealed partial class LevelTable
{
    /// <summary>Most sources that are told apart.</summary>
    public const int MostSources = 4096;

    private readonly List<string> _sources = [];
    private readonly Dictionary<int, Position[]> _others = [];
    private string? _lastSource;
    private ushort _lastNumber;

    /// <summary>Number of a source's name; 0 for none, and for more sources than a table orders.</summary>
    public ushort SourceNumber(string? source)
    {
        if (source is null)
            return 0;
        // A batch comes from one source, nearly always.
        if (ReferenceEquals(source, _lastSource))
            return _lastNumber;
        (_lastSource, _lastNumber) = (source, NumberOf(source));
        return _lastNumber;
    }

    /// <summary>Name of a source by its number.</summary>
    public string? SourceName(ushort number) => number == 0 ? null : _sources[number - 1];

    /// <summary>
    /// How a position stands to what has been seen of a product: above zero when it is news, zero when it is the same again, below
    /// zero when a later one of its source was seen.
    /// </summary>
    public int Compare(in LevelSlot slot, Position[]? others, in Position position)
    {
        if (slot.Source != 0 && slot.Source == SourceNumber(position.Source))
            return Position.Compare(position.Epoch, position.Place, slot.Epoch, slot.Place);
        foreach (var other in others ?? [])
        {
            if (other.IsOfSourceOf(position))
                return position.CompareTo(other);
        }

        return 1;
    }

    /// <summary>Moves a level on to a position that is news. True when <paramref name="others"/> changed with it.</summary>
    public bool Advance(ref LevelSlot slot, ref Position[]? others, in Position position)
    {
        var source = SourceNumber(position.Source);
        var moves = slot.Source != 0 && slot.Source != source;
        if (moves)
            others = SeenPositions.OthersAfter(PositionOf(slot), others, position);
        (slot.Source, slot.Epoch, slot.Place) = (source, position.Epoch, position.Place);
        return moves;
    }

    /// <summary>Position of a level.</summary>
    public Position PositionOf(in LevelSlot slot) =>
        slot.Source == 0 ? Position.None : new Position(SourceName(slot.Source), slot.Place, slot.Epoch);

    /// <summary>All that has been seen of a product.</summary>
    public SeenPositions SeenOf(int index) => new(PositionOf(this[index]), OthersOf(index));

    /// <summary>Sets what has been seen of a product.</summary>
    public void SetSeen(int index, in SeenPositions seen)
    {
        ref var slot = ref this[index];
        (slot.Source, slot.Epoch, slot.Place) = (SourceNumber(seen.Last.Source), seen.Last.Epoch, seen.Last.Place);
        SetOthers(index, seen.Others);
    }

    /// <summary>Positions of a product in sources that it was heard from before; null for none, as nearly always.</summary>
    public Position[]? OthersOf(int index) => _others.Count == 0 ? null : _others.GetValueOrDefault(index);

    /// <summary>Sets the positions in other sources.</summary>
    public void SetOthers(int index, Position[]? others)
    {
        if (others is { Length: > 0 })
            _others[index] = others;
        else
            _others.Remove(index);
    }

    private ushort NumberOf(string source)
    {
        var index = _sources.IndexOf(source);
        if (index >= 0)
            return (ushort)(index + 1);
        // Sources are streams and databases: a handful. Of a flood of them the later ones count by their arrival.
        if (_sources.Count >= MostSources)
            return 0;
        _sources.Add(source);
        return (ushort)_sources.Count;
    }
}
