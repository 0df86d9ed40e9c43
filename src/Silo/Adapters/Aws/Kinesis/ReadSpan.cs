namespace RefillRadar.Silo.Adapters.Aws.Kinesis;

/// <summary>Which records of a shard are read again.</summary>
/// <param name="From">UTC time of arrival; null: from the oldest.</param>
/// <param name="Until">A record that arrived after this UTC time ends it, if the end of the shard has not come before.</param>
internal sealed record ReadSpan(DateTime? From, DateTime Until);
