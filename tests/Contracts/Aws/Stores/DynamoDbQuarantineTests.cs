using RefillRadar.Grains.Quarantine;
using RefillRadar.Silo.Adapters.Aws.Stores;
using RefillRadar.Tests.Contracts.Contracts;

namespace RefillRadar.Tests.Contracts.Aws.Stores;

public sealed class DynamoDbQuarantineTests(DynamoDbFixture dynamoDb) : QuarantineContract, IClassFixture<DynamoDbFixture>
{
    private TestStores _stores = null!;

    protected override async Task<IQuarantine> CreateAsync(TimeProvider time)
    {
        _stores = await TestStores.StartAsync(dynamoDb, StoreTables.Quarantine);
        return new DynamoDbQuarantine(_stores.Client, _stores.Options, time);
    }

    protected override Task DropAsync()
    {
        _stores.Dispose();
        return Task.CompletedTask;
    }
}
