namespace RefillRadar.Silo.Adapters.Aws.Orleans;

/// <summary>Where clients find the silos. Named as in the official package, so that it can take this one's place.</summary>
internal sealed class DynamoDBGatewayOptions
{
    /// <summary>Name of the table.</summary>
    public string TableName { get; set; } = OrleansTables.Silos.Name;

    /// <summary>Whether a missing table is created; otherwise it stops the start.</summary>
    public bool CreateIfNotExists { get; set; } = true;
}
