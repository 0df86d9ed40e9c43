using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Silo.Adapters.Embedded.Stores;
using RefillRadar.Tests.Contracts.Contracts;

namespace RefillRadar.Tests.Contracts.Embedded;

public sealed class SqliteLevelHistoryTests : LevelHistoryContract
{
    private readonly TestRadar _radar = new();

    protected override Task<ILevelHistory> CreateAsync(TimeProvider time) =>
        Task.FromResult<ILevelHistory>(new SqliteLevelHistory(_radar.Database, time));

    protected override async Task DropAsync() => await _radar.DisposeAsync();
}
