using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RefillRadar.Grains.Quarantine;
using RefillRadar.Silo.Adapters.Embedded.Stores;
using RefillRadar.Tests.Contracts.Contracts;

namespace RefillRadar.Tests.Contracts.Embedded;

public sealed class SqliteQuarantineTests : QuarantineContract
{
    private readonly TestRadar _radar = new();

    protected override Task<IQuarantine> CreateAsync(TimeProvider time) =>
        Task.FromResult<IQuarantine>(new SqliteQuarantine(_radar.Database, time));

    protected override async Task DropAsync() => await _radar.DisposeAsync();
}
