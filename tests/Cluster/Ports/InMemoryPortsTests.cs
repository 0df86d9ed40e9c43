using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Quarantine;
using RefillRadar.Grains.Stock;
using RefillRadar.Tests.Contracts.Contracts;

namespace RefillRadar.Tests.Cluster.Ports;

public sealed class InMemoryAlertStoreTests : AlertStoreContract
{
    protected override Task<IAlertStore> CreateAsync(TimeProvider time) =>
        Task.FromResult<IAlertStore>(new InMemoryAlertStore(new AlertTable(), time, new SiloLife()));
}

public sealed class InMemoryLevelStoreTests : LevelStoreContract
{
    protected override Task<ILevelStore> CreateAsync() =>
        Task.FromResult<ILevelStore>(new InMemoryLevelStore(new LevelTables(), new SiloLife()));
}

public sealed class InMemoryLevelHistoryTests : LevelHistoryContract
{
    protected override Task<ILevelHistory> CreateAsync(TimeProvider time) =>
        Task.FromResult<ILevelHistory>(new InMemoryLevelHistory(new LevelTables(), time, new SiloLife()));
}

public sealed class InMemoryQuarantineTests : QuarantineContract
{
    protected override Task<IQuarantine> CreateAsync(TimeProvider time) =>
        Task.FromResult<IQuarantine>(new InMemoryQuarantine(new QuarantineTable(), time, new SiloLife()));
}

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
