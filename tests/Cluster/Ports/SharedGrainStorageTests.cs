using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using RefillRadar.Tests.Contracts.Contracts;

namespace RefillRadar.Tests.Cluster.Ports;

public sealed class SharedGrainStorageTests : GrainStorageContract
{
    private readonly GrainTable _table = new();

    protected override Task<IGrainStorage> CreateAsync(string serviceId)
    {
        var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        return Task.FromResult<IGrainStorage>(new SharedGrainStorage(
            _table, new SharedGrainStorageOptions { GrainStorageSerializer = new JsonStateSerializer() },
            services.GetRequiredService<IActivatorProvider>(), new SiloLife(), serviceId));
    }

    private sealed class JsonStateSerializer : IGrainStorageSerializer
    {
        public BinaryData Serialize<T>(T? input) => BinaryData.FromObjectAsJson(input);

        public T Deserialize<T>(BinaryData input) => input.ToObjectFromJson<T>()!;
    }
}
