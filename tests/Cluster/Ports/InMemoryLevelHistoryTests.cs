using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Tests.Contracts.Contracts;

namespace RefillRadar.Tests.Cluster.Ports;

public sealed class InMemoryLevelHistoryTests : LevelHistoryContract
{
    protected override Task<ILevelHistory> CreateAsync(TimeProvider time) =>
        Task.FromResult<ILevelHistory>(new InMemoryLevelHistory(new LevelTables(), time, new SiloLife()));
}
