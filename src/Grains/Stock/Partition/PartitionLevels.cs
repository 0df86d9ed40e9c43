using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Intake;
using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Grains.Stock.Partition;

/// <summary>What a partition knows: the levels of its products and what is open of them. In memory; nothing here decides or waits.</summary>
internal sealed partial class PartitionLevels
{
    private static readonly TimeSpan DeletedMemory = TimeSpan.FromDays(7);
    private readonly Dictionary<string, string> _openAlerts = new(StringComparer.Ordinal);

    /// <summary>The levels.</summary>
    public LevelTable Table { get; } = new();

    /// <summary>When products want to be looked at again.</summary>
    public DueQueue Due { get; } = new();

    /// <summary>Levels that the history does not have yet.</summary>
    public List<LevelSample> Samples { get; } = [];

    /// <summary>Ids of open alerts by stock key.</summary>
    public Dictionary<string, string> OpenAlerts => _openAlerts;

    /// <summary>The logs of the sources.</summary>
    public LogBook Logs { get; set; } = LogBook.Empty;

    /// <summary>Changes taken in since the installation began.</summary>
    public long Records { get; set; }

    /// <summary>Changes without a place that this activation has numbered.</summary>
    public ulong Arrivals { get; set; }

    /// <summary>Called with the index of every level that changed.</summary>
    public Action<int>? Changed { get; set; }

    /// <summary>Takes over what an intake came to; what products have to decide is not part of it yet.</summary>
    public void Commit(IntakeResult intake)
    {
        foreach (ref readonly var taken in intake.Levels)
        {
            if (!taken.IsChanged)
                continue;
            var index = taken.Index >= 0 ? taken.Index : Table.FindOrAdd(taken.Key);
            Table[index] = taken.Slot;
            if (taken.AreOthersChanged)
                Table.SetOthers(index, taken.Others);
            Touch(index);
        }

        Samples.AddRange(intake.Samples);
        Logs = intake.Logs;
    }

    /// <summary>Takes over what a product answered. An answer of an earlier revision than is known says nothing.</summary>
    public void Absorb(string key, ProductAnswer answer)
    {
        // A product without a level that has nothing open leaves no trace (a threshold looked at, a mark that came late).
        var index = Table.Find(key);
        if (index < 0 && answer is { Level.Quantity: null, Open: null, Deleted: false })
            return;
        if (index < 0)
            index = Table.FindOrAdd(key);
        ref var slot = ref Table[index];
        if (answer.Revision < slot.Revision)
            return;
        Interim?.Further(key, Table.SeenOf(index));
        slot.SetQuantity(answer.Level.Quantity);
        Table.SetSeen(index, answer.Level.Seen);
        slot.SetTripwire(answer.Tripwire);
        slot.Revision = (uint)answer.Revision;
        slot.Status = answer.Status;
        slot.Severity = answer.Open?.Severity ?? AlertSeverity.Low;
        slot.Set(LevelFlags.Deleted, answer.Deleted);
        if (answer.Open is { } open)
            _openAlerts[key] = open.Id;
        else
            _openAlerts.Remove(key);
        Due.Set(key, answer.Due);
        Touch(index);
    }

    /// <summary>Takes over demand and time of the changes that a product has decided about.</summary>
    public void Observe(ProductAsk ask, bool decided)
    {
        var index = Table.Find(ask.Key);
        if (index < 0)
            return;
        ref var slot = ref Table[index];
        slot.Demand = ask.Slot.Demand;
        slot.UpdatedTicks = ask.Slot.UpdatedTicks;
        if (!slot.HasQuantity || (!decided && slot.Has(LevelFlags.Sampled)))
            return;
        slot.Set(LevelFlags.Sampled, true);
        Samples.Add(new LevelSample(ask.Key, new DateTimeOffset(slot.UpdatedTicks, TimeSpan.Zero), slot.Quantity));
    }

    /// <summary>Lets every level of a product ask it, until it has answered.</summary>
    public void Distrust(string key)
    {
        if (Table.Find(key) is var index and >= 0)
            Table[index].SetTripwire(Tripwire.None);
    }

    /// <summary>The level of a product as it is known, and the revision of the product's last answer.</summary>
    public (StockLevel Level, long Revision) LevelOf(string key)
    {
        var index = Table.Find(key);
        return index < 0 ? default : (new StockLevel(Table[index].QuantityOrNull, Table.SeenOf(index)), Table[index].Revision);
    }

    /// <summary>Forgets products that were deleted seven days ago. The position of a deletion is remembered so long, so that an older update cannot bring the product back.</summary>
    public void Forget(DateTimeOffset now)
    {
        for (var index = 0; index < Table.Used; index++)
        {
            ref var slot = ref Table[index];
            if (Table.KeyAt(index) is null || !slot.Has(LevelFlags.Deleted))
                continue;
            // Known from its product alone.
            if (slot.UpdatedTicks == 0)
                slot.UpdatedTicks = now.UtcTicks;
            if (now.UtcTicks - slot.UpdatedTicks > DeletedMemory.Ticks)
                Table.Remove(index);
        }
    }

    private void Touch(int index)
    {
        Table.Touch(index);
        Changed?.Invoke(index);
    }
}
