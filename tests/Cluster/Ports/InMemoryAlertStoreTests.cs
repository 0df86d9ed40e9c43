using RefillRadar.Grains.Alerts;
using RefillRadar.Tests.Contracts.Contracts;

namespace RefillRadar.Tests.Cluster.Ports;

public sealed class InMemoryAlertStoreTests : AlertStoreContract
{
    protected override Task<IAlertStore> CreateAsync(TimeProvider time) =>
        Task.FromResult<IAlertStore>(new InMemoryAlertStore(new AlertTable(), time, new SiloLife()));
}
