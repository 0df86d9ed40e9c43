namespace RefillRadar.Silo.Ingest;

/// <summary>The answer Lambda hands back to the event source mapping (ReportBatchItemFailures).</summary>
internal sealed record KinesisAnswer(IReadOnlyList<KinesisFailure> BatchItemFailures);

/// <summary>One record that has to come again.</summary>
internal sealed record KinesisFailure(string ItemIdentifier);

/// <summary>What became of posted records.</summary>
internal sealed record RecordsAnswer(int Applied, int Skipped, int Quarantined)
{
    /// <summary>How many were skipped for which reason: duplicate, older, control, otherTable, tombstone. Left out when none were.</summary>
    public IReadOnlyDictionary<string, int>? SkippedBy { get; init; }

    /// <summary>Tables that skipped records named, ten at most: a wrong <c>RefillRadar:Source:Table</c> shows here. Left out when there are none.</summary>
    public IReadOnlyCollection<string>? OtherTables { get; init; }
}
