using Orleans;
using Orleans.Storage;

namespace RefillRadar.Silo.Adapters.Aws.Orleans;

/// <summary>Options of one named grain storage. Named as in the official package, so that it can take this one's place.</summary>
internal sealed class DynamoDBStorageOptions : IStorageProviderSerializerOptions
{
    /// <summary>Name of the table.</summary>
    public string TableName { get; set; } = OrleansTables.GrainState.Name;

    /// <summary>Whether a missing table is created; otherwise it stops the start.</summary>
    public bool CreateIfNotExists { get; set; } = true;

    /// <summary>Stands before the grain in each key, with an underscore; the underscore stays when it is empty.</summary>
    public string ServiceId { get; set; } = "";

    /// <summary>Whether clearing deletes the row. Otherwise the row stays, without state, and its etag goes on counting.</summary>
    public bool DeleteStateOnClear { get; set; }

    /// <summary>How long after its last write a state is kept; null for ever.</summary>
    public TimeSpan? TimeToLive { get; set; }

    /// <summary>The stage of the silo's start at which the table is looked at.</summary>
    public int InitStage { get; set; } = ServiceLifecycleStage.ApplicationServices;

    /// <summary>Makes bytes of grain state; by default the serializer registered for the storage's name, or else the silo's.</summary>
    public IGrainStorageSerializer GrainStorageSerializer { get; set; } = null!;
}
