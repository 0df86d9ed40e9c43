using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Orleans;
using Orleans.Runtime;

namespace RefillRadar.Silo.Adapters.Aws.Orleans;

/// <summary>Reads silos and version as they were together at one moment.</summary>
internal sealed class MembershipReader(IAmazonDynamoDB client, string table, string clusterId)
{
    private const int Attempts = 50;

    private readonly MembershipPartition _rows = new(client, table, clusterId);

    /// <summary>
    /// The version first, then the silos: those not newer than it are as they were with it, and if one is newer all is read again.
    /// Throws <see cref="InvalidOperationException"/> when the cluster has no version row.
    /// </summary>
    /// <param name="silo">The one silo wanted; null for all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<MembershipTableData> ReadAsync(SiloAddress? silo, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var version = await _rows.GetAsync(MembershipRow.VersionIdentity, cancellationToken)
                ?? throw new InvalidOperationException($"The table {table} has no version row of the cluster {clusterId}.");
            var silos = await SilosAsync(silo, cancellationToken);
            if (silos.TrueForAll(row => MembershipRow.Version(row) <= MembershipRow.Version(version)))
                return Data(silos, version);
            await Task.Delay(TimeSpan.FromMilliseconds(attempt), cancellationToken);
        }

        throw new InvalidOperationException($"The rows of the cluster {clusterId} in {table} stay newer than their version row.");
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
