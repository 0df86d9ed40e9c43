using RefillRadar.Silo.Ingest;

namespace RefillRadar.Silo.Adapters.Aws.Kinesis;

/// <summary>The stream that <see cref="KinesisChangeLog"/> reads again is a log of its own; others are not.</summary>
internal sealed class KinesisStreams(AwsOptions options) : ILoggedStreams
{
    private readonly string _end = $":stream/{options.StreamName}";

    /// <inheritdoc/>
    public bool Contains(string stream) => stream.EndsWith(_end, StringComparison.Ordinal);
}
