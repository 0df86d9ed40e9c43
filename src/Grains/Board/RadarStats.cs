using Orleans;

namespace RefillRadar.Grains.Board;

/// <summary>The numbers at the top of the page.</summary>
[GenerateSerializer, Immutable, Alias("refillradar.stats")]
public sealed record RadarStats
{
    /// <summary>Products with a level and a threshold.</summary>
    [Id(0)] public int Tracked { get; init; }

    /// <summary>Products with an open alert of severity low.</summary>
    [Id(1)] public int Low { get; init; }

    /// <summary>Products with an open alert of severity out.</summary>
    [Id(2)] public int Out { get; init; }

    /// <summary>Products that are low within their hold.</summary>
    [Id(3)] public int Pending { get; init; }

    /// <summary>Alerts opened since midnight UTC, pending ones excluded.</summary>
    [Id(4)] public int OpenedToday { get; init; }

    /// <summary>Alerts resolved since midnight UTC.</summary>
    [Id(5)] public int ResolvedToday { get; init; }

    /// <summary>Products with a level and no threshold.</summary>
    [Id(6)] public int Untracked { get; init; }

    /// <summary>Records in quarantine.</summary>
    [Id(7)] public int Quarantined { get; init; }

    /// <summary>Changes taken in since the installation began.</summary>
    [Id(8)] public long RecordsTotal { get; init; }

    /// <summary>Seconds from the commit of the newest change to its arrival here.</summary>
    [Id(9)] public double LagSeconds { get; init; }

    /// <summary>Nothing has come from the source for longer than <c>Ingest:StaleAfterSeconds</c>.</summary>
    [Id(10)] public bool FeedStale { get; init; }
}
