using Microsoft.Extensions.Time.Testing;
using RefillRadar.Grains.Alerts;
using RefillRadar.Grains.Contracts;

namespace RefillRadar.Tests.Contracts.Contracts;

/// <summary>What every alert store keeps to.</summary>
public abstract class AlertStoreContract : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly CancellationToken _ct = CancellationToken.None;

    protected FakeTimeProvider Time { get; } = new(Now);

    private IAlertStore Store { get; set; } = null!;

    protected abstract Task<IAlertStore> CreateAsync(TimeProvider time);

    protected virtual Task DropAsync() => Task.CompletedTask;

    public async Task InitializeAsync() => Store = await CreateAsync(Time);

    public Task DisposeAsync() => DropAsync();

    [Fact]
    public async Task A_row_comes_back_as_it_was_written()
    {
        var row = Row("a1", opened: -5) with { Due = Now.AddHours(4) };
        row = row with
        {
            Alert = row.Alert with
            {
                ProductId = "00-17@x",
                ProductName = "<b>Ünïcode 🚲</b>\n=1+1",
                Warehouse = "Ost",
                Category = "Bikes",
                Severity = AlertSeverity.Out,
                Status = AlertStatus.Snoozed,
                Quantity = -0.1234567890123456789m,
                Threshold = 79228162514264337593543950335m,
                RecoveryThreshold = 1.50m,
                AcknowledgedAt = Now,
                AcknowledgedBy = "ann",
                SnoozedUntil = DateTimeOffset.MaxValue,
                LastNotifiedAt = Now.AddTicks(7),
                Notifications = 3,
            },
        };

        Assert.True(await Store.PutAsync(row, _ct));

        var read = await Store.GetAsync("a1", _ct);
        Assert.NotNull(read);
        Assert.Equal(row.Alert, read.Alert);
        Assert.Equal(row with { History = default, Alert = read.Alert }, read with { History = default });
        Assert.Equal(row.History, read.History.AsEnumerable());
    }

    [Fact]
    public async Task What_is_not_there_is_null_and_not_an_error()
    {
        Assert.Null(await Store.GetAsync("nothing", _ct));
        await Store.RemoveAsync("nothing", 5, _ct);
        Assert.Empty((await Store.ListAsync(new AlertQuery(), _ct)).Items);
        Assert.Empty(await Store.DueAsync(DateTimeOffset.MaxValue, 10, _ct));
        Assert.Equal(new AlertCounts(0, 0), await Store.CountAsync(DateTimeOffset.MinValue, _ct));
    }

    [Fact]
    public async Task Only_a_higher_revision_replaces_a_row()
    {
        Assert.True(await Store.PutAsync(Row("a", revision: 5, team: "five"), _ct));
        Assert.False(await Store.PutAsync(Row("a", revision: 5, team: "again"), _ct));
        Assert.False(await Store.PutAsync(Row("a", revision: 4, team: "four"), _ct));
        Assert.Equal("five", (await Store.GetAsync("a", _ct))!.Alert.Team);

        Assert.True(await Store.PutAsync(Row("a", revision: 6, team: "six"), _ct));
        var read = await Store.GetAsync("a", _ct);
        Assert.Equal(("six", 6), (read!.Alert.Team, read.Revision));
    }

    [Fact]
    public async Task A_row_of_a_higher_revision_is_not_removed()
    {
        await Store.PutAsync(Row("a", revision: 5), _ct);
        await Store.RemoveAsync("a", 4, _ct);
        Assert.NotNull(await Store.GetAsync("a", _ct));
        await Store.RemoveAsync("a", 5, _ct);
        Assert.Null(await Store.GetAsync("a", _ct));
    }

    [Fact]
    public async Task Pages_go_from_the_newest_to_the_oldest_and_hold_every_row_once()
    {
        var rows = Enumerable.Range(0, 57)
            .Select(i => Row($"id{i:00}", opened: -(i / 4), status: (AlertStatus)(1 + i % 4))).ToArray();
        foreach (var row in rows.Reverse())
            await Store.PutAsync(row, _ct);

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await Store.ListAsync(new AlertQuery { Limit = 10, Cursor = cursor }, _ct);
            Assert.InRange(page.Items.Length, 1, 10);
            seen.AddRange(page.Items.Select(row => row.Alert.Id));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(rows.Select(row => row.Alert.Id), seen);
    }

    [Fact]
    public async Task A_last_page_that_is_just_full_has_no_next_one()
    {
        await Store.PutAsync(Row("a"), _ct);
        await Store.PutAsync(Row("b"), _ct);
        Assert.Null((await Store.ListAsync(new AlertQuery { Limit = 2 }, _ct)).NextCursor);
    }

    [Fact]
    public async Task A_row_written_while_pages_are_turned_shifts_nothing()
    {
        for (var i = 0; i < 6; i++)
            await Store.PutAsync(Row($"a{i}", opened: -i), _ct);
        var first = await Store.ListAsync(new AlertQuery { Limit = 3 }, _ct);
        await Store.PutAsync(Row("new", opened: 1), _ct);
        var second = await Store.ListAsync(new AlertQuery { Limit = 3, Cursor = first.NextCursor }, _ct);
        Assert.Equal(["a3", "a4", "a5"], second.Items.Select(row => row.Alert.Id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("not a cursor")]
    [InlineData("AAAA")]
    [InlineData("_____________w")]
    public async Task A_foreign_cursor_is_a_format_error(string cursor) =>
        await Assert.ThrowsAsync<FormatException>(() => Store.ListAsync(new AlertQuery { Cursor = cursor }, _ct));

    [Fact]
    public async Task Pending_rows_are_listed_only_when_asked_for()
    {
        await Store.PutAsync(Row("p", status: AlertStatus.Pending), _ct);
        await Store.PutAsync(Row("f"), _ct);
        Assert.Equal(["f"], await IdsAsync(new AlertQuery()));
        Assert.Equal(["p"], await IdsAsync(new AlertQuery { Statuses = [AlertStatus.Pending] }));
        Assert.Equal(["f", "p"], await IdsAsync(new AlertQuery { Statuses = [AlertStatus.Pending, AlertStatus.Firing, AlertStatus.Firing] }));
    }

    [Fact]
    public async Task Each_filter_and_all_of_them_together_find_the_rows_they_name()
    {
        await Store.PutAsync(Row("a", product: "7", team: "food", warehouse: "N", severity: AlertSeverity.Out, opened: -1), _ct);
        await Store.PutAsync(Row("b", product: "07", team: "food", warehouse: "S", opened: -2), _ct);
        await Store.PutAsync(Row("c", product: "7", team: "toys", opened: -3), _ct);

        Assert.Equal(["a", "c"], await IdsAsync(new AlertQuery { ProductId = "7" }));
        Assert.Equal(["b"], await IdsAsync(new AlertQuery { ProductId = "07" }));
        Assert.Equal(["a", "b"], await IdsAsync(new AlertQuery { Team = "food" }));
        Assert.Equal(["b"], await IdsAsync(new AlertQuery { Warehouse = "S" }));
        Assert.Equal(["a"], await IdsAsync(new AlertQuery { Severity = AlertSeverity.Out }));
        Assert.Equal(["a", "b"], await IdsAsync(new AlertQuery { From = Now.AddMinutes(-2) }));
        Assert.Equal(["c"], await IdsAsync(new AlertQuery { To = Now.AddMinutes(-2) }));
        Assert.Equal(["a"], await IdsAsync(new AlertQuery
        {
            ProductId = "7",
            Team = "food",
            Warehouse = "N",
            Severity = AlertSeverity.Out,
            Statuses = [AlertStatus.Firing],
            From = Now.AddMinutes(-1),
            To = Now,
        }));
        Assert.Empty(await IdsAsync(new AlertQuery { ProductId = "7' OR 1=1 --" }));
    }

    [Fact]
    public async Task An_expired_row_never_comes_back()
    {
        await Store.PutAsync(
            Row("old", status: AlertStatus.Resolved) with { ExpiresAt = Now.AddDays(7), Due = Now }, _ct);
        await Store.PutAsync(Row("open") with { Due = Now }, _ct);
        Time.SetUtcNow(Now.AddDays(7));

        Assert.Null(await Store.GetAsync("old", _ct));
        Assert.Equal(["open"], await IdsAsync(new AlertQuery()));
        Assert.Equal(["key-open"], (await Store.DueAsync(Time.GetUtcNow(), 10, _ct)).AsEnumerable());
        Assert.Equal(new AlertCounts(1, 0), await Store.CountAsync(DateTimeOffset.MinValue, _ct));
    }

    [Fact]
    public async Task Due_keys_come_longest_overdue_first_and_each_once()
    {
        await Store.PutAsync(Row("late", key: "K1") with { Due = Now.AddMinutes(-1) }, _ct);
        await Store.PutAsync(Row("later", key: "K2") with { Due = Now.AddMinutes(-9) }, _ct);
        await Store.PutAsync(Row("again", key: "K1") with { Due = Now.AddMinutes(-3) }, _ct);
        await Store.PutAsync(Row("exact", key: "K3") with { Due = Now }, _ct);
        await Store.PutAsync(Row("future", key: "K4") with { Due = Now.AddTicks(1) }, _ct);
        await Store.PutAsync(Row("never", key: "K5"), _ct);

        Assert.Equal(["K2", "K1", "K3"], (await Store.DueAsync(Now, 10, _ct)).AsEnumerable());
        Assert.Equal(["K2", "K1"], (await Store.DueAsync(Now, 2, _ct)).AsEnumerable());
        await Store.PutAsync(Row("later", key: "K2", revision: 2), _ct);
        Assert.Equal(["K1", "K3"], (await Store.DueAsync(Now, 10, _ct)).AsEnumerable());
    }

    [Fact]
    public async Task Counts_and_histogram_count_by_the_time_of_firing()
    {
        await Store.PutAsync(Row("pending", status: AlertStatus.Pending), _ct);
        await Store.PutAsync(Row("low", opened: -61), _ct);
        await Store.PutAsync(Row("out", opened: -30, severity: AlertSeverity.Out), _ct);
        await Store.PutAsync(Row("done", opened: -31, status: AlertStatus.Resolved), _ct);
        await Store.PutAsync(Row("long ago", opened: -200, status: AlertStatus.Resolved, resolved: -190), _ct);

        Assert.Equal(new AlertCounts(2, 1), await Store.CountAsync(Now.AddMinutes(-60), _ct));
        var buckets = await Store.HistogramAsync(Now.AddMinutes(-90), Now, TimeSpan.FromMinutes(20), _ct);
        Assert.Equal(
            [(-90, 0, 0), (-70, 1, 0), (-50, 1, 0), (-30, 0, 1), (-10, 0, 0)],
            buckets.Select(bucket => ((int)(bucket.From - Now).TotalMinutes, bucket.Low, bucket.Out)));
    }

    [Fact]
    public async Task A_histogram_of_no_time_is_empty_and_one_of_too_many_spans_is_refused()
    {
        Assert.Empty(await Store.HistogramAsync(Now, Now, TimeSpan.FromHours(1), _ct));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.HistogramAsync(Now, Now.AddDays(1), TimeSpan.Zero, _ct));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.HistogramAsync(Now, Now.AddYears(1), TimeSpan.FromTicks(1), _ct));
    }

    [Fact]
    public async Task Writers_of_one_row_at_once_leave_the_highest_revision()
    {
        await Task.WhenAll(Enumerable.Range(1, 200).OrderBy(i => i * 7919 % 200)
            .Select(i => Task.Run(() => Store.PutAsync(Row("a", revision: i), _ct))));
        Assert.Equal(200, (await Store.GetAsync("a", _ct))!.Revision);
    }

    private async Task<IEnumerable<string>> IdsAsync(AlertQuery query) =>
        (await Store.ListAsync(query, _ct)).Items.Select(row => row.Alert.Id);

    private static AlertRow Row(
        string id, long revision = 1, int opened = 0, AlertStatus status = AlertStatus.Firing, AlertSeverity severity = AlertSeverity.Low,
        string product = "1", string team = "t", string? warehouse = null, string? key = null, int resolved = -1)
    {
        var at = Now.AddMinutes(opened);
        var alert = new Alert
        {
            Id = id,
            ProductId = product,
            ProductName = "Name",
            Team = team,
            Warehouse = warehouse,
            Severity = severity,
            Status = status,
            Quantity = 3,
            Threshold = 5,
            RecoveryThreshold = 5,
            OpenedAt = at,
            FiredAt = status == AlertStatus.Pending ? null : at,
            ResolvedAt = status == AlertStatus.Resolved ? Now.AddMinutes(resolved) : null,
            ResolvedReason = status == AlertStatus.Resolved ? ResolvedReason.Restocked : null,
        };
        return new AlertRow(alert, key ?? $"key-{id}", revision, null, null, [new AlertEvent(at, "opened", 3, "row 2", "x", "note")]);
    }
}
