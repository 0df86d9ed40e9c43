using System.Buffers;
using System.Numerics;
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
    private readonly int[] _levelOf;
    private readonly List<ProductAsk> _asks = [];
    private readonly List<LevelSample> _samples = [];
    private int _count;
    private ulong _arrivals;

    public IntakeRun(LevelTable table, LogBook logs, in IntakeContext context, int changes, Span<int> buckets)
    {
        _table = table;
        _context = context;
        _buckets = buckets;
        _arrivals = context.Arrivals;
        _logs = new LogTrackers(logs, context.ResetAfter);
        _levels = ArrayPool<TakenLevel>.Shared.Rent(changes);
        _levelOf = ArrayPool<int>.Shared.Rent(changes);
        buckets.Clear();
    }

    /// <summary>Size of the hash table for so many changes: a power of two.</summary>
    public static int BucketsFor(int changes) => (int)Math.Min(BitOperations.RoundUpToPowerOf2((uint)Math.Max(changes, 8)), MostBuckets);

    /// <summary>Takes one batch in.</summary>
    public void Take(IntakePart part, int number)
    {
        Place(part);
        var order = BatchOrder.Of(part.Changes);
        if (order is not null)
            Sort(part.Own(), order);
        var now = part.Batch.TakenAt ?? _context.Now;
        var changes = part.Changes;
        // Levels lie far apart in memory: read in a row, the processor waits for many of them at once.
        for (var place = 0; place < changes.Length; place++)
            _levelOf[place] = LevelOf(changes[place].Key);
        for (var place = 0; place < changes.Length; place++)
            Take(changes[place], part, place, (number, order is null ? place : order[place]), now);
    }

    /// <summary>What it came to.</summary>
    public readonly IntakeResult Finish(IntakePart[] parts)
    {
        ArrayPool<int>.Shared.Return(_levelOf);
        return new(_levels, _count)
        {
            Parts = parts,
            Asks = _asks,
            Samples = _samples,
            Logs = _logs.Book,
            Restarted = _logs.Restarted,
            Arrivals = _arrivals,
        };
    }

    private static void Sort(Span<StockChange> changes, int[] order)
    {
        var sorted = new StockChange[order.Length];
        for (var place = 0; place < order.Length; place++)
            sorted[place] = changes[order[place]];
        sorted.CopyTo(changes);
    }

    private void Place(IntakePart part)
    {
        var changes = part.Changes;
        for (var place = 0; place < changes.Length; place++)
        {
            ref readonly var change = ref changes[place];
            if (!change.Position.IsPresent)
                part.Own()[place] = change with { Position = Position.OfArrival(_context.Activation, ++_arrivals) };
            // What a partition numbered itself comes again from its journal alone, and has the epoch that it got.
            else if (change.Position.Source != Position.ArrivalSource && _logs.EpochOf(change) is var epoch && epoch != change.Position.Epoch)
                part.Own()[place] = change with { Position = change.Position with { Epoch = epoch } };
        }
    }

    private void Take(in StockChange change, IntakePart part, int place, (int Batch, int Index) origin, DateTimeOffset now)
    {
        if (change.Quantity is { } level && !StockQuantity.IsValid(level))
        {
            part.Reject(new RejectedChange(origin.Index, $"The level must be between -10^20 and 10^20 (got {level})."));
            return;
        }

        ref var taken = ref _levels[_levelOf[place]];
        ref var slot = ref taken.Ask is { } ask ? ref ask.Slot : ref taken.Slot;
        ref var others = ref taken.Ask is { } asked ? ref asked.Others : ref taken.Others;
        var standing = _table.Compare(slot, others, change.Position);
        if (standing <= 0)
        {
            part.Skip(change, isOlder: standing < 0);
            return;
        }

        if (part.Batch.IsCatchUp && IsOvertaken(change, part, slot, taken.IsLive))
        {
            others = SeenPositions.OthersWith(_table.PositionOf(slot), others, change.Position);
            // Of a product that is asked the answer says what was seen.
            if (taken.Ask is null)
                taken.IsChanged = taken.AreOthersChanged = true;
            part.Skip(change, isOlder: true);
            return;
        }

        taken.IsLive |= !part.Batch.IsCatchUp;
        part.Take(place, change);
        var quantity = change.Operation == StockOperation.Delete ? null : change.Quantity ?? slot.QuantityOrNull;
        if (taken.Ask is null && (quantity is null || !slot.Tripwire.Holds(quantity.Value)))
        {
            _asks.Add(taken.Ask = new ProductAsk(change.Key, slot, others));
            slot = ref taken.Ask.Slot;
            others = ref taken.Ask.Others;
        }

        Move(ref slot, quantity, change, now);
        var moved = _table.Advance(ref slot, ref others, change.Position);
        if (taken.Ask is not null)
        {
            Put(taken.Ask, change, part, origin, IsJudged(change, part));
            return;
        }

        taken.IsChanged = true;
        taken.AreOthersChanged |= moved;
        Sample(ref slot, change, now);
    }

    // In its own source it would be news; but since it came first, a live change of another one has set the level: in this round, or before.
    private readonly bool IsOvertaken(in StockChange change, IntakePart part, in LevelSlot slot, bool isLive) =>
        _context.Interim is { } interim
        && !_table.PositionOf(slot).IsOfSourceOf(change.Position)
        && (isLive || interim.IsOvertaken(change, part.TicksOf(change)));

    private readonly bool IsJudged(in StockChange change, IntakePart part) =>
        part.Batch.IsCatchUp && part.TicksOf(change) is > 0 and var ticks && ticks < _context.RulesSince.UtcTicks;

    private static void Put(ProductAsk ask, in StockChange change, IntakePart part, (int Batch, int Index) origin, bool isJudged)
    {
        if (isJudged && ask.Judged == ask.Changes.Count)
            ask.Judged++;
        if (ask.Origins.Count == 0 || ask.Origins[^1].Batch != origin.Batch)
            part.Ask(ask);
        ask.Changes.Add(change);
        ask.Origins.Add(origin);
    }

    private readonly void Move(ref LevelSlot slot, decimal? quantity, in StockChange change, DateTimeOffset now)
    {
        var at = TimeOf(change, now);
        if (change is { Operation: StockOperation.Update, Quantity: { } after } && slot.HasQuantity)
            slot.Demand.Observe(slot.Quantity, after, at, _context.Alerts);
        slot.SetQuantity(quantity);
        slot.UpdatedTicks = at.UtcTicks;
    }

    private readonly void Sample(ref LevelSlot slot, in StockChange change, DateTimeOffset now)
    {
        if (slot.Has(LevelFlags.Sampled))
            return;
        slot.Set(LevelFlags.Sampled, true);
        _samples.Add(new LevelSample(change.Key, TimeOf(change, now), slot.Quantity));
    }

    // Place of the level among those that the batches touch.
    private int LevelOf(string key)
    {
        var hash = LevelTable.HashOf(key);
        ref var bucket = ref _buckets[hash & (_buckets.Length - 1)];
        for (var at = bucket - 1; at >= 0; at = _levels[at].Next - 1)
        {
            ref var known = ref _levels[at];
            if (known.Hash == hash && string.Equals(known.Key, key, StringComparison.Ordinal))
                return at;
        }

        ref var taken = ref _levels[_count];
        var index = _table.Find(key, hash);
        // Whoever used it before has cleared it.
        (taken.Key, taken.Index, taken.Hash, taken.Next) = (key, index, hash, bucket);
        if (index >= 0)
        {
            taken.Slot = _table[index];
            taken.Others = _table.OthersOf(index);
        }

        bucket = ++_count;
        return _count - 1;
    }

    // Commit time where it is believable, so that a backlog lands on the chart where it belongs.
    private static DateTimeOffset TimeOf(in StockChange change, DateTimeOffset now)
    {
        var age = now.UtcTicks - change.CommittedTicks;
        return change.CommittedTicks > 0 && age is > 0 and < 2 * TimeSpan.TicksPerDay
            ? new DateTimeOffset(change.CommittedTicks, TimeSpan.Zero)
            : now;
    }
}
