using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Silo.Adapters.Aws.Stores;
using RefillRadar.Tests.Contracts.Contracts;

namespace RefillRadar.Tests.Contracts.Aws.Stores;

public sealed class DynamoDbLevelStoreTests(DynamoDbFixture dynamoDb) : LevelStoreContract, IClassFixture<DynamoDbFixture>
{
    private TestStores _stores = null!;

    protected override async Task<ILevelStore> CreateAsync()
    {
        _stores = await TestStores.StartAsync(dynamoDb, StoreTables.Levels);
        return new DynamoDbLevelStore(_stores.Client, _stores.Options, TimeProvider.System);
    }

    protected override Task DropAsync()
    {
        _stores.Dispose();
        return Task.CompletedTask;
    }
}
