using RefillRadar.Grains.Alerts;
using RefillRadar.Silo.Adapters.Aws.Stores;
using RefillRadar.Tests.Contracts.Contracts;

namespace RefillRadar.Tests.Contracts.Aws.Stores;

public sealed class DynamoDbAlertStoreTests(DynamoDbFixture dynamoDb) : AlertStoreContract, IClassFixture<DynamoDbFixture>
{
    private TestStores _stores = null!;

    protected override async Task<IAlertStore> CreateAsync(TimeProvider time)
    {
        _stores = await TestStores.StartAsync(dynamoDb, StoreTables.Alerts);
        return new DynamoDbAlertStore(_stores.Client, _stores.Options, time);
    }

    protected override Task DropAsync()
    {
        _stores.Dispose();
        return Task.CompletedTask;
    }
}
