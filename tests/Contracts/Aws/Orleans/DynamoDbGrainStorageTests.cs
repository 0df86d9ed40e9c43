using Orleans.Storage;
using RefillRadar.Silo.Adapters.Aws.Orleans;
using RefillRadar.Tests.Contracts.Contracts;

namespace RefillRadar.Tests.Contracts.Aws.Orleans;

public sealed class DynamoDbGrainStorageTests(DynamoDbFixture dynamoDb) : GrainStorageContract, IClassFixture<DynamoDbFixture>
{
    private readonly string _table = Guid.NewGuid().ToString("N");

    protected override async Task<IGrainStorage> CreateAsync(string serviceId) => await TestGrainStorage.CreateAsync(
        dynamoDb.Client, new DynamoDBStorageOptions { TableName = _table, ServiceId = serviceId });
}
