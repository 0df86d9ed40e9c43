using System.Text;
using Microsoft.Extensions.Time.Testing;
using RefillRadar.Grains.Quarantine;

namespace RefillRadar.Tests.Contracts.Contracts;

/// <summary>What every quarantine keeps to.</summary>
public abstract class QuarantineContract : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly CancellationToken _ct = CancellationToken.None;

    protected FakeTimeProvider Time { get; } = new(Now);

    private IQuarantine Quarantine { get; set; } = null!;

    protected abstract Task<IQuarantine> CreateAsync(TimeProvider time);

    protected virtual Task DropAsync() => Task.CompletedTask;

    public async Task InitializeAsync() => Quarantine = await CreateAsync(Time);

    public Task DisposeAsync() => DropAsync();

    [Fact]
    public async Task A_record_comes_back_with_its_bytes()
    {
        var record = Record("a") with { Bytes = new byte[] { 0, 255, 13, 10 }, Position = null, Reason = "no 'quantity'; ⚠" };
        await Quarantine.AddAsync([record], _ct);
        var read = await Quarantine.GetAsync("a", _ct);
        Assert.Equal(record.Bytes.ToArray(), read!.Bytes.ToArray());
        Assert.Equal(record with { Bytes = default }, read with { Bytes = default });
    }

    [Fact]
    public async Task A_redelivery_is_not_kept_twice_and_changes_nothing()
    {
        await Quarantine.AddAsync([Record("a"), Record("a") with { Reason = "second" }], _ct);
        await Quarantine.AddAsync([Record("a") with { Reason = "third" }, Record("b")], _ct);
        Assert.Equal(2, await Quarantine.CountAsync(_ct));
        Assert.Equal("why", (await Quarantine.GetAsync("a", _ct))!.Reason);
    }

    [Fact]
    public async Task Pages_go_from_the_newest_and_hold_every_record_once()
    {
        var records = Enumerable.Range(0, 25).Select(i => Record($"r{i:00}", -(i / 3))).ToArray();
        await Quarantine.AddAsync([.. records.Reverse()], _ct);
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await Quarantine.ListAsync(4, cursor, _ct);
            seen.AddRange(page.Items.Select(record => record.Id));
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        Assert.Equal(records.Select(record => record.Id), seen);
    }

    [Fact]
    public async Task A_foreign_cursor_is_a_format_error() =>
        await Assert.ThrowsAsync<FormatException>(() => Quarantine.ListAsync(10, "zzz", _ct));

    [Fact]
    public async Task A_removed_record_is_gone_and_removing_it_again_is_harmless()
    {
        await Quarantine.AddAsync([Record("a")], _ct);
        await Quarantine.RemoveAsync("a", _ct);
        await Quarantine.RemoveAsync("a", _ct);
        Assert.Null(await Quarantine.GetAsync("a", _ct));
        Assert.Equal(0, await Quarantine.CountAsync(_ct));
    }

    [Fact]
    public async Task A_record_is_forgotten_after_fourteen_days()
    {
        await Quarantine.AddAsync([Record("a")], _ct);
        Time.SetUtcNow(Now.AddDays(14));
        Assert.NotNull(await Quarantine.GetAsync("a", _ct));
        Time.SetUtcNow(Now.AddDays(14).AddSeconds(1));
        Assert.Null(await Quarantine.GetAsync("a", _ct));
        Assert.Empty((await Quarantine.ListAsync(10, null, _ct)).Items);
        Assert.Equal(0, await Quarantine.CountAsync(_ct));
    }

    private static QuarantinedRecord Record(string id, int minutes = 0) => new(
        id, Now.AddMinutes(minutes), "arn:stream", "49", "kinesis", "why", Encoding.UTF8.GetBytes("{}"));
}
