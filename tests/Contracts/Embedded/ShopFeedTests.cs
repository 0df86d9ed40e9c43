using RefillRadar.Silo.Adapters.Embedded.Shop;

namespace RefillRadar.Tests.Contracts.Embedded;

public sealed class ShopFeedTests : IAsyncLifetime
{
    private readonly TestRadar _radar = new();
    private readonly TestIngest _ingest = new();
    private readonly MessageLog<ShopFeed> _log = new();
    private TestShop _shop = null!;
    private ShopFeed? _feed;

    public Task InitializeAsync()
    {
        _shop = new TestShop(_radar.Folder.Path);
        _shop.Database.Prepare();
        _shop.Sql("PRAGMA foreign_keys=0");
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await StopAsync();
        _shop.Dispose();
        await _radar.DisposeAsync();
    }

    [Fact]
    public async Task The_first_start_loads_every_level_and_goes_on_with_the_changes_after_it()
    {
        _shop.Sql("INSERT INTO inventory(product_id, quantity_available) VALUES(1, 10), (2, 20); UPDATE inventory SET quantity_available = 9 WHERE product_id = 1");
        await StartAsync();
        await TakenAsync("load 1 9", "load 2 20");
        _shop.Sql("UPDATE inventory SET quantity_available = 8 WHERE product_id = 1");
        _shop.Sql("DELETE FROM inventory WHERE product_id = 2");
        await TakenAsync("load 1 9", "load 2 20", "update 1 8", "delete 2 20");

        var sequences = _ingest.Arrivals.Select(arrival => long.Parse(arrival.Sequence, null)).ToArray();
        Assert.Equal(sequences[0], sequences[1]);
        Assert.True(sequences[1] < sequences[2] && sequences[2] < sequences[3]);
        Assert.All(_ingest.Arrivals, arrival => Assert.Equal(_shop.Database.Source, arrival.Source));
    }

    [Fact]
    public async Task The_first_change_of_an_empty_shop_comes_after_its_load()
    {
        await StartAsync();
        await LoadedAsync();
        _shop.Sql("INSERT INTO inventory(product_id, quantity_available) VALUES(1, 10)");
        await TakenAsync("insert 1 10");
        Assert.True(long.Parse(Assert.Single(_ingest.Arrivals).Sequence, null) > 1);
    }

    [Fact]
    public async Task A_restart_goes_on_where_it_stopped_with_nothing_skipped_and_nothing_twice()
    {
        await StartAsync();
        await LoadedAsync();
        for (var i = 1; i <= 30; i++)
        {
            _shop.Sql($"INSERT INTO inventory(product_id, quantity_available) VALUES({i}, {i})");
            if (i % 10 != 0)
                continue;
            await StopAsync();
            await _radar.RestartAsync();
            _shop.Restart();
            _shop.Sql($"UPDATE inventory SET quantity_available = 1000 + {i} WHERE product_id = {i}");
            await StartAsync();
        }

        var expected = Enumerable.Range(1, 30)
            .SelectMany(i => i % 10 == 0 ? new[] { $"insert {i} {i}", $"update {i} {1000 + i}" } : [$"insert {i} {i}"]).ToArray();
        await TakenAsync(expected);
    }

    [Fact]
    public async Task A_failed_record_and_those_after_it_are_handed_over_again()
    {
        await StartAsync();
        await LoadedAsync();
        var before = _ingest.Posts;
        _ingest.Answer = (_, records) => _ingest.Posts == before + 1 ? [records[2].Sequence, records[1].Sequence] : [];
        _shop.Sql("INSERT INTO inventory(product_id, quantity_available) VALUES(1, 1), (2, 2), (3, 3), (4, 4)");
        await TakenAsync("insert 1 1", "insert 4 4", "insert 2 2", "insert 3 3", "insert 4 4");
    }

    [Fact]
    public async Task A_door_that_throws_loses_nothing()
    {
        _shop.Sql("INSERT INTO inventory(product_id, quantity_available) VALUES(1, 1)");
        _ingest.Answer = (post, _) => post is 1 or 2 or 4 ? throw new IOException("not now") : [];
        await StartAsync();
        await TakenAsync("load 1 1");
        _shop.Sql("UPDATE inventory SET quantity_available = 0");
        await TakenAsync("load 1 1", "update 1 0");
    }

    [Fact]
    public async Task An_answer_that_names_no_number_of_ours_has_the_batch_handed_over_again()
    {
        _ingest.Answer = (post, _) => post == 2 ? ["?"] : [];
        _shop.Sql("INSERT INTO inventory(product_id, quantity_available) VALUES(1, 1)");
        await StartAsync();
        await TakenAsync("load 1 1");
        _shop.Sql("UPDATE inventory SET quantity_available = 0");
        await TakenAsync("load 1 1", "update 1 0", "update 1 0");
    }

    [Fact]
    public async Task A_restored_backup_is_loaded_whole_as_another_database()
    {
        _shop.Sql("INSERT INTO inventory(product_id, quantity_available) VALUES(1, 1); PRAGMA wal_checkpoint(TRUNCATE)");
        _shop.Copy("shop.db", "backup.db");
        await StartAsync();
        await TakenAsync("load 1 1");
        _shop.Sql("UPDATE inventory SET quantity_available = 0");
        await TakenAsync("load 1 1", "update 1 0");
        var source = _shop.Database.Source;

        await StopAsync();
        _shop.Copy("backup.db", "shop.db");
        _shop.Restart();
        await StartAsync();
        await TakenAsync("load 1 1", "update 1 0", "load 1 1");
        Assert.NotEqual(source, _ingest.Arrivals[^1].Source);
    }

    [Fact]
    public async Task A_restored_backup_that_has_gone_on_since_is_recognised_too()
    {
        _shop.Sql("INSERT INTO inventory(product_id, quantity_available) VALUES(1, 1); PRAGMA wal_checkpoint(TRUNCATE)");
        _shop.Copy("shop.db", "backup.db");
        await StartAsync();
        await TakenAsync("load 1 1");
        _shop.Sql("UPDATE inventory SET quantity_available = 2");
        await TakenAsync("load 1 1", "update 1 2");

        await StopAsync();
        _shop.Copy("backup.db", "shop.db");
        _shop.Restart();
        _shop.Sql("UPDATE inventory SET quantity_available = 3; UPDATE inventory SET quantity_available = 4; UPDATE inventory SET quantity_available = 5");
        await StartAsync();
        await TakenAsync("load 1 1", "update 1 2", "load 1 5");
    }

    [Fact]
    public async Task A_table_made_anew_is_captured_again_and_loaded()
    {
        await StartAsync();
        await LoadedAsync();
        _shop.Sql("BEGIN; DROP TABLE inventory; CREATE TABLE inventory(product_id INTEGER PRIMARY KEY, quantity_available INT, last_updated TEXT); INSERT INTO inventory VALUES(1, 5, ''); COMMIT");
        await TakenAsync("load 1 5");
        _shop.Sql("UPDATE inventory SET quantity_available = 4");
        await TakenAsync("load 1 5", "update 1 4");
    }

    [Fact]
    public async Task Ten_thousand_changes_of_one_transaction_come_in_order()
    {
        await StartAsync();
        await LoadedAsync();
        _shop.Sql("INSERT INTO inventory(product_id, quantity_available) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000) SELECT i, i FROM n");
        await Wait.Until(() => _ingest.Arrivals.Count >= 10_000, "all changes");
        Assert.Equal(Enumerable.Range(1, 10_000).Select(i => $"insert {i} {i}"), _ingest.Taken);
    }

    [Fact]
    public async Task A_record_looks_as_DMS_writes_it_and_bad_cells_go_through_as_they_are()
    {
        await StartAsync();
        await LoadedAsync();
        _shop.Sql("INSERT INTO inventory VALUES(1, 5, '2026-01-01 00:00:00'); UPDATE inventory SET quantity_available = 'lots \"of\" 🚲'; UPDATE inventory SET quantity_available = x'00ff'; UPDATE inventory SET quantity_available = 1.5; UPDATE inventory SET quantity_available = 9e999");
        await Wait.Until(() => _ingest.Arrivals.Count == 5, "the changes");
        using var update = System.Text.Json.JsonDocument.Parse(_ingest.Arrivals[1].Json);
        var root = update.RootElement;
        Assert.Equal(["data", "before-image", "metadata"], root.EnumerateObject().Select(property => property.Name));
        Assert.Equal("lots \"of\" 🚲", root.GetProperty("data").GetProperty("quantity_available").GetString());
        Assert.Equal("2026-01-01 00:00:00", root.GetProperty("data").GetProperty("last_updated").GetString());
        Assert.Equal(5, root.GetProperty("before-image").GetProperty("quantity_available").GetInt32());
        var metadata = root.GetProperty("metadata");
        Assert.Equal(("data", "update", "HASP", "inventory"), (
            metadata.GetProperty("record-type").GetString(), metadata.GetProperty("operation").GetString(),
            metadata.GetProperty("schema-name").GetString(), metadata.GetProperty("table-name").GetString()));
        Assert.True(metadata.GetProperty("timestamp").GetDateTimeOffset() > DateTimeOffset.UnixEpoch);
        Assert.Equal(["update 1 0x00ff", "update 1 1.5", "update 1 Infinity"], _ingest.Taken.Skip(2).Select(text => text.Replace("∞", "Infinity", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Our_own_shop_gives_no_sign_of_life_before_there_is_anything_in_it()
    {
        await StartAsync();
        await LoadedAsync();
        Assert.Equal(0, _ingest.Heartbeats);
        _shop.Sql("INSERT INTO inventory(product_id, quantity_available) VALUES(1, 10)");
        await TakenAsync("insert 1 10");
    }

    [Fact]
    public async Task What_a_replace_removes_is_deleted_and_what_an_upsert_leaves_is_not()
    {
        _shop.Sql("ALTER TABLE inventory ADD COLUMN sku TEXT; CREATE UNIQUE INDEX by_sku ON inventory(sku); INSERT INTO inventory(product_id, quantity_available, sku) VALUES(1, 1, 'a'), (2, 2, 'b'), (3, 3, 'c')");
        await StartAsync();
        await TakenAsync("load 1 1", "load 2 2", "load 3 3");
        _shop.Sql("INSERT INTO inventory(product_id, quantity_available, sku) VALUES(4, 4, 'c') ON CONFLICT(sku) DO UPDATE SET quantity_available = 5");
        _shop.Sql("INSERT OR IGNORE INTO inventory(product_id, quantity_available, sku) VALUES(4, 4, 'c')");
        _shop.Sql("INSERT OR REPLACE INTO inventory(product_id, quantity_available, sku) VALUES(1, 9, 'b')");
        await TakenAsync("load 1 1", "load 2 2", "load 3 3", "update 3 5", "delete 2 2", "insert 1 9");
    }

    [Fact]
    public async Task What_a_backup_does_not_have_is_deleted()
    {
        _shop.Sql("INSERT INTO inventory(product_id, quantity_available) VALUES(1, 1)");
        _ingest.Know("50", 5, "shop:before");
        _ingest.Know("51", 5, "records");
        await StartAsync();
        await TakenAsync("load 1 1", "delete 50 ");
    }

    [Fact]
    public async Task What_was_written_past_the_triggers_is_found_and_a_difference_that_goes_away_is_none()
    {
        _shop.Sql("INSERT INTO inventory(product_id, quantity_available) VALUES(1, 1), (2, 2), (3, 3), (4, '?')");
        var source = _shop.Database.Source;
        var looks = 0;
        _ingest.Looking = () =>
        {
            switch (++looks)
            {
                case 1:
                    _ingest.Know("2", 7, source);
                    _ingest.Know("3", 7, "records");
                    _ingest.Know("5", 5, source);
                    break;
                case 2:
                    _ingest.Levels.TryRemove("5", out _);
                    break;
            }
        };
        await StartAsync();
        await TakenAsync("load 1 1", "load 2 2", "load 3 3", "load 4 ?", "load 2 2");
    }

    [Fact]
    public async Task Nothing_is_compared_while_levels_are_read_again()
    {
        _ingest.Know("2", 2, "shop:before");
        _ingest.IsReadingAgain = true;
        _shop.Sql("INSERT INTO inventory(product_id, quantity_available) VALUES(1, 1)");
        await StartAsync();
        await TakenAsync("load 1 1");
        _ingest.IsReadingAgain = false;
        await TakenAsync("load 1 1", "delete 2 ");
    }

    [Fact]
    public async Task Changes_that_were_forgotten_before_they_were_read_have_everything_loaded_again()
    {
        _shop.Sql("INSERT INTO inventory(product_id, quantity_available) VALUES(1, 1)");
        await StartAsync();
        await TakenAsync("load 1 1");
        _shop.Sql("UPDATE inventory SET quantity_available = 2");
        await TakenAsync("load 1 1", "update 1 2");
        await StopAsync();
        _shop.Sql("UPDATE inventory SET quantity_available = 3; UPDATE inventory SET quantity_available = 4; DELETE FROM refillradar_changes WHERE id < (SELECT MAX(id) FROM refillradar_changes)");
        await StartAsync();
        await TakenAsync("load 1 1", "update 1 2", "load 1 4");
    }

    [Fact]
    public async Task A_file_that_is_put_in_place_of_another_is_followed()
    {
        _shop.Sql("INSERT INTO inventory(product_id, quantity_available) VALUES(1, 1), (2, 2); PRAGMA wal_checkpoint(TRUNCATE)");
        await StartAsync();
        await TakenAsync("load 1 1", "load 2 2");
        _shop.Replace("UPDATE inventory SET quantity_available = 0 WHERE product_id = 1");
        await TakenAsync("load 1 1", "load 2 2", "update 1 0");
        _shop.Sql("UPDATE inventory SET quantity_available = 9 WHERE product_id = 2");
        await TakenAsync("load 1 1", "load 2 2", "update 1 0", "update 2 9");
    }

    [Fact]
    public async Task A_file_put_in_place_of_another_is_compared_row_by_row_though_no_trigger_saw_the_difference()
    {
        _shop.Sql("INSERT INTO inventory(product_id, quantity_available) VALUES(1, 1), (2, 2); PRAGMA wal_checkpoint(TRUNCATE)");
        await StartAsync();
        await TakenAsync("load 1 1", "load 2 2");
        _shop.Replace("DROP TRIGGER refillradar_update; UPDATE inventory SET quantity_available = 7 WHERE product_id = 2", restoreTrigger: "refillradar_update");
        await TakenAsync("load 1 1", "load 2 2", "load 2 7");
    }

    [Fact]
    public async Task A_file_that_is_removed_gives_no_sign_of_life_until_it_is_back()
    {
        _shop.Sql("INSERT INTO inventory(product_id, quantity_available) VALUES(1, 1); PRAGMA wal_checkpoint(TRUNCATE)");
        await StartAsync();
        await TakenAsync("load 1 1");
        var path = _shop.Options.Path;
        _shop.Close();
        foreach (var end in new[] { "", "-wal", "-shm" })
        {
            if (File.Exists(path + end))
                File.Move(path + end, path + ".away" + end);
        }

        await Wait.Until(() => _log.Messages.Any(message => message.Contains("replaced or removed", StringComparison.Ordinal)), "the loss to be seen");
        await Wait.Until(() => _log.Messages.Any(message => message.Contains("could not be processed", StringComparison.Ordinal)), "the file to be missed");
        var heartbeats = _ingest.Heartbeats;
        Assert.False(File.Exists(path));
        foreach (var end in new[] { "-wal", "-shm", "" })
        {
            if (File.Exists(path + ".away" + end))
                File.Move(path + ".away" + end, path + end);
        }

        Assert.Equal(heartbeats, _ingest.Heartbeats);
        await Wait.Until(() => _ingest.Heartbeats > heartbeats, "a sign of life");
        Assert.Equal(["load 1 1"], _ingest.Taken);
    }

    private async Task StartAsync()
    {
        _feed = new ShopFeed(
            _shop.Database, new ShopCursors(_radar.Database), _ingest, TimeProvider.System, _log);
        await _feed.StartAsync(CancellationToken.None);
    }

    // Nothing comes of an empty load, and of our own empty shop no sign of life either.
    private Task LoadedAsync() =>
        Wait.Until(() => _log.Messages.Any(message => message.StartsWith("Loaded", StringComparison.Ordinal)), "the first load");

    private async Task StopAsync()
    {
        if (_feed is null)
            return;
        await _feed.StopAsync(CancellationToken.None);
        _feed.Dispose();
        _feed = null;
    }

    // Waits for that many, then for two more polls, so that one too many would show.
    private async Task TakenAsync(params string[] expected)
    {
        await Wait.Until(() => _ingest.Arrivals.Count >= expected.Length, string.Join(", ", expected) + " but came " + string.Join(", ", _ingest.Taken));
        var heartbeats = _ingest.Heartbeats;
        await Wait.Until(() => _ingest.Heartbeats >= heartbeats + 2, "two quiet polls");
        Assert.Equal(expected, _ingest.Taken);
    }
}
