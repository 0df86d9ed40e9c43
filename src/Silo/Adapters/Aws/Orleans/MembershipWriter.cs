using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace RefillRadar.Silo.Adapters.Aws.Orleans;

/// <summary>
/// Makes changes of membership: in one transaction on AWS, and, the one place where they differ, by
/// <see cref="OrderedMembershipWriter"/> where the client points to this machine, as emulators have no transactions.
/// </summary>
internal sealed class MembershipWriter(IAmazonDynamoDB client, string table, string clusterId)
{
    private const string ConditionalCheckFailed = "ConditionalCheckFailed";
    private const string TransactionConflict = "TransactionConflict";

    private readonly OrderedMembershipWriter? _ordered =
        DynamoDbTable.IsLocal(client) ? new OrderedMembershipWriter(client, table, clusterId) : null;

    /// <summary>True when the change is made, false when a row was not as expected or another change got in between: read again.</summary>
    public Task<bool> TryAsync(MembershipWrite write, CancellationToken cancellationToken) =>
        _ordered?.TryAsync(write, cancellationToken) ?? TransactAsync(write, cancellationToken);

    /// <summary>Finishes a change that is under way. With transactions there is never one to be seen.</summary>
    public Task SettleAsync(CancellationToken cancellationToken) => _ordered?.SettleAsync(cancellationToken) ?? Task.CompletedTask;

    private async Task<bool> TransactAsync(MembershipWrite write, CancellationToken cancellationToken)
    {
        try
        {
            await client.TransactWriteItemsAsync(
                new TransactWriteItemsRequest { TransactItems = [Put(write.Silo, write.SiloEtag), Put(write.Version, write.VersionEtag)] },
                cancellationToken);
            return true;
        }
        catch (TransactionCanceledException cancelled) when (IsContention(cancelled))
        {
            return false;
        }
    }

    private TransactWriteItem Put(Dictionary<string, AttributeValue> row, long? etag) => new()
    {
        Put = new Put
        {
            TableName = table,
            Item = row,
            ConditionExpression = etag is null ? "attribute_not_exists(SiloIdentity)" : "ETag = :etag",
            ExpressionAttributeValues = etag is null ? null : new() { [":etag"] = MembershipRow.Number(etag.Value) },
        },
    };

    // A reason of any other kind, such as throttling, is no lost race, even beside one.
    private static bool IsContention(TransactionCanceledException cancelled)
    {
        var codes = (cancelled.CancellationReasons ?? []).Select(reason => reason.Code).Where(code => code is not (null or "None")).ToList();
        return codes.Count > 0 && codes.TrueForAll(code => code is ConditionalCheckFailed or TransactionConflict);
    }
}
