using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using RefillRadar.Silo.Adapters.Aws;

namespace RefillRadar.Tests.Contracts.Aws.Emulator;

/// <summary>A table of numbers by id, in the emulator.</summary>
internal sealed class EmulatedTable(IAmazonDynamoDB client)
{
    public string Name { get; } = $"numbers_{Guid.NewGuid():N}";

    public static async Task<EmulatedTable> CreateAsync(IAmazonDynamoDB client)
    {
        var table = new EmulatedTable(client);
        await DynamoDbTable.PrepareAsync(client, new TableLayout("numbers", new TableKey("id")), table.Name, create: true, TimeProvider.System, CancellationToken.None);
        return table;
    }

    public Task PutAsync(string id, int value) => client.PutItemAsync(Name, Item(id, value));

    /// <summary>The values of the items, in one read; null where there is none.</summary>
    public async Task<int?[]> ReadAsync(params string[] ids)
    {
        var request = new BatchGetItemRequest(new Dictionary<string, KeysAndAttributes>
        {
            [Name] = new() { Keys = [.. ids.Select(Key)], ConsistentRead = true },
        });
        var found = (await client.BatchGetItemAsync(request)).Responses[Name].ToDictionary(item => item["id"].S, Value);
        return [.. ids.Select(id => found.TryGetValue(id, out var value) ? value : (int?)null)];
    }

    /// <summary>Puts an item whatever is there.</summary>
    public TransactWriteItem Put(string id, int value) => new() { Put = new Put { TableName = Name, Item = Item(id, value) } };

    /// <summary>Puts an item that must not be there.</summary>
    public TransactWriteItem Insert(string id, int value)
    {
        var item = Put(id, value);
        item.Put.ConditionExpression = "attribute_not_exists(id)";
        return item;
    }

    /// <summary>Adds to an item, down to 0 at the lowest.</summary>
    public TransactWriteItem Add(string id, int amount) => new()
    {
        Update = new Update
        {
            TableName = Name,
            Key = Key(id),
            UpdateExpression = "ADD amount :amount",
            ConditionExpression = "amount >= :least",
            ExpressionAttributeValues = new() { [":amount"] = Number(amount), [":least"] = Number(-amount) },
            ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
        },
    };

    /// <summary>Deletes an item that must have the value.</summary>
    public TransactWriteItem Delete(string id, int value) => new()
    {
        Delete = new Delete
        {
            TableName = Name,
            Key = Key(id),
            ConditionExpression = "amount = :value",
            ExpressionAttributeValues = new() { [":value"] = Number(value) },
        },
    };

    /// <summary>Checks an item and changes nothing.</summary>
    public TransactWriteItem Check(string id, string condition) =>
        new() { ConditionCheck = new ConditionCheck { TableName = Name, Key = Key(id), ConditionExpression = condition } };

    /// <summary>Replaces a value outside a transaction; false when it is not the one expected.</summary>
    public async Task<bool> TryReplaceAsync(string id, int expected, int value)
    {
        try
        {
            await client.PutItemAsync(new PutItemRequest
            {
                TableName = Name,
                Item = Item(id, value),
                ConditionExpression = "amount = :expected",
                ExpressionAttributeValues = new() { [":expected"] = Number(expected) },
            });
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    /// <summary>Makes a transaction; returns the codes of its reasons when it is cancelled, and nothing when it is made.</summary>
    public async Task<string[]> TransactAsync(params TransactWriteItem[] items)
    {
        try
        {
            await client.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = [.. items] });
            return [];
        }
        catch (TransactionCanceledException cancelled)
        {
            return [.. cancelled.CancellationReasons.Select(reason => reason.Code)];
        }
    }

    public static int Value(Dictionary<string, AttributeValue> item) => int.Parse(item["amount"].N, CultureInfo.InvariantCulture);

    private static Dictionary<string, AttributeValue> Item(string id, int value) => new(Key(id)) { ["amount"] = Number(value) };

    private static Dictionary<string, AttributeValue> Key(string id) => new() { ["id"] = new(id) };

    private static AttributeValue Number(int value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };
}
