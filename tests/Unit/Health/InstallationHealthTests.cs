using RefillRadar.Grains.Health;

namespace RefillRadar.Tests.Unit.Health;

public sealed class InstallationHealthTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly HealthItem Fine = new("stores", HealthStatus.Ok, "Writes succeed.");
    private static readonly HealthItem Failed = new("stores", HealthStatus.Failing, "Full.", IsBlocking: true);
    private static readonly HealthItem Silent = new("stores", HealthStatus.Failing, "No answer.", IsBlocking: true, IsSilent: true);
    private readonly DateTimeOffset _start = DateTimeOffset.UnixEpoch.AddYears(50);
    private InstallationHealth _health = new(DateTimeOffset.UnixEpoch, []);

    [Fact]
    public void A_failure_counts_at_once_and_so_does_a_first_silence()
    {
        Assert.False(Look(0, Silent).IsServing);
        Assert.True(Look(1, Fine).IsServing);
        Assert.False(Look(2, Failed).IsServing);
    }

    [Fact]
    public void Who_was_fine_may_be_silent_for_twenty_seconds_and_no_longer()
    {
        Look(0, Fine);
        Assert.Equal((HealthStatus.Attention, true), (Look(10, Silent).Status, _health.IsServing));
        Assert.Equal((HealthStatus.Attention, true), (Look(29, Silent).Status, _health.IsServing));
        Assert.Equal((HealthStatus.Failing, false), (Look(30, Silent).Status, _health.IsServing));
        Assert.False(Look(31, Silent).IsServing);
        Assert.True(Look(32, Fine).IsServing);
        Assert.True(Look(33, Silent).IsServing);
    }

    [Fact]
    public void Who_has_failed_does_not_recover_by_silence()
    {
        Look(0, Failed);
        Assert.False(Look(1, Silent).IsServing);
    }

    [Fact]
    public void A_status_keeps_its_beginning()
    {
        Look(0, Fine);
        Assert.Equal(At(0), Look(5, Fine with { Reason = "Writes succeed again." }).Items[0].Since);
        Assert.Equal(At(6), Look(6, Failed).Items[0].Since);
        Assert.Equal(At(6), Look(9, Failed).Items[0].Since);
    }

    [Fact]
    public void The_worst_part_is_the_status_and_comes_first_among_the_troubles()
    {
        var health = new InstallationHealth(_start, [Fine, new("quarantine", HealthStatus.Attention, "1."), Failed with { Name = "disk" }]);
        Assert.Equal(HealthStatus.Failing, health.Status);
        Assert.Equal(["disk", "quarantine"], health.Troubles.Select(item => item.Name));
        Assert.False(health.IsSourceStale);
        Assert.True(new InstallationHealth(_start, [new("source", HealthStatus.Failing, "No data.")]).IsSourceStale);
    }

    private DateTimeOffset At(int seconds) => _start.AddSeconds(seconds);

    private InstallationHealth Look(int seconds, HealthItem item) => _health = _health.Next(At(seconds), [item], Patience);
}
