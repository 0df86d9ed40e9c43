using RefillRadar.Grains.Stock.Intake;

namespace RefillRadar.Grains.Stock.Partition;

/// <summary>A batch that was taken in, and what became of it.</summary>
/// <param name="taken">The answer, were all decided.</param>
/// <param name="asks">What products have to decide of it.</param>
/// <param name="number">Its number in the intake.</param>
/// <param name="counted">How many of its changes count at once; null when they do as products decide.</param>
internal sealed class RecentBatch(ApplyResult taken, ProductAsk[] asks, int number, int? counted)
{
    private int _counted;

    /// <summary>A batch of an intake.</summary>
    public RecentBatch(IntakePart part, int number, int? counted)
        : this(
            new ApplyResult(part.News.Count, part.Duplicates, part.Older) { Rejected = part.Rejected }, part.Asks, number, counted)
    {
    }

    /// <summary>Whether its answer is three numbers, now and for ever.</summary>
    public bool IsSettled => asks.Length == 0 && taken.Rejected.IsEmpty;

    /// <summary>What products have still to decide.</summary>
    public IEnumerable<ProductAsk> Undecided => asks.Where(ask => !ask.IsDecided && ask.Rejection is null);

    /// <summary>Whether products have anything to decide of it.</summary>
    public bool HasAsks => asks.Length > 0;

    /// <summary>The answer as it stands.</summary>
    public ApplyResult Result()
    {
        if (asks.Length == 0)
            return taken;
        var failed = Undecided.SelectMany(IndexesOf).ToList();
        var rejected = asks.Where(ask => ask.Rejection is not null)
            .SelectMany(ask => IndexesOf(ask).Select(index => new RejectedChange(index, ask.Rejection!))).ToList();
        return taken with
        {
            Applied = taken.Applied - failed.Count - rejected.Count,
            Failed = [.. failed],
            Rejected = [.. taken.Rejected, .. rejected],
        };
    }

    /// <summary>How many more changes count than when this was asked last.</summary>
    public int Count(ApplyResult result)
    {
        var all = counted ?? result.Applied;
        var more = all - _counted;
        _counted = all;
        return more;
    }

    private IEnumerable<int> IndexesOf(ProductAsk ask) =>
        ask.Origins.Where(origin => origin.Batch == number).Select(origin => origin.Index);
}
