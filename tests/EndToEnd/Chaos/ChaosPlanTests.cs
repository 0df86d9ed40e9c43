namespace RefillRadar.Tests.EndToEnd.Chaos;

public sealed class ChaosPlanTests
{
    private static readonly FaultKind[] Kinds = Enum.GetValues<FaultKind>();

    [Fact]
    public void The_same_seed_gives_the_same_faults_and_another_seed_others()
    {
        var size = new ChaosSize(200, 1_000_000, Seed: 7);
        Assert.Equal(ChaosPlan.Create(size, Kinds), ChaosPlan.Create(size, Kinds));
        Assert.NotEqual(ChaosPlan.Create(size, Kinds), ChaosPlan.Create(size with { Seed = 8 }, Kinds));
    }

    [Theory]
    [InlineData(14)]
    [InlineData(200)]
    public void Every_kind_strikes_equally_often(int faults)
    {
        var plan = ChaosPlan.Create(new ChaosSize(faults, 1_000, Seed: 1), Kinds);
        Assert.Equal(faults, plan.Count);
        Assert.All(plan.CountBy(fault => fault.Kind), kind => Assert.InRange(kind.Value, faults / Kinds.Length, faults / Kinds.Length + 1));
        Assert.Equal(Kinds, plan.Select(fault => fault.Kind).Distinct().Order());
    }

    [Theory]
    [InlineData(10, 4)]
    [InlineData(200, 30)]
    public void No_fault_lasts_longer_than_its_run_allows(int faults, int seconds)
    {
        var plan = ChaosPlan.Create(new ChaosSize(faults, 1_000, Seed: 1), Kinds);
        Assert.All(plan, fault => Assert.InRange(fault.For.TotalSeconds, 0.1, seconds));
        Assert.Equal(faults > 30, plan.Any(fault => fault.For.TotalSeconds > 20));
    }
}
