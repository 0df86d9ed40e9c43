namespace RefillRadar.Ingest.Formats;

/// <summary>
/// Takes what a reader finds, in the order of the batch. Each record of a batch ends in one call, except an update that
/// moves a row to another key: it gives the delete of the old key, then the update of the new one.
/// </summary>
public interface IRecordSink
{
    /// <summary>A change of a stock level.</summary>
    void Change(in ChangeRecord change);

    /// <summary>A record for the quarantine.</summary>
    void Rejected(in RejectedRecord record);

    /// <summary>A record that is no change of a stock level and needs no attention.</summary>
    void Ignored(in IgnoredRecord record);
}
