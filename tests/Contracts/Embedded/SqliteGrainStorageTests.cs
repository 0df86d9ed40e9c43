using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using RefillRadar.Silo.Adapters.Embedded.Orleans;
using RefillRadar.Tests.Contracts.Contracts;

namespace RefillRadar.Tests.Contracts.Embedded;

public sealed class SqliteGrainStorageTests : GrainStorageContract
{
    private readonly TestRadar _radar = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    protected override Task<IGrainStorage> CreateAsync(string serviceId) => Task.FromResult<IGrainStorage>(new SqliteGrainStorage(
        _radar.Database,
        new SqliteGrainStorageOptions { GrainStorageSerializer = new JsonStateSerializer() },
        Options.Create(new ClusterOptions { ServiceId = serviceId }),
        _services.GetRequiredService<IActivatorProvider>()));

    protected override async Task DropAsync()
    {
        await _services.DisposeAsync();
        await _radar.DisposeAsync();
    }

    private sealed class JsonStateSerializer : IGrainStorageSerializer
    {
        public BinaryData Serialize<T>(T? input) => BinaryData.FromObjectAsJson(input);

        public T Deserialize<T>(BinaryData input) => input.ToObjectFromJson<T>()!;
    }
}
