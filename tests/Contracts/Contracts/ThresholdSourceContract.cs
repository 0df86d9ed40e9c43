using System.Text;
using RefillRadar.Grains.Thresholds;

namespace RefillRadar.Tests.Contracts.Contracts;

/// <summary>What every source of thresholds keeps to.</summary>
public abstract class ThresholdSourceContract : IAsyncLifetime
{
    private IThresholdSource _source = null!;

    /// <summary>A source over the same file each time; what it remembers is its own.</summary>
    protected abstract Task<IThresholdSource> CreateAsync();

    /// <summary>Writes the file; the source has to give it at the next reading.</summary>
    protected abstract Task WriteAsync(byte[] content);

    protected virtual Task DropAsync() => Task.CompletedTask;

    public async Task InitializeAsync() => _source = await CreateAsync();

    public Task DisposeAsync() => DropAsync();

    [Fact]
    public async Task A_file_is_given_once_to_who_knows_it_and_again_when_it_changes()
    {
        await WriteAsync("one"u8.ToArray());
        var one = await ReadAsync(null);
        Assert.Equal("one", Text(one));
        Assert.Null(await ReadAsync(one!.Version));
        await WriteAsync("two"u8.ToArray());
        var two = await ReadAsync(one.Version);
        Assert.Equal("two", Text(two));
        Assert.Null(await ReadAsync(two!.Version));
    }

    [Fact]
    public async Task A_version_that_was_refused_is_given_to_who_does_not_know_it()
    {
        await WriteAsync("bad"u8.ToArray());
        Assert.Equal("bad", Text(await ReadAsync(null)));
        Assert.Equal("bad", Text(await ReadAsync(null)));
    }

    [Fact]
    public async Task A_missing_file_is_an_error_that_names_it_and_says_what_to_set()
    {
        var error = await Assert.ThrowsAnyAsync<IOException>(() => ReadAsync(null));
        Assert.Contains(_source.Name, error.Message, StringComparison.Ordinal);
        Assert.Contains("RefillRadar:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_come_as_they_were_written()
    {
        var content = Encoding.UTF8.GetPreamble().Concat("product_id;name\r\n1;Räder 🚲\0"u8.ToArray()).ToArray();
        await WriteAsync(content);
        Assert.Equal(content, (await ReadAsync(null))!.Content.ToArray());
    }

    [Fact]
    public async Task The_kept_file_outlives_a_broken_one_and_a_restart()
    {
        Assert.Null(await _source.ReadKeptAsync(CancellationToken.None));
        await WriteAsync("good"u8.ToArray());
        var good = await ReadAsync(null);
        await _source.KeepAsync(good!, CancellationToken.None);
        await WriteAsync("broken"u8.ToArray());

        var kept = await (await CreateAsync()).ReadKeptAsync(CancellationToken.None);
        Assert.Equal("good", Text(kept));
        Assert.Equal(good!.Version, kept!.Version);
    }

    [Fact]
    public async Task It_is_asked_often_enough_for_thirty_seconds() =>
        Assert.InRange((await CreateAsync()).PollInterval, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(30));

    private Task<ThresholdFile?> ReadAsync(string? known) => _source.ReadAsync(known, CancellationToken.None);

    private static string? Text(ThresholdFile? file) => file is null ? null : Encoding.UTF8.GetString(file.Content.Span);
}
