using RefillRadar.Grains.Stock.Levels;

namespace RefillRadar.Tests.Contracts.Contracts;

/// <summary>What every level store keeps to.</summary>
public abstract class LevelStoreContract : IAsyncLifetime
{
    private readonly CancellationToken _ct = CancellationToken.None;

    private ILevelStore Store { get; set; } = null!;

    protected abstract Task<ILevelStore> CreateAsync();

    protected virtual Task DropAsync() => Task.CompletedTask;

    public async Task InitializeAsync() => Store = await CreateAsync();

    public Task DisposeAsync() => DropAsync();

    [Fact]
    public async Task A_partition_never_written_is_empty() => Assert.Empty(await Store.LoadAsync(3, _ct));

    [Fact]
    public async Task Chunks_are_overwritten_in_place_and_the_others_stay()
    {
        await Store.SaveAsync(1, [new LevelChunk(2, [2]), new LevelChunk(0, [0]), new LevelChunk(10, [10])], _ct);
        await Store.SaveAsync(2, [new LevelChunk(0, [9])], _ct);
        await Store.SaveAsync(1, [new LevelChunk(2, [7, 7])], _ct);
        await Store.SaveAsync(1, [], _ct);

        var chunks = await Store.LoadAsync(1, _ct);
        Assert.Equal([0, 2, 10], chunks.Select(chunk => chunk.Number));
        Assert.Equal<byte[]>([[0], [7, 7], [10]], chunks.Select(chunk => chunk.Bytes));
    }

    [Fact]
    public async Task A_chunk_of_the_largest_size_comes_back_whole()
    {
        var bytes = new byte[300_000];
        new Random(1).NextBytes(bytes);
        await Store.SaveAsync(0, [new LevelChunk(0, bytes)], _ct);
        Assert.Equal(bytes, Assert.Single(await Store.LoadAsync(0, _ct)).Bytes);
    }
}
