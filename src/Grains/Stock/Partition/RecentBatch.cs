using RefillRadar.Grains.Stock.Intake;

namespace RefillRadar.Grains.Stock.Partition;

/// <summary>A batch that was taken in, and what became of it.</summary>
/// <param name="part">What it came to.</param>
/// <param name="number">Its number in the intake.</param>
/// <param name="counted">How many of its changes count at once; null when they do as products decide.</param>
internal sealed class RecentBatch(IntakePart part, int number, int? counted)
{
    private readonly ApplyResult _taken = new(part.News.Count, part.Duplicates, part.Older) { Rejected = [.. part.Rejected] };
    private readonly ProductAsk[] _asks = [.. part.Asks];
    private int _counted;

    /// <summary>What products have still to decide.</summary>
    public IEnumerable<ProductAsk> Undecided => _asks.Where(ask => !ask.IsDecided && ask.Rejection is null);

    /// <summary>Whether products have anything to decide of it.</summary>
    public bool HasAsks => _asks.Length > 0;

    /// <summary>The answer as it stands.</summary>
    public ApplyResult Result()
    {
        if (_asks.Length == 0)
            return _taken;
        var failed = Undecided.SelectMany(IndexesOf).ToList();
        var rejected = _asks.Where(ask => ask.Rejection is not null)
            .SelectMany(ask => IndexesOf(ask).Select(index => new RejectedChange(index, ask.Rejection!))).ToList();
        return _taken with
        {
            Applied = _taken.Applied - failed.Count - rejected.Count,
            Failed = [.. failed],
            Rejected = [.. _taken.Rejected, .. rejected],
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
