using Orleans.Storage;

namespace RefillRadar.Tests.Cluster.Ports;

internal sealed class SharedGrainStorageOptions : IStorageProviderSerializerOptions
{
    public IGrainStorageSerializer GrainStorageSerializer { get; set; } = null!;
}
