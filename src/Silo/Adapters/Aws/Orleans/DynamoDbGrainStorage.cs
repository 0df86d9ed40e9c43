using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace RefillRadar.Silo.Adapters.Aws.Orleans;

/// <summary>
/// Grain state in DynamoDB, a row a grain and state name, put whole on each write. A row's etag counts its writes from 0. An
/// expired row counts as deleted, whether DynamoDB has got to it or not.
/// </summary>
internal sealed class DynamoDbGrainStorage(
    string name, DynamoDBStorageOptions options, IAmazonDynamoDB client, IActivatorProvider activators, TimeProvider time)
    : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe($"{nameof(DynamoDbGrainStorage)}-{name}", options.InitStage, PrepareAsync);

    /// <summary>Looks for the table, see <see cref="DynamoDbTable.PrepareAsync"/>.</summary>
    public Task PrepareAsync(CancellationToken cancellationToken) =>
        DynamoDbTable.PrepareAsync(client, OrleansTables.GrainState, options.TableName, options.CreateIfNotExists, time, cancellationToken);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ReadStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var request = new GetItemRequest { TableName = options.TableName, Key = Key(stateName, grainId), ConsistentRead = true };
        var response = await client.GetItemAsync(request, cancellationToken);
        var row = response.IsItemSet && !IsExpired(response.Item) ? response.Item : null;
        var state = row?["GrainState"].B?.ToArray();
        grainState.State = state is null ? Empty<T>() : StoredGrainState.Read<T>(options.GrainStorageSerializer, state, stateName, grainId);
        grainState.RecordExists = state is not null;
        grainState.ETag = row?["ETag"].N!;
    }

    public async Task WriteStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var bytes = options.GrainStorageSerializer.Serialize(grainState.State).ToArray();
        var state = new AttributeValue { B = new MemoryStream(bytes) };
        grainState.ETag = await PutAsync(stateName, grainId, state, grainState.ETag, cancellationToken);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        // Nothing was ever stored for it, as far as it knows: a row that says otherwise is a conflict, found by the write.
        grainState.ETag = options.DeleteStateOnClear
            ? await DeleteAsync(stateName, grainId, grainState.ETag, cancellationToken)
            : await PutAsync(stateName, grainId, new AttributeValue { NULL = true }, grainState.ETag, cancellationToken);
        grainState.RecordExists = false;
        grainState.State = Empty<T>();
    }

    private async Task<string> PutAsync(
        string stateName, GrainId grainId, AttributeValue state, string? etag, CancellationToken cancellationToken)
    {
        var next = Text(etag is { Length: > 0 } ? long.Parse(etag, CultureInfo.InvariantCulture) + 1 : 0);
        var row = new Dictionary<string, AttributeValue>(Key(stateName, grainId)) { ["GrainState"] = state, ["ETag"] = new() { N = next } };
        if (options.TimeToLive is { } kept)
            row["GrainTtl"] = new AttributeValue { N = Text((time.GetUtcNow() + kept).ToUnixTimeSeconds()) };
        if (ItemSize.Of(row) is var size && size > ItemSize.Limit)
            throw new InvalidOperationException(
                $"The state {stateName} of {grainId} takes {size} bytes in {options.TableName}; an item has at most {ItemSize.Limit}.");

        var (condition, values) = Unchanged(etag);
        var request = new PutItemRequest
        {
            TableName = options.TableName,
            Item = row,
            ConditionExpression = condition,
            ExpressionAttributeValues = values,
        };
        await WriteAsync(stateName, grainId, etag, () => client.PutItemAsync(request, cancellationToken), cancellationToken);
        return next;
    }

    private async Task<string> DeleteAsync(string stateName, GrainId grainId, string? etag, CancellationToken cancellationToken)
    {
        var (condition, values) = Unchanged(etag);
        var request = new DeleteItemRequest
        {
            TableName = options.TableName,
            Key = Key(stateName, grainId),
            ConditionExpression = condition,
            ExpressionAttributeValues = values,
        };
        await WriteAsync(stateName, grainId, etag, () => client.DeleteItemAsync(request, cancellationToken), cancellationToken);
        return null!;
    }

    private async Task WriteAsync(string stateName, GrainId grainId, string? etag, Func<Task> write, CancellationToken cancellationToken)
    {
        try
        {
            await write();
        }
        catch (ConditionalCheckFailedException conflict)
        {
            var request = new GetItemRequest
            {
                TableName = options.TableName,
                Key = Key(stateName, grainId),
                ConsistentRead = true,
                ProjectionExpression = "ETag",
            };
            var stored = await client.GetItemAsync(request, cancellationToken);
            throw new InconsistentStateException(
                $"The state {stateName} of {grainId} was written by another activation.",
                stored.IsItemSet ? stored.Item["ETag"].N : null!,
                etag!,
                conflict);
        }
    }

    private (string Condition, Dictionary<string, AttributeValue> Values) Unchanged(string? etag) => etag is { Length: > 0 }
        ? ("ETag = :etag", new() { [":etag"] = new AttributeValue { N = etag } })
        : ("attribute_not_exists(GrainReference) OR GrainTtl <= :now", new() { [":now"] = new AttributeValue { N = Text(Now) } });

    private Dictionary<string, AttributeValue> Key(string stateName, GrainId grainId) =>
        new() { ["GrainReference"] = new($"{options.ServiceId}_{grainId}"), ["GrainType"] = new(stateName) };

    private bool IsExpired(Dictionary<string, AttributeValue> row) =>
        row.TryGetValue("GrainTtl", out var expires) && long.Parse(expires.N, CultureInfo.InvariantCulture) <= Now;

    private long Now => time.GetUtcNow().ToUnixTimeSeconds();

    private T Empty<T>() => activators.GetActivator<T>().Create();

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
