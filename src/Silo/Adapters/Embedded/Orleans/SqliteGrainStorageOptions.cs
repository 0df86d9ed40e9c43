using Orleans.Storage;

namespace RefillRadar.Silo.Adapters.Embedded.Orleans;

/// <summary>Options of one named grain storage.</summary>
internal sealed class SqliteGrainStorageOptions : IStorageProviderSerializerOptions
{
    /// <summary>Makes bytes of grain state; by default the serializer registered for the storage's name, or else the silo's.</summary>
    public IGrainStorageSerializer GrainStorageSerializer { get; set; } = null!;
}
