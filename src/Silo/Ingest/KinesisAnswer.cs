namespace RefillRadar.Silo.Ingest;

/// <summary>The answer Lambda hands back to the event source mapping (ReportBatchItemFailures).</summary>
internal sealed record KinesisAnswer(IReadOnlyList<KinesisFailure> BatchItemFailures);

/// <summary>One record that has to come again.</summary>
internal sealed record KinesisFailure(string ItemIdentifier);

/// <summary>What became of posted records.</summary>
internal sealed record RecordsAnswer(int Applied, int Skipped, int Quarantined);
