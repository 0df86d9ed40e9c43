using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace RefillRadar.Silo.Adapters.Aws.Orleans;

/// <summary>Makes changes of membership: the row of a silo and the version, in one transaction.</summary>
internal sealed class MembershipWriter(IAmazonDynamoDB client, string table)
{
    private const string ConditionalCheckFailed = "ConditionalCheckFailed";
    private const string TransactionConflict = "TransactionConflict";

    /// <summary>True when the change is made, false when a row was not as expected or another change got in between: read again.</summary>
    public async Task<bool> TryAsync(MembershipWrite write, CancellationToken cancellationToken)
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
