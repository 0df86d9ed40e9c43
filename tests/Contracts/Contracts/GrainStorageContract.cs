using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Tests.Contracts.Contracts;

/// <summary>What every grain storage keeps to.</summary>
public abstract class GrainStorageContract : IAsyncLifetime
{
    private static readonly GrainId Grain = GrainId.Create("product", "7@N/🚲 '");

    private IGrainStorage Storage { get; set; } = null!;

    /// <summary>A storage of one service over the one database of the test.</summary>
    protected abstract Task<IGrainStorage> CreateAsync(string serviceId);

    protected virtual Task DropAsync() => Task.CompletedTask;

    public async Task InitializeAsync() => Storage = await CreateAsync("service");

    public Task DisposeAsync() => DropAsync();

    [Fact]
    public async Task A_state_never_written_is_new_and_does_not_exist()
    {
        var state = await ReadAsync();
        Assert.False(state.RecordExists);
        Assert.Null(state.ETag);
        Assert.NotNull(state.State);
    }

    [Fact]
    public async Task What_is_written_is_read_with_the_same_etag()
    {
        var written = await WriteAsync(await ReadAsync(), 42);
        var read = await ReadAsync();
        Assert.True(read.RecordExists);
        Assert.Equal(42, read.State!.Number);
        Assert.Equal(written.ETag, read.ETag);
        Assert.True(written.RecordExists);
    }

    [Fact]
    public async Task Etags_change_with_every_write()
    {
        var state = await ReadAsync();
        var etags = new HashSet<string>();
        for (var i = 0; i < 5; i++)
            Assert.True(etags.Add((await WriteAsync(state, i)).ETag!));
    }

    [Fact]
    public async Task Of_two_who_read_the_same_only_the_first_writes()
    {
        await WriteAsync(await ReadAsync(), 1);
        var first = await ReadAsync();
        var second = await ReadAsync();
        await WriteAsync(first, 2);

        var conflict = await Assert.ThrowsAsync<InconsistentStateException>(() => WriteAsync(second, 3));
        Assert.Equal(first.ETag, conflict.StoredEtag);
        Assert.Equal(second.ETag, conflict.CurrentEtag);
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.ClearStateAsync("state", Grain, second));
        Assert.Equal(2, (await ReadAsync()).State!.Number);
    }

    [Fact]
    public async Task Of_two_first_writers_one_loses()
    {
        var first = await ReadAsync();
        var second = await ReadAsync();
        await WriteAsync(first, 1);
        await Assert.ThrowsAsync<InconsistentStateException>(() => WriteAsync(second, 2));
        await Assert.ThrowsAsync<InconsistentStateException>(() => WriteAsync(new GrainState<Counter> { State = new(), ETag = "77" }, 2));
    }

    [Fact]
    public async Task A_cleared_state_is_new_again_and_can_be_written_on()
    {
        var state = await WriteAsync(await ReadAsync(), 1);
        var stale = await ReadAsync();
        await Storage.ClearStateAsync("state", Grain, state);
        Assert.False(state.RecordExists);
        Assert.Equal(0, state.State!.Number);
        Assert.False((await ReadAsync()).RecordExists);

        await Assert.ThrowsAsync<InconsistentStateException>(() => WriteAsync(stale, 5));
        await WriteAsync(state, 2);
        Assert.Equal(2, (await ReadAsync()).State!.Number);
        var reader = await ReadAsync();
        await Storage.ClearStateAsync("state", Grain, reader);
        await WriteAsync(await ReadAsync(), 3);
        Assert.Equal(3, (await ReadAsync()).State!.Number);
    }

    [Fact]
    public async Task Names_grains_and_services_do_not_see_each_other()
    {
        var other = await CreateAsync("other");
        await WriteAsync(await ReadAsync(), 1);
        foreach (var (storage, name, grain) in new[]
        {
            (Storage, "state2", Grain), (Storage, "state", GrainId.Create("product", "7")), (other, "state", Grain),
        })
        {
            var state = new GrainState<Counter>();
            await storage.ReadStateAsync(name, grain, state);
            Assert.False(state.RecordExists);
        }
    }

    [Fact]
    public async Task A_state_that_cannot_be_read_is_told_from_a_store_that_is_away()
    {
        await WriteAsync(await ReadAsync(), 42);
        await Assert.ThrowsAsync<UndecidableException>(() => Storage.ReadStateAsync("state", Grain, new GrainState<int[]>()));
        Assert.Equal(42, (await ReadAsync()).State!.Number);
    }

    [Fact]
    public async Task Members_with_a_token_heed_it()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var state = await ReadAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Storage.WriteStateAsync("state", Grain, state, cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Storage.ReadStateAsync("state", Grain, state, cancelled.Token));
        Assert.False((await ReadAsync()).RecordExists);
    }

    private async Task<GrainState<Counter>> ReadAsync()
    {
        var state = new GrainState<Counter>();
        await Storage.ReadStateAsync("state", Grain, state);
        return state;
    }

    private async Task<GrainState<Counter>> WriteAsync(GrainState<Counter> state, int number)
    {
        state.State = new Counter { Number = number };
        await Storage.WriteStateAsync("state", Grain, state);
        return state;
    }

    public sealed class Counter
    {
        public int Number { get; set; }
    }
}
