using System.Buffers;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Grains.Stock.Order;

namespace RefillRadar.Grains.Stock.Intake;

/// <summary>One pass of <see cref="StockIntake"/>.</summary>
internal ref struct IntakeRun
{
    private const int MostBuckets = 1024;
    private readonly LevelTable _table;
    private readonly LogTrackers _logs;
    private readonly IntakeContext _context;
    private readonly Span<int> _buckets;
    private readonly TakenLevel[] _levels;
    private readonly StockChange[] _changes;
    private readonly List<int> _news;
    private readonly List<ProductAsk> _asks = [];
    private readonly List<LevelSample> _samples = [];
    private readonly List<RejectedChange> _rejected = [];
    private int _count;
    private int _duplicates;
    private int _older;
    private ulong _arrivals;
    private long _oldestTicks = long.MaxValue;

    public IntakeRun(LevelTable table, LogBook logs, in IntakeContext context, int changes, Span<int> buckets)
    {
        _table = table;
        _context = context;
        _buckets = buckets;
        _arrivals = context.Arrivals;
        _logs = new LogTrackers(logs, context.ResetAfter);
        _levels = ArrayPool<TakenLevel>.Shared.Rent(changes);
        _changes = ArrayPool<StockChange>.Shared.Rent(changes);
        _news = new List<int>(changes);
        buckets.Clear();
    }

    /// <summary>Size of the hash table for so many changes: a power of two.</summary>
    public static int BucketsFor(int changes) => (int)Math.Min(System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(changes, 8)), MostBuckets);

    public IntakeResult Take(ReadOnlySpan<StockChange> batch)
    {
        for (var index = 0; index < batch.Length; index++)
            _changes[index] = Placed(batch[index]);
        var order = BatchOrder.Of(_changes.AsSpan(0, batch.Length));
        for (var place = 0; place < batch.Length; place++)
            Take(order is null ? place : order[place]);
        return new IntakeResult(_levels, _count, _changes, batch.Length)
        {
            News = _news,
            Asks = _asks,
            Samples = _samples,
            Rejected = _rejected,
            Duplicates = _duplicates,
            Older = _older,
            Logs = _logs.Book,
            Restarted = _logs.Restarted,
            Arrivals = _arrivals,
            OldestTicks = _oldestTicks,
        };
    }

    private StockChange Placed(in StockChange change)
    {
        var position = change.Position;
        if (!position.IsPresent)
            return change with { Position = Position.OfArrival(_context.Activation, ++_arrivals) };
        // What a partition numbered itself comes again from its journal alone, and has the epoch that it got.
        if (position.Source == Position.ArrivalSource)
            return change;
        var epoch = _logs.EpochOf(change);
        return epoch == position.Epoch ? change : change with { Position = position with { Epoch = epoch } };
    }

    private void Take(int number)
    {
        ref readonly var change = ref _changes[number];
        if (change.Quantity is { } level && !StockQuantity.IsValid(level))
        {
            _rejected.Add(new RejectedChange(number, $"The level {level} is beyond {StockQuantity.Max:0}."));
            return;
        }

        ref var taken = ref LevelOf(change.Key);
        ref var slot = ref taken.Ask is { } ask ? ref ask.Slot : ref taken.Slot;
        ref var others = ref taken.Ask is { } asked ? ref asked.Others : ref taken.Others;
        var standing = _table.Compare(slot, others, change.Position);
        if (standing <= 0)
        {
            _duplicates += standing == 0 ? 1 : 0;
            _older += standing == 0 ? 0 : 1;
            return;
        }

        _news.Add(number);
        if (change.CommittedTicks > 0)
            _oldestTicks = Math.Min(_oldestTicks, change.CommittedTicks);
        var quantity = change.Operation == StockOperation.Delete ? null : change.Quantity ?? slot.QuantityOrNull;
        if (taken.Ask is null && (quantity is null || !slot.Tripwire.Holds(quantity.Value)))
        {
            _asks.Add(taken.Ask = new ProductAsk(change.Key, slot, others));
            slot = ref taken.Ask.Slot;
            others = ref taken.Ask.Others;
        }

        Move(ref slot, quantity, change);
        var moved = _table.Advance(ref slot, ref others, change.Position);
        if (taken.Ask is not null)
        {
            taken.Ask.Changes.Add(change);
            taken.Ask.Indexes.Add(number);
            return;
        }

        taken.IsChanged = true;
        taken.AreOthersChanged |= moved;
        Sample(ref slot, change);
    }

    private readonly void Move(ref LevelSlot slot, decimal? quantity, in StockChange change)
    {
        var at = TimeOf(change, _context.Now);
        if (change is { Operation: StockOperation.Update, Quantity: { } after } && slot.HasQuantity)
            slot.Demand.Observe(slot.Quantity, after, at, _context.Alerts);
        slot.SetQuantity(quantity);
        slot.UpdatedTicks = at.UtcTicks;
    }

    private readonly void Sample(ref LevelSlot slot, in StockChange change)
    {
        if (slot.Has(LevelFlags.Sampled))
            return;
        slot.Set(LevelFlags.Sampled, true);
        _samples.Add(new LevelSample(change.Key, TimeOf(change, _context.Now), slot.Quantity));
    }

    private ref TakenLevel LevelOf(string key)
    {
        var hash = LevelTable.HashOf(key);
        ref var bucket = ref _buckets[hash & (_buckets.Length - 1)];
        for (var at = bucket - 1; at >= 0; at = _levels[at].Next - 1)
        {
            ref var known = ref _levels[at];
            if (known.Hash == hash && string.Equals(known.Slot.Key, key, StringComparison.Ordinal))
                return ref known;
        }

        ref var taken = ref _levels[_count];
        var index = _table.Find(key, hash);
        taken = new TakenLevel { Index = index, Hash = hash, Next = bucket };
        bucket = ++_count;
        if (index < 0)
        {
            taken.Slot = new LevelSlot { Key = key };
            return ref taken;
        }

        taken.Slot = _table[index];
        taken.Others = _table.OthersOf(index);
        return ref taken;
    }

    /// <summary>The time of a change: its commit where that is believable, so that a backlog lands on the chart where it belongs.</summary>
    public static DateTimeOffset TimeOf(in StockChange change, DateTimeOffset now)
    {
        var age = now.UtcTicks - change.CommittedTicks;
        return change.CommittedTicks > 0 && age is > 0 and < 2 * TimeSpan.TicksPerDay
            ? new DateTimeOffset(change.CommittedTicks, TimeSpan.Zero)
            : now;
    }
}
