using Amazon.CDK.AWS.DynamoDB;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Kinesis;
using Amazon.CDK.AWS.KMS;
using Amazon.CDK.AWS.SNS;

namespace RefillRadar.Infra.Radar;

/// <summary>What silos and dashboards may do: the calls that the program makes, on the resources that it makes them on.</summary>
internal sealed class RadarPermissions(Tables tables, Thresholds thresholds, IStream stream, ITopic topic, IKey key)
{
    private string Bucket => thresholds.Bucket.BucketArn;

    public IEnumerable<PolicyStatement> Silo =>
    [
        .. Shared,
        // A transaction is allowed by what it consists of.
        Allow(["DescribeTable", "GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "ConditionCheckItem"], tables.Silos),
        Allow(["DescribeTable", "GetItem", "PutItem", "DeleteItem"], tables.GrainState),
        Allow("s3", ["GetObject"], $"{Bucket}/{Thresholds.FileKey}"),
        Allow("s3", ["GetObject", "PutObject"], $"{Bucket}/{Thresholds.FileKey}.accepted"),
        Allow("kinesis", ["DescribeStreamSummary", "ListShards", "GetShardIterator", "GetRecords"], stream.StreamArn),
        Allow("sns", ["Publish"], topic.TopicArn),
    ];

    public IEnumerable<PolicyStatement> Dashboard => [.. Shared, Allow(["DescribeTable", "Query"], tables.Silos)];

    // The stores, and the keys of sign-in cookies.
    private IEnumerable<PolicyStatement> Shared =>
    [
        Allow(["DescribeTable", "GetItem", "PutItem", "DeleteItem", "Query", "BatchWriteItem"], [.. tables.Stores]),
        Allow("dynamodb", ["Query"], [.. tables.Stores.Select(table => $"{table.TableArn}/index/*")]),
        Allow("s3", ["ListBucket"], Bucket),
        Allow("s3", ["GetObject", "PutObject"], $"{Bucket}/keys/*"),
        Allow("kms", ["Decrypt", "GenerateDataKey"], key.KeyArn),
    ];

    private static PolicyStatement Allow(string[] actions, params Table[] on) => Allow("dynamodb", actions, [.. on.Select(table => table.TableArn)]);

    private static PolicyStatement Allow(string service, string[] actions, params string[] resources) => new(new PolicyStatementProps
    {
        Actions = [.. actions.Select(action => $"{service}:{action}")],
        Resources = resources,
    });
}
