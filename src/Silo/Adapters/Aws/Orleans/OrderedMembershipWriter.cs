using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace RefillRadar.Silo.Adapters.Aws.Orleans;

/// <summary>
/// Changes of membership without transactions, for emulators: the new silo row is announced in the version row, then put, then
/// counted, each by a conditional write. One announcement at a time fits in, and whoever meets one finishes it, so that no change
/// and no version is lost or made twice, even when a process dies between two steps.
/// </summary>
/// <remarks>
/// Weaker than a transaction: a process that dies after announcing has made a change that its caller was never told of; who reads
/// the table without <see cref="SettleAsync"/> may see a silo row that is newer than the version; and one that stands still while finishing
/// an insert can bring back the row when the silo has died and been cleaned up meanwhile. All writers of a table have to go this way.
/// </remarks>
internal sealed class OrderedMembershipWriter(IAmazonDynamoDB client, string table, string clusterId)
{
    private readonly MembershipPartition _rows = new(client, table, clusterId);

    public async Task<bool> TryAsync(MembershipWrite write, CancellationToken cancellationToken)
    {
        // Silo rows change only after an announcement, which changes the version row: what holds here holds while the next write succeeds.
        var current = await _rows.GetAsync(write.Silo["SiloIdentity"].S, cancellationToken);
        if (write.SiloEtag != (current is null ? null : MembershipRow.Number(current, "ETag")))
            return false;
        var announced = await UpdateVersionAsync(
            "SET PendingRow = :row",
            "ETag = :etag AND attribute_not_exists(PendingRow)",
            new() { [":row"] = new AttributeValue { M = write.Silo }, [":etag"] = MembershipRow.Number(write.VersionEtag) },
            cancellationToken);
        await SettleAsync(cancellationToken);
        return announced;
    }

    /// <summary>Finishes the change that is announced, if one is. Any number of processes may do so at once.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        var version = await _rows.GetAsync(MembershipRow.VersionIdentity, cancellationToken);
        if (version is null || !version.TryGetValue("PendingRow", out var pending))
            return;
        await PutAsync(pending.M, cancellationToken);
        var etag = MembershipRow.Number(version, "ETag");
        await UpdateVersionAsync(
            "SET ETag = :next, MembershipVersion = :version REMOVE PendingRow",
            "ETag = :etag AND attribute_exists(PendingRow)",
            new()
            {
                [":etag"] = MembershipRow.Number(etag),
                [":next"] = MembershipRow.Number(etag + 1),
                [":version"] = pending.M["MembershipVersion"],
            },
            cancellationToken);
    }

    // The etag of a silo row counts its changes from 0, so the row itself tells what it follows.
    private async Task PutAsync(Dictionary<string, AttributeValue> row, CancellationToken cancellationToken)
    {
        var etag = MembershipRow.Number(row, "ETag");
        try
        {
            await client.PutItemAsync(
                new PutItemRequest
                {
                    TableName = table,
                    Item = row,
                    ConditionExpression = etag == 0 ? "attribute_not_exists(SiloIdentity)" : "ETag = :before",
                    ExpressionAttributeValues = etag == 0 ? null : new() { [":before"] = MembershipRow.Number(etag - 1) },
                },
                cancellationToken);
        }
        catch (ConditionalCheckFailedException)
        {
            // Another process has put it.
        }
    }

    private async Task<bool> UpdateVersionAsync(
        string update, string condition, Dictionary<string, AttributeValue> values, CancellationToken cancellationToken)
    {
        try
        {
            await client.UpdateItemAsync(
                new UpdateItemRequest
                {
                    TableName = table,
                    Key = MembershipRow.Key(clusterId, MembershipRow.VersionIdentity),
                    UpdateExpression = update,
                    ConditionExpression = condition,
                    ExpressionAttributeValues = values,
                },
                cancellationToken);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }
}
