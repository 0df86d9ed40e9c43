using System.Runtime.InteropServices;

namespace RefillRadar.Grains.Stock.Order;

/// <summary>
/// What happens to products of a partition while it still reads again what came before. A level that is reported meanwhile is newer than
/// whatever another source had to say before it; and every change is counted once, though live ones, or answers of products, overtake
/// those that are read.
/// </summary>
internal sealed class Interim
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>
    /// A change that is news came in live. Whether it has not been counted yet: one that was not decided comes again, and may have been
    /// read in the meantime.
    /// </summary>
    /// <param name="change">The change, with its position.</param>
    /// <param name="known">What had been seen of the product before.</param>
    /// <param name="ticks">When it came in, UTC ticks.</param>
    public bool Live(in StockChange change, in SeenPositions known, long ticks)
    {
        ref var entry = ref EntryOf(change.Key, known);
        entry.LiveTicks = ticks;
        var isCounted = !entry.Counted.IsNews(change.Position) || entry.IsInSpan(change.Position);
        var source = change.Position.Source;
        var index = Array.FindIndex(entry.Spans, span => span.First.Source == source);
        if (index < 0)
            entry.Spans = [.. entry.Spans, (change.Position, change.Position)];
        else if (change.Position.CompareTo(entry.Spans[index].Last) > 0)
            entry.Spans[index].Last = change.Position;
        return !isCounted;
    }

    /// <summary>A product turned out to be further than the snapshot.</summary>
    public void Further(string key, in SeenPositions known) => EntryOf(key, known);

    /// <summary>Whether another source's live change came after a change that is read again.</summary>
    /// <param name="change">The change.</param>
    /// <param name="ticks">When it came first, UTC ticks; 0 when unknown.</param>
    public bool IsOvertaken(in StockChange change, long ticks) =>
        _entries.TryGetValue(change.Key, out var entry) && ticks < entry.LiveTicks;

    /// <summary>Whether a change that is read again has not been counted yet; from then on it has.</summary>
    public bool Count(in StockChange change, in SeenPositions known)
    {
        ref var entry = ref EntryOf(change.Key, known);
        if (!entry.Counted.IsNews(change.Position))
            return false;
        entry.Counted = entry.Counted.Then(change.Position);
        return !entry.IsInSpan(change.Position);
    }

    private ref Entry EntryOf(string key, in SeenPositions known)
    {
        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_entries, key, out var isKnown);
        if (!isKnown)
            entry = new Entry { Counted = known, Spans = [] };
        return ref entry;
    }

    private struct Entry
    {
        /// <summary>Up to where changes are counted, apart from live ones.</summary>
        public SeenPositions Counted;

        /// <summary>First and last live position of each source: between them changes were counted as they came.</summary>
        public (Position First, Position Last)[] Spans;

        /// <summary>When the last live change came; 0 when none did.</summary>
        public long LiveTicks;

        public readonly bool IsInSpan(in Position position)
        {
            foreach (var (first, last) in Spans)
            {
                if (first.IsOfSourceOf(position) && first.CompareTo(position) <= 0 && position.CompareTo(last) <= 0)
                    return true;
            }

            return false;
        }
    }
}
