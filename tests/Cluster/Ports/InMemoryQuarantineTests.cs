using RefillRadar.Grains.Quarantine;
using RefillRadar.Tests.Contracts.Contracts;

namespace RefillRadar.Tests.Cluster.Ports;

public sealed class InMemoryQuarantineTests : QuarantineContract
{
    protected override Task<IQuarantine> CreateAsync(TimeProvider time) =>
        Task.FromResult<IQuarantine>(new InMemoryQuarantine(new QuarantineTable(), time, new SiloLife()));
}
