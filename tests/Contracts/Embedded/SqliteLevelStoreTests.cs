using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RefillRadar.Grains.Stock.Levels;
using RefillRadar.Silo.Adapters.Embedded.Stores;
using RefillRadar.Tests.Contracts.Contracts;

namespace RefillRadar.Tests.Contracts.Embedded;

public sealed class SqliteLevelStoreTests : LevelStoreContract
{
    private readonly TestRadar _radar = new();

    protected override Task<ILevelStore> CreateAsync() => Task.FromResult<ILevelStore>(new SqliteLevelStore(_radar.Database));

    protected override async Task DropAsync() => await _radar.DisposeAsync();
}
