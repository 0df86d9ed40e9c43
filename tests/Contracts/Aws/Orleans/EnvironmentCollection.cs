namespace RefillRadar.Tests.Contracts.Aws.Orleans;

/// <summary>Tests that change environment variables; they run when no others do.</summary>
[CollectionDefinition(nameof(EnvironmentCollection), DisableParallelization = true)]
public sealed class EnvironmentCollection;
