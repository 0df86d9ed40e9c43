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
        foreach (var log in Logs)
        {
            if (string.Equals(log.Source, source, StringComparison.Ordinal))
                return log;
        }

        return new SourceLog { Source = source };
    }

    /// <summary>With these logs as they are now, the latest heard first.</summary>
    public LogBook With(IReadOnlyCollection<SourceLog> logs)
    {
        if (logs.All(log => Logs.Contains(log)))
            return this;
        var sources = logs.Select(log => log.Source).ToHashSet(StringComparer.Ordinal);
        return new LogBook([.. logs.Concat(Logs.Where(log => !sources.Contains(log.Source))).Take(MostSources)]);
    }

    /// <summary>With those of other logs that are further: in epoch, or in place.</summary>
    public LogBook Raised(ImmutableArray<SourceLog> others) =>
        With([.. others.Where(other => Of(other.Source) is var log && Position.Compare(other.Epoch, other.Highest, log.Epoch, log.Highest) > 0)]);
}
