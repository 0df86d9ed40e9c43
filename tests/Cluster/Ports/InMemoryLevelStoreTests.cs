using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Tests.Contracts.Contracts;

namespace RefillRadar.Tests.Cluster.Ports;

public sealed class InMemoryLevelStoreTests : LevelStoreContract
{
    protected override Task<ILevelStore> CreateAsync() =>
        Task.FromResult<ILevelStore>(new InMemoryLevelStore(new LevelTables(), new SiloLife()));
}
