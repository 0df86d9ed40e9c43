namespace RefillRadar.Silo.Ingest;

/// <summary>What became of a delivery.</summary>
/// <param name="Applied">Changes that were news.</param>
/// <param name="Skipped">Changes seen before, and records that carry no stock.</param>
/// <param name="Quarantined">Records that could not be read, kept.</param>
/// <param name="Failed">Indexes of records that have to come again.</param>
/// <param name="Reason">Why the first of the quarantined could not be read.</param>
internal sealed record IngestResult(int Applied, int Skipped, int Quarantined, IReadOnlyCollection<int> Failed, string? Reason)
{
    /// <summary>How many were skipped for which reason, see <see cref="SkippedRecords.By"/>; null when none were.</summary>
    public IReadOnlyDictionary<string, int>? SkippedBy { get; private init; }

    /// <summary>See <see cref="SkippedRecords.Tables"/>; null for none.</summary>
    public IReadOnlyCollection<string>? OtherTables { get; private init; }

    /// <summary>What a batch came to. The batch may be used again afterwards.</summary>
    public static IngestResult Of(int applied, IncomingBatch batch, IReadOnlyCollection<int> failed)
    {
        var skipped = batch.Skipped;
        return new IngestResult(applied, skipped.Count, batch.Rejected.Count, failed, batch.Rejected.FirstOrDefault()?.Reason)
        {
            SkippedBy = skipped.Count == 0 ? null : new Dictionary<string, int>(skipped.By),
            OtherTables = skipped.Tables.Count == 0 ? null : [.. skipped.Tables],
        };
    }
}
