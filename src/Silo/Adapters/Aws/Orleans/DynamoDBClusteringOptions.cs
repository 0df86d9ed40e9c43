namespace RefillRadar.Silo.Adapters.Aws.Orleans;

/// <summary>Where silos keep their membership. Named as in the official package, so that it can take this one's place.</summary>
internal sealed class DynamoDBClusteringOptions
{
    /// <summary>Name of the table.</summary>
    public string TableName { get; set; } = OrleansTables.Silos.Name;

    /// <summary>Whether a missing table is created; otherwise it stops the start.</summary>
    public bool CreateIfNotExists { get; set; } = true;
}
