namespace RefillRadar.Tests.EndToEnd.Running;

/// <summary>Classes that measure times, or that need the whole machine: beside others they would measure those.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "alone";
}
