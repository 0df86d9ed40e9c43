using Amazon.DynamoDBv2;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using RefillRadar.Silo.Adapters.Aws;
using RefillRadar.Silo.Adapters.Aws.Orleans;

namespace RefillRadar.Tests.Contracts.Aws.Orleans;

/// <summary>Makes grain storages over a table of the emulator.</summary>
internal static class TestGrainStorage
{
    private static readonly ServiceProvider Services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    public static async Task<DynamoDbGrainStorage> CreateAsync(IAmazonDynamoDB client, DynamoDBStorageOptions options, TimeProvider? time = null)
    {
        options.GrainStorageSerializer = new JsonStateSerializer();
        // The emulator makes the table in its own time, whatever clock the storage has.
        await DynamoDbTable.PrepareAsync(
            client, OrleansTables.GrainState, options.TableName, create: true, TimeProvider.System, CancellationToken.None);
        return new DynamoDbGrainStorage(
            "test", options, client, Services.GetRequiredService<IActivatorProvider>(), time ?? TimeProvider.System);
    }
}
