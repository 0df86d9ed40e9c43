using RefillRadar.Grains.Stock.Partition;

namespace RefillRadar.Silo.Ingest;

/// <summary>How a source inside this process hands its changes in: the same parser and the same grains as <c>POST /ingest/kinesis</c>.</summary>
internal interface IBatchIngest
{
    /// <summary>
    /// Takes a Lambda Kinesis event of a source that keeps a log of its own, and returns once everything it decided is stored, with the
    /// sequence numbers that failed (empty: none). A record that cannot be read has not failed: it is in the quarantine. Throws when
    /// nothing could be taken. The body is the caller's again when the task is done.
    /// </summary>
    Task<IReadOnlyList<string>> PostAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken);

    /// <summary>All levels that are known, whatever source they came from; null while some are still read again after an unclean stop.</summary>
    Task<IReadOnlyList<KnownLevel>?> KnownAsync(CancellationToken cancellationToken);

    /// <summary>The source was asked and had nothing new: it is alive, only quiet.</summary>
    void Heartbeat();
}
