using Microsoft.Extensions.Time.Testing;
using RefillRadar.Grains.Contracts;
using RefillRadar.Grains.Stock.Levels;

namespace RefillRadar.Tests.Contracts.Contracts;

/// <summary>What every level history keeps to.</summary>
public abstract class LevelHistoryContract : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly CancellationToken _ct = CancellationToken.None;

    protected FakeTimeProvider Time { get; } = new(Now);

    private ILevelHistory History { get; set; } = null!;

    protected abstract Task<ILevelHistory> CreateAsync(TimeProvider time);

    protected virtual Task DropAsync() => Task.CompletedTask;

    public async Task InitializeAsync() => History = await CreateAsync(Time);

    public Task DisposeAsync() => DropAsync();

    [Fact]
    public async Task Samples_come_oldest_first_from_inclusive_to_exclusive_and_only_of_their_product()
    {
        await History.AppendAsync(1, [Sample("a", -1, 1), Sample("a", -3, 0.1m), Sample("b", -2, 9), Sample("a", -2, -2.5m), Sample("a", 0, 4)], _ct);
        var samples = await History.ReadAsync(1, "a", Now.AddMinutes(-3), Now, _ct);
        Assert.Equal([Sample("a", -3, 0.1m), Sample("a", -2, -2.5m), Sample("a", -1, 1)], samples.AsEnumerable());
        Assert.Empty(await History.ReadAsync(1, "c", DateTimeOffset.MinValue, DateTimeOffset.MaxValue, _ct));
    }

    [Fact]
    public async Task The_same_sample_twice_is_kept_once()
    {
        await History.AppendAsync(1, [Sample("a", -1, 1), Sample("a", -1, 1)], _ct);
        await History.AppendAsync(1, [Sample("a", -1, 1)], _ct);
        Assert.Single(await History.ReadAsync(1, "a", Now.AddHours(-1), Now, _ct));
    }

    [Fact]
    public async Task Samples_are_forgotten_after_thirty_days()
    {
        await History.AppendAsync(1, [Sample("a", 0, 1), Sample("a", 1, 2)], _ct);
        Time.SetUtcNow(Now.AddDays(30).AddSeconds(30));
        Assert.Equal([Sample("a", 1, 2)], (await History.ReadAsync(1, "a", DateTimeOffset.MinValue, DateTimeOffset.MaxValue, _ct)).AsEnumerable());
    }

    private static LevelSample Sample(string key, int minutes, decimal quantity) => new(key, Now.AddMinutes(minutes), quantity);
}
