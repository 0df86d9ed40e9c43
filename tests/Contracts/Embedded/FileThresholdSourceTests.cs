using System.Text;
using Microsoft.Extensions.Time.Testing;
using RefillRadar.Grains.Thresholds;
using RefillRadar.Silo.Adapters.Embedded.Thresholds;

namespace RefillRadar.Tests.Contracts.Embedded;

public sealed class FileThresholdSourceTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly FileThresholdSource _source;
    private DateTime _modified = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public FileThresholdSourceTests() => _source = New();

    private string CsvPath => _folder.File("thresholds.csv");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_is_read_once_it_has_been_still_for_a_second()
    {
        Write("one");
        Assert.Null(await ReadAsync());
        _time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Null(await ReadAsync());
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("one", Text(await ReadAsync()));
    }

    [Fact]
    public async Task A_file_written_long_ago_is_read_at_once()
    {
        Write("one");
        _time.SetUtcNow(new DateTimeOffset(_modified.AddSeconds(1), TimeSpan.Zero));
        Assert.Equal("one", Text(await ReadAsync()));
    }

    [Fact]
    public async Task Every_write_starts_the_second_again()
    {
        for (var i = 0; i < 5; i++)
        {
            Write("part " + i);
            Assert.Null(await ReadAsync());
            _time.Advance(TimeSpan.FromMilliseconds(900));
            Assert.Null(await ReadAsync());
        }

        _time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal("part 4", Text(await ReadAsync()));
    }

    [Fact]
    public async Task A_version_that_is_known_is_not_given_again_though_the_file_was_touched()
    {
        var version = (await StillAsync("one"))!.Version;
        Assert.Null(await ReadAsync(version));
        Assert.Null(await StillAsync("one", version));
        Assert.Equal("two", Text(await StillAsync("two", version)));
        Assert.Equal(version, (await StillAsync("one"))!.Version);
    }

    [Fact]
    public async Task A_refused_version_is_given_to_whoever_does_not_know_it()
    {
        Assert.Equal("bad", Text(await StillAsync("bad")));
        Assert.Equal("bad", Text(await ReadAsync("another")));
    }

    [Fact]
    public async Task A_missing_file_is_an_error_that_says_what_to_set()
    {
        var error = await Assert.ThrowsAsync<FileNotFoundException>(() => ReadAsync());
        Assert.Contains("RefillRadar:Thresholds:Path", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_far_too_large_is_refused_unread()
    {
        using (var stream = new FileStream(CsvPath, FileMode.Create))
            stream.SetLength((64 << 20) + 1);
        Assert.Null(await ReadAsync());
        _time.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_link_is_followed_to_its_target_whichever_of_the_two_changes(bool isLinkChanged)
    {
        // As Kubernetes mounts a ConfigMap: thresholds.csv -> ..data/thresholds.csv, ..data -> a folder that an update replaces.
        string Version(string name, string content)
        {
            Directory.CreateDirectory(_folder.File(name));
            var file = Path.Combine(_folder.File(name), "thresholds.csv");
            File.WriteAllText(file, content);
            File.SetLastWriteTimeUtc(file, _modified);
            return name;
        }

        Directory.CreateSymbolicLink(_folder.File("..data"), Version("first", "old"));
        File.CreateSymbolicLink(CsvPath, Path.Combine("..data", "thresholds.csv"));
        _time.SetUtcNow(new DateTimeOffset(_modified.AddSeconds(1), TimeSpan.Zero));
        var old = await ReadAsync();
        Assert.Equal("old", Text(old));

        if (isLinkChanged)
        {
            Directory.Delete(_folder.File("..data"));
            Directory.CreateSymbolicLink(_folder.File("..data"), Version("second", "new"));
        }
        else
        {
            _modified = _modified.AddSeconds(1);
            Version("first", "new");
        }

        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("new", Text(await ReadAsync(old!.Version)));
    }

    [Fact]
    public async Task A_pipe_is_an_empty_file_and_blocks_nobody()
    {
        using var made = System.Diagnostics.Process.Start("mkfifo", [CsvPath]);
        await made.WaitForExitAsync();
        await ReadAsync();
        _time.Advance(TimeSpan.FromSeconds(1));
        var reading = ReadAsync();
        Assert.Equal("", Text(await reading.WaitAsync(TimeSpan.FromSeconds(10))));
    }

    [Fact]
    public async Task The_kept_file_outlives_a_broken_one_and_a_restart()
    {
        Assert.Null(await _source.ReadKeptAsync(CancellationToken.None));
        var good = await StillAsync("good");
        await _source.KeepAsync(good!, CancellationToken.None);
        await StillAsync("broken");
        var kept = await New().ReadKeptAsync(CancellationToken.None);
        Assert.Equal("good", Text(kept));
        Assert.Equal(good!.Version, kept!.Version);
    }

    private FileThresholdSource New() => new(
        new FileThresholdOptions { Path = CsvPath, KeptPath = _folder.File("thresholds.accepted.csv") }, _time);

    private void Write(string content)
    {
        File.WriteAllText(CsvPath, content);
        File.SetLastWriteTimeUtc(CsvPath, _modified = _modified.AddSeconds(1));
    }

    private async Task<ThresholdFile?> StillAsync(string content, string? known = null)
    {
        Write(content);
        Assert.Null(await ReadAsync(known));
        _time.Advance(TimeSpan.FromSeconds(1));
        return await ReadAsync(known);
    }

    private Task<ThresholdFile?> ReadAsync(string? known = null) => _source.ReadAsync(known, CancellationToken.None);

    private static string? Text(ThresholdFile? file) => file is null ? null : Encoding.UTF8.GetString(file.Content.Span);
}
