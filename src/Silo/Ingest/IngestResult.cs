namespace RefillRadar.Silo.Ingest;

/// <summary>What became of a delivery.</summary>
/// <param name="Applied">Changes that were news.</param>
/// <param name="Skipped">Changes seen before, and records that carry no stock.</param>
/// <param name="Quarantined">Records that could not be read, kept.</param>
/// <param name="Failed">Indexes of records that have to come again.</param>
/// <param name="Reason">Why the first of the quarantined could not be read.</param>
internal sealed record IngestResult(int Applied, int Skipped, int Quarantined, IReadOnlyCollection<int> Failed, string? Reason);
