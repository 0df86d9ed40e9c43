using Orleans;

namespace RefillRadar.Tests.Contracts.Aws.Orleans;

[GenerateSerializer]
public sealed class Tally
{
    [Id(0)]
    public int Count { get; set; }
}
