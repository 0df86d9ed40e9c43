using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Silo.Adapters.Aws.Stores;
using RefillRadar.Tests.Contracts.Contracts;

namespace RefillRadar.Tests.Contracts.Aws.Stores;

public sealed class DynamoDbLevelHistoryTests(DynamoDbFixture dynamoDb) : LevelHistoryContract, IClassFixture<DynamoDbFixture>
{
    private TestStores _stores = null!;

    protected override async Task<ILevelHistory> CreateAsync(TimeProvider time)
    {
        _stores = await TestStores.StartAsync(dynamoDb, StoreTables.LevelHistory);
        return new DynamoDbLevelHistory(_stores.Client, _stores.Options, time);
    }

    protected override Task DropAsync()
    {
        _stores.Dispose();
        return Task.CompletedTask;
    }
}
