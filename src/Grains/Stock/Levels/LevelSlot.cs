using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Grains.Stock.Levels;

/// <summary>
/// One product in a <see cref="LevelTable"/>. Flat and small: this is what a hundred thousand products cost. It holds no references, so that
/// a copy is a few instructions.
/// </summary>
internal struct LevelSlot
{
    public decimal Quantity;
    public double TripAbove;
    public double TripAtMost;
    public Place Place;
    public long UpdatedTicks;
    public Demand Demand;
    public uint Epoch;
    public uint Revision;
    public ushort Source;
    public LevelFlags Flags;
    public ProductStatus Status;
    public AlertSeverity Severity;

    public readonly bool HasQuantity => (Flags & LevelFlags.HasQuantity) != 0;

    public readonly decimal? QuantityOrNull => HasQuantity ? Quantity : null;

    /// <summary>Whether the level is known to be from before a time, UTC ticks.</summary>
    public readonly bool IsBefore(long ticks) => UpdatedTicks > 0 && UpdatedTicks < ticks;

    public readonly bool IsOpen => Status >= ProductStatus.Pending;

    public readonly Tripwire Tripwire => new(TripAbove, TripAtMost);

    public void SetTripwire(Tripwire tripwire) => (TripAbove, TripAtMost) = (tripwire.Above, tripwire.AtMost);

    public void SetQuantity(decimal? quantity)
    {
        Quantity = quantity ?? 0;
        Flags = quantity is null ? Flags & ~LevelFlags.HasQuantity : Flags | LevelFlags.HasQuantity;
    }

    public void Set(LevelFlags flag, bool on) => Flags = on ? Flags | flag : Flags & ~flag;

    public readonly bool Has(LevelFlags flag) => (Flags & flag) != 0;
}
