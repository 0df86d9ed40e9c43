using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Polly;
using Polly.Retry;

namespace RefillRadar.Silo.Adapters.Aws;

/// <summary>Makes sure that a table is there as the code expects it.</summary>
internal static class DynamoDbTable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Checks the keys and indexes of a table, or creates it when it is missing and <paramref name="create"/> is set. Throws
    /// <see cref="InvalidOperationException"/> with what is wrong when the table is missing or has other keys.
    /// </summary>
    public static async Task PrepareAsync(
        IAmazonDynamoDB client, TableLayout layout, string name, bool create, TimeProvider time, CancellationToken cancellationToken)
    {
        var table = await DescribeAsync(client, name, cancellationToken);
        if (table is null && !create)
            throw new InvalidOperationException($"The DynamoDB table {name} does not exist. Deploy it, or set RefillRadar:Aws:CreateTables.");
        var created = table is null && await CreateAsync(client, layout, name, cancellationToken);
        if (!IsThere(table))
            table = await Polling(time).ExecuteAsync(async cancelled => await DescribeAsync(client, name, cancelled), cancellationToken);
        foreach (var problem in Problems(layout, table!))
            throw new InvalidOperationException($"The DynamoDB table {name} {problem}.");
        // Not before the table is active, and once: it is refused while the table is being created and when it is on already.
        if (created && layout.TimeToLive is not null)
            await ExpireAsync(client, layout.TimeToLive, name, cancellationToken);
    }

    private static bool IsThere(TableDescription? table) => table is not null && table.TableStatus != TableStatus.CREATING;

    // Until the table is there, or the caller gives up.
    private static ResiliencePipeline<TableDescription?> Polling(TimeProvider time) =>
        new ResiliencePipelineBuilder<TableDescription?> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<TableDescription?>
            {
                ShouldHandle = static poll => ValueTask.FromResult(poll.Outcome.Exception is null && !IsThere(poll.Outcome.Result)),
                MaxRetryAttempts = int.MaxValue,
                Delay = Pause,
            })
            .Build();

    private static async Task<TableDescription?> DescribeAsync(IAmazonDynamoDB client, string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.DescribeTableAsync(name, cancellationToken)).Table;
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }
    }

    // False when another process creates it at the same time.
    private static async Task<bool> CreateAsync(IAmazonDynamoDB client, TableLayout layout, string name, CancellationToken cancellationToken)
    {
        var keys = layout.Indexes.SelectMany(index => new[] { index.Hash, index.Range }).Append(layout.Hash);
        if (layout.Range is { } range)
            keys = keys.Append(range);
        try
        {
            await client.CreateTableAsync(
                new CreateTableRequest
                {
                    TableName = name,
                    BillingMode = BillingMode.PAY_PER_REQUEST,
                    AttributeDefinitions = [.. keys.Distinct().Select(key => new AttributeDefinition(key.Attribute, new ScalarAttributeType(key.Type)))],
                    KeySchema = Schema(layout.Hash, layout.Range),
                    // An empty list is refused, so none has to be null.
                    GlobalSecondaryIndexes = layout.Indexes.Count == 0 ? null : [.. layout.Indexes.Select(Index)],
                },
                cancellationToken);
            return true;
        }
        catch (ResourceInUseException)
        {
            return false;
        }
    }

    private static async Task ExpireAsync(IAmazonDynamoDB client, string attribute, string name, CancellationToken cancellationToken)
    {
        var specification = new TimeToLiveSpecification { AttributeName = attribute, Enabled = true };
        await client.UpdateTimeToLiveAsync(new UpdateTimeToLiveRequest { TableName = name, TimeToLiveSpecification = specification }, cancellationToken);
    }

    private static IEnumerable<string> Problems(TableLayout layout, TableDescription table)
    {
        if (!Matches(table.KeySchema, layout.Hash, layout.Range))
            yield return $"has other keys than {layout.Hash.Attribute}{(layout.Range is { } range ? $" and {range.Attribute}" : "")}";
        foreach (var index in layout.Indexes)
        {
            var found = table.GlobalSecondaryIndexes?.Find(candidate => candidate.IndexName == index.Name);
            if (found is null || !Matches(found.KeySchema, index.Hash, index.Range))
                yield return $"lacks the index {index.Name} by {index.Hash.Attribute} and {index.Range.Attribute}";
        }
    }

    private static bool Matches(List<KeySchemaElement> schema, TableKey hash, TableKey? range) =>
        schema.Find(key => key.KeyType == KeyType.HASH)?.AttributeName == hash.Attribute
        && schema.Find(key => key.KeyType == KeyType.RANGE)?.AttributeName == range?.Attribute;

    private static GlobalSecondaryIndex Index(TableIndex index) => new()
    {
        IndexName = index.Name,
        KeySchema = Schema(index.Hash, index.Range),
        Projection = index.Projected switch
        {
            null => new Projection { ProjectionType = ProjectionType.ALL },
            { Count: 0 } => new Projection { ProjectionType = ProjectionType.KEYS_ONLY },
            var attributes => new Projection { ProjectionType = ProjectionType.INCLUDE, NonKeyAttributes = [.. attributes] },
        },
    };

    private static List<KeySchemaElement> Schema(TableKey hash, TableKey? range)
    {
        List<KeySchemaElement> schema = [new(hash.Attribute, KeyType.HASH)];
        if (range is not null)
            schema.Add(new KeySchemaElement(range.Attribute, KeyType.RANGE));
        return schema;
    }
}
