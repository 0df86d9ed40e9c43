using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Grains.Stock.Intake;

/// <summary>Changes of one product that its grain has to decide about: from the first that left the tripwire.</summary>
internal sealed class ProductAsk(string key, in LevelSlot slot, Position[]? others)
{
    // Runs ahead of the level: what it would be. Only its demand and time count once the product has answered.
    private LevelSlot _slot = slot;
    private Position[]? _others = others;

    /// <summary>Stock key.</summary>
    public string Key => key;

    /// <summary>The changes in order, with their positions.</summary>
    public List<StockChange> Changes { get; } = [];

    /// <summary>How many of the first were judged by earlier thresholds when they came.</summary>
    public int Judged { get; set; }

    /// <summary>Where each of them comes from: the number of its batch in the intake, and its index there.</summary>
    public List<(int Batch, int Index)> Origins { get; } = [];

    /// <summary>Whether the product has decided.</summary>
    public bool IsDecided { get; set; }

    /// <summary>Why it never can; null when it has, or may yet.</summary>
    public string? Rejection { get; set; }

    /// <summary>The level as it would be after the changes.</summary>
    public ref LevelSlot Slot => ref _slot;

    /// <summary>Positions in other sources after the changes.</summary>
    public ref Position[]? Others => ref _others;
}
