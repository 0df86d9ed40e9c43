using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Orleans;
using Orleans.Runtime;
using Polly;
using Polly.Retry;

namespace RefillRadar.Silo.Adapters.Aws.Orleans;

/// <summary>Reads silos and version as they were together at one moment.</summary>
internal sealed class MembershipReader(IAmazonDynamoDB client, string table, string clusterId, TimeProvider time)
{
    private const int MaxReads = 50;

    // Waits 1 ms, then 2 ms, and so on: a change between two reads is over at once.
    private readonly ResiliencePipeline<MembershipTableData?> _retry = new ResiliencePipelineBuilder<MembershipTableData?> { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions<MembershipTableData?>
        {
            ShouldHandle = static read => ValueTask.FromResult(read.Outcome is { Exception: null, Result: null }),
            MaxRetryAttempts = MaxReads - 1,
            BackoffType = DelayBackoffType.Linear,
            Delay = TimeSpan.FromMilliseconds(1),
        })
        .Build();

    private readonly MembershipPartition _rows = new(client, table, clusterId);

    /// <summary>
    /// The version first, then the silos: those not newer than it are as they were with it, and if one is newer all is read again.
    /// Throws <see cref="InvalidOperationException"/> when the cluster has no version row.
    /// </summary>
    /// <param name="silo">The one silo wanted; null for all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<MembershipTableData> ReadAsync(SiloAddress? silo, CancellationToken cancellationToken) =>
        await _retry.ExecuteAsync(async cancelled => await TryReadAsync(silo, cancelled), cancellationToken)
        ?? throw new InvalidOperationException($"The rows of the cluster {clusterId} in {table} stay newer than their version row.");

    // Null when a silo has changed after the version was read.
    private async Task<MembershipTableData?> TryReadAsync(SiloAddress? silo, CancellationToken cancellationToken)
    {
        var version = await _rows.GetAsync(MembershipRow.VersionIdentity, cancellationToken)
            ?? throw new InvalidOperationException($"The table {table} has no version row of the cluster {clusterId}.");
        var silos = await SilosAsync(silo, cancellationToken);
        return silos.TrueForAll(row => MembershipRow.Version(row) <= MembershipRow.Version(version)) ? Data(silos, version) : null;
    }

    private async Task<List<Dictionary<string, AttributeValue>>> SilosAsync(SiloAddress? silo, CancellationToken cancellationToken)
    {
        if (silo is not null)
            return await _rows.GetAsync(MembershipRow.Identity(silo), cancellationToken) is { } row ? [row] : [];
        var rows = new List<Dictionary<string, AttributeValue>>();
        await foreach (var each in _rows.SilosAsync(null, [], cancellationToken))
            rows.Add(each);
        return rows;
    }

    private static MembershipTableData Data(List<Dictionary<string, AttributeValue>> silos, Dictionary<string, AttributeValue> version) => new(
        silos.ConvertAll(row => Tuple.Create(MembershipRow.ReadSilo(row), MembershipRow.Etag(row))),
        new TableVersion(MembershipRow.Version(version), MembershipRow.Etag(version)));
}
