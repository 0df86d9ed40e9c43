namespace RefillRadar.Silo.Ingest;

/// <summary>The way in for events made inside this process: the same parser and the same grains as <c>POST /ingest/kinesis</c>.</summary>
internal interface IIngestDoor
{
    /// <summary>
    /// Takes a Lambda Kinesis event and returns once everything it decided is stored, with the sequence numbers that failed
    /// (empty: none). A record that cannot be read has not failed, it is in the quarantine. Throws when nothing could be taken.
    /// The body is the caller's again when the task is done.
    /// </summary>
    Task<IReadOnlyList<string>> PostAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken);

    /// <summary>The source was asked and had nothing new: it is alive, only quiet.</summary>
    void Heartbeat();
}
