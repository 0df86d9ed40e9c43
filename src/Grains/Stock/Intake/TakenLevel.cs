using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Grains.Stock.Intake;

/// <summary>A level that a batch touches, as it is after the changes so far.</summary>
internal struct TakenLevel
{
    /// <summary>Stock key.</summary>
    public string Key;

    /// <summary>The level.</summary>
    public LevelSlot Slot;

    /// <summary>Positions in other sources.</summary>
    public Position[]? Others;

    /// <summary>Its place in the table; -1 when the product is new.</summary>
    public int Index;

    /// <summary>Hash of its key.</summary>
    public int Hash;

    /// <summary>The next in the same bucket, plus one.</summary>
    public int Next;

    /// <summary>What its product has to decide; null while nothing has left the tripwire.</summary>
    public ProductAsk? Ask;

    /// <summary>Whether a live change was news. The partition notes it only after the whole round.</summary>
    public bool IsLive;

    /// <summary>Whether the level changed.</summary>
    public bool IsChanged;

    /// <summary>Whether the positions in other sources changed.</summary>
    public bool AreOthersChanged;
}
