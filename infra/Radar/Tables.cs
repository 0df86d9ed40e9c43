using Amazon.CDK;
using Amazon.CDK.AWS.DynamoDB;
using Amazon.CDK.AWS.KMS;
using Constructs;
using RefillRadar.Silo.Adapters.Aws;
using RefillRadar.Silo.Adapters.Aws.Orleans;
using RefillRadar.Silo.Adapters.Aws.Stores;

namespace RefillRadar.Infra.Radar;

/// <summary>The tables, by the layouts that the program itself reads and writes by.</summary>
internal sealed class Tables : Construct
{
    public Tables(Construct scope, string id, Settings settings, IKey key)
        : base(scope, id)
    {
        Stores = [.. StoreTables.All.Select(layout => Add(layout, settings, key))];
        Silos = Add(OrleansTables.Silos, settings, key);
        GrainState = Add(OrleansTables.GrainState, settings, key);
        Quarantine = Stores[StoreTables.All.ToList().IndexOf(StoreTables.Quarantine)];
    }

    public IReadOnlyList<Table> Stores { get; }

    public Table Silos { get; }

    public Table GrainState { get; }

    public Table Quarantine { get; }

    private Table Add(TableLayout layout, Settings settings, IKey key)
    {
        var table = new Table(this, layout.Name, new TableProps
        {
            TableName = settings.TablePrefix + layout.Name,
            PartitionKey = Attribute(layout.Hash),
            SortKey = layout.Range is { } range ? Attribute(range) : null,
            TimeToLiveAttribute = layout.TimeToLive,
            BillingMode = BillingMode.PAY_PER_REQUEST,
            Encryption = TableEncryption.CUSTOMER_MANAGED,
            EncryptionKey = key,
            PointInTimeRecovery = true,
            DeletionProtection = settings.Sizes.Keep,
            RemovalPolicy = settings.Sizes.Removal,
        });
        foreach (var index in layout.Indexes)
        {
            table.AddGlobalSecondaryIndex(new GlobalSecondaryIndexProps
            {
                IndexName = index.Name,
                PartitionKey = Attribute(index.Hash),
                SortKey = Attribute(index.Range),
                ProjectionType = index.Projected switch
                {
                    null => ProjectionType.ALL,
                    { Count: 0 } => ProjectionType.KEYS_ONLY,
                    _ => ProjectionType.INCLUDE,
                },
                NonKeyAttributes = index.Projected is { Count: > 0 } attributes ? [.. attributes] : null,
            });
        }

        return table;
    }

    private static Amazon.CDK.AWS.DynamoDB.Attribute Attribute(TableKey key) => new()
    {
        Name = key.Attribute,
        Type = key.Type switch
        {
            "S" => AttributeType.STRING,
            "N" => AttributeType.NUMBER,
            "B" => AttributeType.BINARY,
            _ => throw new ArgumentException($"{key.Attribute} has no type of DynamoDB: {key.Type}", nameof(key)),
        },
    };
}
