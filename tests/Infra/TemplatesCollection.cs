namespace RefillRadar.Tests.Infra;

/// <summary>Tests that look at the same templates.</summary>
[CollectionDefinition(Name)]
public sealed class TemplatesCollection : ICollectionFixture<Templates>
{
    public const string Name = "Templates";
}
