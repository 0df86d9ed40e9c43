namespace RefillRadar.Silo.Adapters.Aws.Orleans;

/// <summary>
/// The tables of Orleans. Keys, attributes and types are those of the official DynamoDB providers, so that a cluster can move
/// from these providers to those, or back, without a migration.
/// </summary>
public static class OrleansTables
{
    /// <summary>Membership: a row a silo, and one for the version of it all, by cluster.</summary>
    public static TableLayout Silos { get; } = new("OrleansSilos", new TableKey("DeploymentId"), new TableKey("SiloIdentity"));

    /// <summary>Grain state: a row a grain and state name.</summary>
    public static TableLayout GrainState { get; } =
        new("OrleansGrainState", new TableKey("GrainReference"), new TableKey("GrainType"), "GrainTtl");
}
