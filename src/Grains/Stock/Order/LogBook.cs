using System.Collections.Immutable;

namespace RefillRadar.Grains.Stock.Order;

/// <summary>The logs of all sources that a partition follows.</summary>
internal sealed record LogBook(ImmutableArray<SourceLog> Logs)
{
    /// <summary>Most sources whose logs are followed. Beyond them, those that were not heard for longest are forgotten.</summary>
    public const int MostSources = 256;

    /// <summary>No source was heard yet.</summary>
    public static readonly LogBook Empty = new([]);

    /// <summary>The log of a source, a new one when it was never heard.</summary>
    public SourceLog Of(string source)
    {
        var at = IndexOf(Logs, source);
        return at < 0 ? new SourceLog { Source = source } : Logs[at];
    }

    /// <summary>With these logs as they are now, the latest heard first.</summary>
    public LogBook With(IReadOnlyCollection<SourceLog> logs)
    {
        var all = Logs;
        foreach (var log in logs)
        {
            var at = IndexOf(all, log.Source);
            if (at < 0 || all[at] != log)
                all = at == 0 ? all.SetItem(0, log) : (at < 0 ? all : all.RemoveAt(at)).Insert(0, log);
        }

        return all == Logs ? this : new LogBook(all.Length <= MostSources ? all : all[..MostSources]);
    }

    /// <summary>With those of other logs that are further: in epoch, or in place.</summary>
    public LogBook Raised(ImmutableArray<SourceLog> others) =>
        With([.. others.Where(other => Of(other.Source) is var log && Position.Compare(other.Epoch, other.Highest, log.Epoch, log.Highest) > 0)]);

    private static int IndexOf(ImmutableArray<SourceLog> logs, string source)
    {
        for (var at = 0; at < logs.Length; at++)
        {
            if (string.Equals(logs[at].Source, source, StringComparison.Ordinal))
                return at;
        }

        return -1;
    }
}
