using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace RefillRadar.Silo.Adapters.Aws.Orleans;

/// <summary>
/// The membership of a cluster: a row a silo and one that counts the changes. Each change of a silo writes both at once; a
/// heartbeat writes only its time.
/// </summary>
internal sealed class DynamoDbMembershipTable(
    IAmazonDynamoDB client, IOptions<DynamoDBClusteringOptions> options, IOptions<ClusterOptions> cluster, TimeProvider time) : IMembershipTable
{
    private readonly string _table = options.Value.TableName;
    private readonly string _cluster = cluster.Value.ClusterId;
    private readonly MembershipPartition _rows = new(client, options.Value.TableName, cluster.Value.ClusterId);
    private readonly MembershipReader _reader = new(client, options.Value.TableName, cluster.Value.ClusterId, time);
    private readonly MembershipWriter _writer = new(client, options.Value.TableName);

    public Task InitializeMembershipTable(bool tryInitTableVersion) => InitializeMembershipTableAsync(tryInitTableVersion, CancellationToken.None);

    public Task DeleteMembershipTableEntries(string clusterId) => DeleteMembershipTableEntriesAsync(clusterId, CancellationToken.None);

    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => CleanupDefunctSiloEntriesAsync(beforeDate, CancellationToken.None);

    public Task<MembershipTableData> ReadRow(SiloAddress key) => ReadRowAsync(key, CancellationToken.None);

    public Task<MembershipTableData> ReadAll() => ReadAllAsync(CancellationToken.None);

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) => InsertRowAsync(entry, tableVersion, CancellationToken.None);

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) =>
        UpdateRowAsync(entry, etag, tableVersion, CancellationToken.None);

    public Task UpdateIAmAlive(MembershipEntry entry) => UpdateIAmAliveAsync(entry, CancellationToken.None);

    public async Task InitializeMembershipTableAsync(bool tryInitTableVersion, CancellationToken cancellationToken)
    {
        await DynamoDbTable.PrepareAsync(client, OrleansTables.Silos, _table, options.Value.CreateIfNotExists, time, cancellationToken);
        // Looked for first: a write to the row while silos change it would be refused as a conflict.
        if (!tryInitTableVersion || await _rows.GetAsync(MembershipRow.VersionIdentity, cancellationToken) is not null)
            return;
        try
        {
            await client.PutItemAsync(
                new PutItemRequest
                {
                    TableName = _table,
                    Item = MembershipRow.OfVersion(_cluster, version: 0, etag: 0),
                    ConditionExpression = "attribute_not_exists(SiloIdentity)",
                },
                cancellationToken);
        }
        catch (Exception made) when (made is ConditionalCheckFailedException or TransactionConflictException)
        {
            // Another silo was faster.
        }
    }

    public async Task DeleteMembershipTableEntriesAsync(string clusterId, CancellationToken cancellationToken)
    {
        var keys = await new MembershipPartition(client, _table, clusterId).KeysAsync(cancellationToken);
        await new BatchWriter(client, time).DeleteAsync(_table, keys, cancellationToken);
    }

    public Task<MembershipTableData> ReadRowAsync(SiloAddress key, CancellationToken cancellationToken) =>
        _reader.ReadAsync(key, cancellationToken);

    public Task<MembershipTableData> ReadAllAsync(CancellationToken cancellationToken) =>
        _reader.ReadAsync(silo: null, cancellationToken);

    public Task<bool> InsertRowAsync(MembershipEntry entry, TableVersion tableVersion, CancellationToken cancellationToken) =>
        TryWriteAsync(entry, siloEtag: null, tableVersion, cancellationToken);

    public async Task<bool> UpdateRowAsync(
        MembershipEntry entry, string etag, TableVersion tableVersion, CancellationToken cancellationToken) =>
        IsEtag(etag, out var siloEtag) && await TryWriteAsync(entry, siloEtag, tableVersion, cancellationToken);

    public Task UpdateIAmAliveAsync(MembershipEntry entry, CancellationToken cancellationToken) => client.UpdateItemAsync(
        new UpdateItemRequest
        {
            TableName = _table,
            Key = MembershipRow.Key(_cluster, MembershipRow.Identity(entry.SiloAddress)),
            UpdateExpression = "SET IAmAliveTime = :time",
            // A row that clean-up has deleted must not come back as a fragment.
            ConditionExpression = "attribute_exists(SiloIdentity)",
            ExpressionAttributeValues = new() { [":time"] = new AttributeValue(MembershipTime.Write(entry.IAmAliveTime)) },
        },
        cancellationToken);

    public async Task CleanupDefunctSiloEntriesAsync(DateTimeOffset beforeDate, CancellationToken cancellationToken)
    {
        var dead = new Dictionary<string, AttributeValue> { [":dead"] = MembershipRow.Number((int)SiloStatus.Dead) };
        await foreach (var row in _rows.SilosAsync("SiloStatus = :dead", dead, cancellationToken))
        {
            var silo = MembershipRow.ReadSilo(row);
            if (silo.StartTime < beforeDate.UtcDateTime && silo.IAmAliveTime < beforeDate.UtcDateTime)
                await DeleteDeadAsync(row, cancellationToken);
        }
    }

    private async Task DeleteDeadAsync(Dictionary<string, AttributeValue> row, CancellationToken cancellationToken)
    {
        try
        {
            await client.DeleteItemAsync(
                new DeleteItemRequest
                {
                    TableName = _table,
                    Key = MembershipRow.Key(_cluster, row["SiloIdentity"].S),
                    ConditionExpression = "SiloStatus = :dead AND ETag = :etag",
                    ExpressionAttributeValues = new() { [":dead"] = row["SiloStatus"], [":etag"] = row["ETag"] },
                },
                cancellationToken);
        }
        catch (Exception changed) when (changed is ConditionalCheckFailedException or TransactionConflictException)
        {
            // It changed meanwhile, or another silo deletes it; the next clean-up looks again.
        }
    }

    private async Task<bool> TryWriteAsync(
        MembershipEntry entry, long? siloEtag, TableVersion tableVersion, CancellationToken cancellationToken)
    {
        if (!IsEtag(tableVersion.VersionEtag, out var versionEtag))
            return false;
        var write = new MembershipWrite(
            MembershipRow.OfSilo(_cluster, entry, tableVersion.Version, siloEtag + 1 ?? 0),
            siloEtag,
            MembershipRow.OfVersion(_cluster, tableVersion.Version, versionEtag + 1),
            versionEtag);
        return await _writer.TryAsync(write, cancellationToken);
    }

    // What is no number cannot be the etag of any row.
    private static bool IsEtag(string? text, out long etag) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out etag);
}
