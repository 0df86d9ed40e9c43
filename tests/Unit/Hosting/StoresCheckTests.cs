using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;
using RefillRadar.Grains.Board;
using RefillRadar.Silo.Hosting;
using RefillRadar.Tests.Unit.Dashboard;

namespace RefillRadar.Tests.Unit.Hosting;

public sealed class StoresCheckTests
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(50));
    private readonly FakeRadar _radar = new() { Stats = () => Task.FromResult(new RadarStats { Tracked = 7 }) };
    private readonly StoresCheck _check;

    public StoresCheckTests() => _check = new StoresCheck(_radar, _time);

    [Fact]
    public async Task Ready_while_stores_and_grains_answer()
    {
        var result = await CheckAsync();
        Assert.Equal((HealthStatus.Healthy, "7 products tracked"), (result.Status, result.Description));
    }

    [Fact]
    public async Task Slow_grains_leave_a_process_ready_that_was_so_a_moment_ago_and_it_says_so_within_a_second()
    {
        await CheckAsync();
        _radar.Stats = () => new TaskCompletionSource<RadarStats>().Task;
        _time.Advance(TimeSpan.FromSeconds(10));
        var slow = CheckAsync();
        Assert.False(slow.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HealthStatus.Degraded, (await slow).Status);
    }

    [Fact]
    public async Task A_failure_leaves_a_process_ready_for_twenty_seconds_and_no_longer()
    {
        await CheckAsync();
        _radar.Stats = () => throw new TimeoutException("No.");
        _time.Advance(TimeSpan.FromSeconds(19));
        Assert.Equal(HealthStatus.Degraded, (await CheckAsync()).Status);
        _time.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<TimeoutException>(CheckAsync);

        _radar.Stats = () => Task.FromResult(new RadarStats());
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync()).Status);
    }

    [Fact]
    public async Task A_process_that_was_never_ready_is_not_while_it_waits()
    {
        using var patience = new CancellationTokenSource();
        _radar.Stats = () => new TaskCompletionSource<RadarStats>().Task;
        var check = _check.CheckHealthAsync(new HealthCheckContext(), patience.Token);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(check.IsCompleted);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => check);
    }

    private Task<HealthCheckResult> CheckAsync() => _check.CheckHealthAsync(new HealthCheckContext());
}
